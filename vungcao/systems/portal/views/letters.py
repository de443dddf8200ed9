"""The office's screens of the public's letters: those that wait, and one with its answer."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vungcao.kernel.access.queries import reach
from vungcao.kernel.calendar import clock
from vungcao.kernel.cases.rules import holds
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.portal import permissions
from vungcao.systems.portal.forms import letters as forms
from vungcao.systems.portal.models import LetterKind, PublicLetter
from vungcao.systems.portal.queries import letters as queries
from vungcao.systems.portal.services import letters, showing
from vungcao.systems.portal.services.sealing import read_letter
from vungcao.systems.portal.services.showing import Edited
from vungcao.systems.portal.views import letter_table
from vungcao.web.access import only
from vungcao.web.forms import Form
from vungcao.web.http import AccountRequest
from vungcao.web.tables import answer as answered


@only(permissions.READ_LETTERS)
def listed(request: AccountRequest) -> HttpResponseBase:
    filters = forms.Filters(request.GET)
    said = filters.cleaned_data if filters.is_valid() else {"kind": "", "state": ""}
    rows = queries.letters(request.user, said["kind"], said["state"], request.today)
    shown = letter_table.table(request.today, is_narrowed=bool(said["kind"] or said["state"]))
    return answered(request, shown, rows, "portal/letters.html", {"filters": filters})


@only(permissions.READ_LETTERS)
def late(request: AccountRequest) -> HttpResponse:
    return redirect(f"{reverse('portal:letters')}?state=late")


@only(permissions.READ_LETTERS)
def of_case(request: AccountRequest, code: str) -> HttpResponse:
    """From the code of a case to the letter that owns it."""
    found = get_object_or_404(PublicLetter.objects.visible_to(request.user), case__code=code)
    return redirect("portal:letter", found.pk)


@only(permissions.READ_LETTERS)
def letter(request: AccountRequest, pk: int) -> HttpResponse:
    return _page(request, _fetched(request, pk))


@require_POST
@only(permissions.ANSWER)
def answer(request: AccountRequest, pk: int) -> HttpResponse:
    shown = _fetched(request, pk)
    form = _answer_form(shown)(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        given = {"said": said["words"], "verdict": said.get("verdict", ""), "seen": said["seen"]}
        try:
            letters.answer(letter=shown, **given, now=clock.now(), by=request.user)
        except RuleBroken as broken:
            form.add_error(None, ValidationError(str(broken).splitlines()))
        else:
            messages.success(request, _("Đã trả lời thư số %s.") % shown.case.number)
            return redirect("portal:letter", shown.pk)
    return _page(request, shown, answer=form)


@require_POST
@only(permissions.ANSWER)
def show(request: AccountRequest, pk: int) -> HttpResponse:
    """Hand the edited question to those who approve pages."""
    shown, form = _fetched(request, pk), forms.Show(request.POST)
    if form.is_valid():
        edited = Edited(**form.cleaned_data)
        try:
            showing.propose(letter=shown, edited=edited, now=clock.now(), by=request.user)
        except RuleBroken as broken:
            form.add_error(None, ValidationError(str(broken).splitlines()))
        else:
            messages.success(request, _("Đã gửi bản nháp để kiểm tra, duyệt rồi mới đăng."))
            return redirect("portal:letter", shown.pk)
    return _page(request, shown, show=form)


def _fetched(request: AccountRequest, pk: int) -> PublicLetter:
    rows = PublicLetter.objects.visible_to(request.user).select_related("case__term_basis", "key")
    return get_object_or_404(rows, pk=pk)


def _page(request: AccountRequest, shown: PublicLetter, **refused: Form) -> HttpResponse:
    """A letter with what may be done; a step that was refused keeps what was typed."""
    told = read_letter(letter=shown, by=request.user)
    context: dict[str, Any] = {
        "letter": shown,
        "told": told,
        "facts": letter_table.facts(shown, request.today),
        "events": letter_table.events(shown.case, request.user),
    }
    if holds(shown.scope, reach(request.user, request.today, permissions.ANSWER)):
        first = {"seen": shown.case.version}
        if shown.answered_at is None:
            context["answer"] = _answer_form(shown)(initial=first, auto_id="answer_%s")
        elif shown.kind == LetterKind.QUESTION and shown.shown is None and told.words:
            given = {"question": told.words, "answer": told.answer, "topic": shown.topic}
            context["show"] = forms.Show(initial=given, auto_id="show_%s")
    return render(request, "portal/letter.html", {**context, **refused})


def _answer_form(shown: PublicLetter) -> type[forms.Answer]:
    return forms.Judge if shown.kind == LetterKind.OPINION else forms.Answer
