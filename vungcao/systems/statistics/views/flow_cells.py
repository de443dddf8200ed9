"""Single cells of an answer: sent back with a comment each, or corrected after it was closed."""

from collections.abc import Mapping
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vungcao.kernel.calendar import clock
from vungcao.systems.statistics import permissions
from vungcao.systems.statistics.forms import flow as forms
from vungcao.systems.statistics.models import Submission
from vungcao.systems.statistics.queries import entry
from vungcao.systems.statistics.rules import definition
from vungcao.systems.statistics.rules.exact import Figure, shown, unscaled
from vungcao.systems.statistics.rules.operations import Held
from vungcao.systems.statistics.services import correcting, flow_back
from vungcao.systems.statistics.views.acting import attempt
from vungcao.systems.statistics.views.flow import found, heading, own_page
from vungcao.systems.statistics.views.flow_page import names
from vungcao.web.access import only
from vungcao.web.http import AccountRequest

SENT = "send"
MOST = 500  # cells at a time: more is a whole form


@require_POST
@only(permissions.RETURN | permissions.CERTIFY)
def return_cells(request: AccountRequest, pk: int) -> HttpResponse:
    """First the ticked cells are shown with a field each, then they go back."""
    row = found(request, pk)
    cells = _ticked(request, row)
    if not cells:
        return _nothing(request, row)
    is_sent = request.POST.get("act") == SENT
    data, stands = request.POST if is_sent else None, _stands(row, cells)
    form = forms.Return(data, cells=cells, stands=stands, initial={"seen": row.version})
    if form.is_valid():
        done = attempt(
            form,
            lambda: flow_back.return_cells(
                submission=row,
                comments=form.comments(),
                now=clock.now(),
                by=request.user,
                seen=form.cleaned_data["seen"],
            ),
        )
        if done is not None:
            messages.success(request, _("Đã trả lại %(many)s ô.") % {"many": len(cells)})
            return redirect(own_page(row))
    return _page(request, row, form, cells, _("Trả lại các ô"), _("Trả lại"))


@require_POST
@only(permissions.CORRECT)
def correct(request: AccountRequest, pk: int) -> HttpResponse:
    """New figures for the ticked cells of a closed answer: what stood there stays in the log."""
    row = found(request, pk)
    cells = _ticked(request, row)
    if not cells:
        return _nothing(request, row)
    is_sent = request.POST.get("act") == SENT
    form = _correction(request, row, cells) if is_sent else _correction(None, row, cells)
    if form.is_valid():
        done = attempt(
            form,
            lambda: correcting.correct(
                submission=row,
                ops=list(form.ops(uuid4())),
                reason=form.cleaned_data["reason"],
                now=clock.now(),
                by=request.user,
                seen=form.cleaned_data["seen"],
            ),
        )
        if done is not None:
            messages.success(request, _("Đã đính chính số liệu."))
            return redirect(own_page(row))
    return _page(request, row, form, cells, _("Đính chính số liệu đã chốt"), _("Đính chính"))


def _correction(
    request: AccountRequest | None, row: Submission, cells: Mapping[str, str]
) -> forms.Correct:
    inputs, held = entry.inputs(row.obligation.campaign.version_id, cells), entry.shown(row)
    stands = _stands(row, cells)
    initial = {f"cell-{nth}": stands[code] for nth, code in enumerate(cells) if code in stands}
    data = request.POST if request is not None else None
    initial["seen"] = str(row.version)
    return forms.Correct(data, cells=cells, inputs=inputs, held=held, initial=initial)


def _stands(row: Submission, cells: Mapping[str, str]) -> dict[str, str]:
    """What stands in the ticked cells, as one would type it."""
    inputs, held = entry.inputs(row.obligation.campaign.version_id, cells), entry.shown(row)
    return {code: _typed(held[code], inputs[code]) for code in cells if code in held}


def _typed(held: Held, place: entry.Input) -> str:
    """What stands in a cell, as one would type it."""
    if held.value is None:
        return shown(Figure(held.state), 0)
    return shown(Figure(value=unscaled(held.value, place.place.stored)), place.place.typed)


def _ticked(request: AccountRequest, row: Submission) -> dict[str, str]:
    """The names of the ticked inputs, in the order of the form."""
    asked = set(request.POST.getlist("pick")[:MOST])
    known = entry.inputs(row.obligation.campaign.version_id, asked)
    called = names(definition.read(row.obligation.campaign.version.definition))
    return {code: called.get(code, code) for code in known}


def _nothing(request: AccountRequest, row: Submission) -> HttpResponse:
    messages.error(request, _("Đánh dấu ít nhất một ô nhập được."))
    return redirect(own_page(row))


def _page(
    request: AccountRequest,
    row: Submission,
    form: forms.Seen,
    cells: Mapping[str, str],
    title: str,
    press: str,
) -> HttpResponse:
    said = {"form": form, "cells": cells, "act_title": title, "press": press, "submission": row}
    status = 422 if form.errors else 200
    return render(request, "statistics/flow_cells.html", {**heading(row), **said}, status=status)
