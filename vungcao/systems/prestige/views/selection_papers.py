"""Printing the forms of selections, lists and endings, and giving them out; each download is
written to the audit."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.documents import editable
from vungcao.systems.prestige import permissions
from vungcao.systems.prestige.forms import proposals as forms
from vungcao.systems.prestige.models import FormPaper, ProposalList, Recognition
from vungcao.systems.prestige.queries import norms
from vungcao.systems.prestige.queries import selections as reads
from vungcao.systems.prestige.queries.reached import MOVED_AWAY
from vungcao.systems.prestige.services import naming, printing
from vungcao.systems.prestige.views.selection_portrait import FORMS
from vungcao.systems.prestige.views.selections import found
from vungcao.web.access import only
from vungcao.web.http import AccountRequest

FORMATS = {"pdf": ("application/pdf", "inline"), "docx": (editable.MEDIA_TYPE, "attachment")}


@require_POST
@only(permissions.KEEP_SELECTIONS)
def print_round(request: AccountRequest, pk: int, form: str) -> HttpResponse:
    shown = found(request, pk)
    if form not in FORMS:
        raise Http404
    name, label = FORMS[form]
    try:
        printing.print_round(selection=shown, form=name, today=request.today, by=request.user)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, _("Đã in %s. Tải về, in ra giấy để ký.") % label)
    return redirect("prestige:selection", pk)


@require_POST
@only(permissions.LIST_SELECTIONS)
def print_list(request: AccountRequest, pk: int) -> HttpResponse:
    rows = ProposalList.objects.visible_to(request.user).select_related("unit", "cycle")
    shown = get_object_or_404(rows, pk=pk)
    try:
        printing.print_list(proposal=shown, today=request.today, by=request.user)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, _("Đã in Mẫu 04. Tải về, in ra giấy để ký."))
    return redirect("prestige:proposal", pk)


@only(permissions.LIST_SELECTIONS)
def end(request: AccountRequest, pk: int) -> HttpResponse:
    """Mẫu 06: to propose that somebody leaves the list, and perhaps who follows."""
    rows = Recognition.objects.visible_to(request.user).in_force(request.today)
    held = get_object_or_404(rows.select_related("unit"), pk=pk)
    first, reasons = {"proposed_on": request.today}, norms.reasons(request.today)
    said: dict[str, Any] = {"by": request.user, "day": request.today, "reasons": reasons}
    form = forms.End(request.POST or None, initial=first, **said)
    if form.is_valid():
        try:
            printing.print_ending(
                recognition=held, ending=form.ending, today=request.today, by=request.user
            )
        except RuleBroken as broken:
            form.add_error(None, ValidationError(str(broken).splitlines()))
        else:
            messages.success(request, _("Đã in Mẫu 06. Tải về, in ra giấy để ký."))
            return redirect("prestige:proposal-end", pk)
    names = naming.read_names(persons=[held.person_id], by=request.user)
    paper = reads.papers_of(recognition=held).get(printing.FORM06)
    person = names.get(held.person_id)
    context = {"form": form, "person": person, "gone": MOVED_AWAY, "paper": paper}
    return render(request, "prestige/proposal_end.html", context)


@only(permissions.READ_SELECTIONS)
def paper(request: AccountRequest, pk: int, kind: str) -> HttpResponse:
    """The kept PDF, or a Word copy to work on."""
    rows = FormPaper.objects.visible_to(request.user).select_related("document__key")
    shown = get_object_or_404(rows, pk=pk)
    if kind not in FORMATS:
        raise Http404
    media_type, way = FORMATS[kind]
    try:
        content = printing.open_paper(
            paper=shown, today=request.today, by=request.user, is_editable=kind == "docx"
        )
    except RuleBroken as broken:  # erased
        return HttpResponse(str(broken), status=410, content_type="text/plain; charset=utf-8")
    name = f"{shown.form.replace('.', '-')}-{shown.document.code}.{kind}"
    headers = {"Content-Disposition": f'{way}; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=media_type, headers=headers)
