"""Lists of grants on the screen: all of them, one with its persons, and making one in two steps."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from vungcao.kernel.access.queries import reach
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.prestige import permissions
from vungcao.systems.prestige.forms.grant_lists import NewList
from vungcao.systems.prestige.models import Recognition
from vungcao.systems.prestige.queries import benefits as reads
from vungcao.systems.prestige.queries.where import Where, communes, where
from vungcao.systems.prestige.services import granting as services
from vungcao.systems.prestige.services.granting import Weighed
from vungcao.systems.prestige.views import benefit_table
from vungcao.systems.prestige.views.benefits import kind_names, seen_by
from vungcao.systems.prestige.views.naming import opener
from vungcao.web.access import only
from vungcao.web.drafts import drafted
from vungcao.web.http import AccountRequest
from vungcao.web.tables import answer

STEP, SEEN = "step", "seen"


@only(permissions.READ_BENEFITS)
def grant_lists(request: AccountRequest) -> HttpResponseBase:
    rows = reads.lists(request.user)
    keeps = reach(request.user, request.today, permissions.KEEP_BENEFITS)
    table = benefit_table.lists(kind_names(request.today))
    context = {"may_write": bool(keeps)}
    return answer(request, table, rows, "prestige/grant_lists.html", context)


@only(permissions.READ_BENEFITS)
def grant_list(request: AccountRequest, pk: int) -> HttpResponseBase:
    shown = get_object_or_404(reads.lists(request.user), pk=pk)
    rows = reads.listed(request.user, reads.Asked(state="all")).filter(grants=shown)
    seen = seen_by(request)
    context = {
        "grants": shown,
        "kind": seen.kinds.get(shown.kind, shown.kind),
        "may_open": seen.opener.may_open,
    }
    table = benefit_table.members(seen, shown.title)
    return answer(request, table, rows, "prestige/grant_list.html", context)


@only(permissions.KEEP_BENEFITS)
@drafted(NewList)
def new(request: AccountRequest) -> HttpResponse:
    """First the form, then who gets it and who does not, then the list itself."""
    offered = communes(request.user, request.today)
    form = NewList(
        request.POST or None,
        initial={"granted_on": request.today, "whole": "all"},
        norms=reads.DayNorms(request.today),
        offered=offered,
    )
    if form.is_valid() and request.POST.get(STEP) != "edit":
        weighed, to = _weighed(request, form)
        if request.POST.get(STEP) == "confirm" and request.POST.get(SEEN) == mark(weighed.fit):
            if (made := _made(request, form, weighed)) is not None:
                return redirect("prestige:grant-list", made)
        else:
            return _preview(request, form, weighed, to)
    return render(request, "prestige/grant_list_new.html", {"form": form})


def mark(rows: Iterable[Recognition]) -> str:
    """Who was shown, so that nobody else gets it: short, and no name in it."""
    return hashlib.sha256(" ".join(str(row.pk) for row in rows).encode()).hexdigest()[:32]


def _weighed(request: AccountRequest, form: NewList) -> tuple[Weighed, list[Recognition]]:
    """Everybody who is on the list on the day, in the order of places."""
    new = form.benefit()
    rows = Recognition.objects.visible_to(request.user).in_force(new.granted_on)
    rows = rows.under(form.chosen)
    to = list(rows.order_by("scope", "slot", "pk"))
    return services.weigh_list(benefit=new, to=to, today=request.today), to


def _made(request: AccountRequest, form: NewList, weighed: Weighed) -> int | None:
    try:
        made = services.grant_list(
            new=form.new(), to=weighed.fit, today=request.today, by=request.user
        )
    except RuleBroken as broken:
        form.add_error(None, ValidationError(str(broken).splitlines()))
        return None
    messages.success(
        request, _("Đã ghi đợt chi cho %(count)d người.") % {"count": len(weighed.fit)}
    )
    return made.pk


@dataclass(frozen=True)
class Line:
    """Somebody of the preview: the name, the place, and why they get nothing."""

    name: str
    place: Where
    faults: tuple[str, ...] = ()


def _preview(
    request: AccountRequest, form: NewList, weighed: Weighed, to: list[Recognition]
) -> HttpResponse:
    names = opener(request.user, request.today).names(to)
    places = where({row.scope for row in to}, request.today)
    lines = [
        Line(
            names.get(row.person_id, ""),
            places[row.scope],
            tuple(weighed.faults.get(line, ())),
        )
        for line, row in enumerate(to, start=1)
    ]
    each = form.benefit().amount
    context = {
        "form": form,
        "fit": [line for line in lines if not line.faults],
        "unfit": [line for line in lines if line.faults],
        "each": each,
        "total": each * len(weighed.fit) if each else None,
        "kind": kind_names(request.today)[form.cleaned_data["kind"]],
        "mark": mark(weighed.fit),
        "is_changed": request.POST.get(STEP) == "confirm",
    }
    return render(request, "prestige/grant_list_preview.html", context)
