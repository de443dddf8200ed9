"""What was submitted and waits: received, refused, or asked to be completed; its papers brought."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar import clock
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.onestop import permissions
from vungcao.systems.onestop.forms import desk as forms
from vungcao.systems.onestop.models import Dossier
from vungcao.systems.onestop.queries import desk as queries
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.rules import conditions
from vungcao.systems.onestop.rules.definition import Definition, Document
from vungcao.systems.onestop.services import receiving, supplementing, taking_in
from vungcao.systems.onestop.services.desk_reading import OpenedDossier, read_at_desk
from vungcao.systems.onestop.services.supplementing import Request
from vungcao.systems.onestop.views import desk_facts, desk_table, intake_files
from vungcao.web.access import only
from vungcao.web.context import chosen
from vungcao.web.forms import Form
from vungcao.web.http import AccountRequest
from vungcao.web.tables import answer

SECRET = "onestop.secret.%d"  # in the session, until the page has told it once


@only(permissions.TAKE_IN)
def online(request: AccountRequest) -> HttpResponseBase:
    scopes = chosen(request).narrow(request.user.reach)
    rows = queries.waiting(request.user, scopes)
    return answer(
        request, desk_table.table(request.user, request.today), rows, "onestop/desk_online.html", {}
    )


@only(permissions.TAKE_IN)
def receive(request: AccountRequest, pk: int) -> HttpResponse:
    """A dossier at the desk, with what is missing; sent, it is received."""
    shown = fetched(request, pk)
    if request.method != "POST":
        return page(request, shown)
    form = forms.Step(request.POST, auto_id="receive_%s")

    def step(action: str) -> str:
        done = receiving.receive(dossier=shown, action=action, **_now(request, form))
        due = done.first_due_at
        return _("Đã tiếp nhận hồ sơ %(number)s, hẹn trả ngày %(day)s.") % {
            "number": done.case.number,
            "day": f"{due:%d/%m/%Y}" if due else "–",
        }

    return _done(request, shown, form, step, does="receive")


@only(permissions.TAKE_IN)
def refuse(request: AccountRequest, pk: int) -> HttpResponse:
    shown = fetched(request, pk)
    if request.method != "POST":
        return page(request, shown)
    form = forms.Refuse(request.POST, auto_id="refuse_%s")

    def step(action: str) -> str:
        reason = form.cleaned_data["reason"]
        receiving.refuse(dossier=shown, action=action, reason=reason, **_now(request, form))
        return _("Đã từ chối tiếp nhận hồ sơ %s.") % shown.case.number

    return _done(request, shown, form, step, does="refuse")


@require_POST
@only(permissions.TAKE_IN)
def ask(request: AccountRequest, pk: int) -> HttpResponse:
    shown = fetched(request, pk)
    known = versions.process(shown.version).documents
    documents = [one for one in known if f"paper-{one.code}" in request.POST]
    form = forms.Ask(
        request.POST,
        documents=documents,
        missing=(),
        needs_reason="reason" in request.POST,
        auto_id="ask_%s",
    )

    def step(action: str) -> str:
        reason = form.cleaned_data.get("reason", "")
        wanted = Request(form.items(), is_for_new_facts=bool(reason), reason=reason)
        supplementing.ask(dossier=shown, action=action, request=wanted, **_now(request, form))
        return _("Đã yêu cầu hoàn thiện hồ sơ %s.") % shown.case.number

    return _done(request, shown, form, step, does="ask")


@require_POST
@only(permissions.TAKE_IN)
def bring(request: AccountRequest, pk: int) -> HttpResponse:
    """Papers that were asked for and are handed in at the desk."""
    shown = fetched(request, pk)
    process = versions.process(shown.version)
    came = forms.shown_in(request.POST, request.FILES)
    documents = [one for one in process.documents if one.code in came]
    form = _papers(process, documents, request.POST, request.FILES)

    def step(action: str) -> str:
        taking_in.bring(
            dossier=shown, action=action, scans=form.scans(), now=clock.now(), by=request.user
        )
        return _("Đã nhận giấy tờ bổ sung của hồ sơ %s.") % shown.case.number

    return _done(request, shown, form, step, does="supply")


def _with_files(request: AccountRequest, process: Definition, refused: forms.Papers) -> Form:
    """The scans that were chosen go along with the page that is shown again."""
    if not intake_files.has_any(request, request.POST):
        return refused
    said, wrong = intake_files.hold(request, request.POST, refused.documents)
    form = _papers(process, refused.documents, said, request.FILES)
    form.is_valid()
    for broken in refused.non_field_errors():
        form.add_error(None, broken)
    for code, sentence in wrong.items():
        form.add_error(f"file-{code}", sentence)
    return form


def fetched(request: AccountRequest, pk: int) -> Dossier:
    rows = Dossier.objects.visible_to(request.user).select_related(*queries.SHOWN, "case__calendar")
    return get_object_or_404(rows, pk=pk)


def page(request: AccountRequest, shown: Dossier, **refused: Form) -> HttpResponse:
    """What lies on the desk and what may be done; a step that was refused keeps what was typed."""
    record = read_at_desk(dossier=shown, today=request.today, by=request.user)
    context = {
        "dossier": shown,
        "facts": desk_facts.facts(record),
        "papers": record.papers,
        "missing": record.missing,
        "had": record.had,
        "answers": desk_facts.answers(record),
        "alike": queries.beside(shown, request.user),
        "secret": request.session.pop(SECRET % shown.pk, ""),
        **_steps(request.user, shown, record),
        **refused,
    }
    return render(request, "onestop/desk_receive.html", context)


def refused_by(form: Form, broken: RuleBroken) -> None:
    form.add_error(None, ValidationError(str(broken).splitlines()))


def _steps(by: User, shown: Dossier, record: OpenedDossier) -> dict[str, Form]:
    """The forms of what the step of the dossier allows, by kind of action."""
    can = {one.does for one in record.process.from_step(shown.step)}
    if not shown.case.scope.startswith(by.reach):
        return {}
    now = {"seen": shown.case.version}
    laid = {one.document.code for one in record.papers}
    documents = [
        one
        for one in record.process.documents
        if one.code in laid or conditions.holds(one.when, record.answers, {})
    ]
    made: Mapping[str, Callable[[], Form]] = {
        "receive": lambda: forms.Step(initial=now, auto_id="receive_%s"),
        "refuse": lambda: forms.Refuse(initial=now, auto_id="refuse_%s"),
        "ask": lambda: forms.Ask(
            initial=now,
            documents=documents,
            missing=record.missing,
            needs_reason=record.had,
            auto_id="ask_%s",
        ),
        "supply": lambda: _papers(record.process, documents),
    }
    return {name: make() for name, make in made.items() if name in can}


def _papers(process: Definition, documents: Sequence[Document], *given: Any) -> forms.Papers:
    return forms.Papers(*given, process=process, documents=documents, auto_id="supply_%s")


def _now(request: AccountRequest, form: Form) -> dict[str, Any]:
    return {"now": clock.now(), "by": request.user, "seen": form.cleaned_data["seen"]}


def _done(
    request: AccountRequest, shown: Dossier, form: Form, step: Callable[[str], str], *, does: str
) -> HttpResponse:
    """Back to the dossier with what was done, or with the form and why it was refused."""
    if form.is_valid():
        try:
            said = step(_action(versions.process(shown.version), shown, does))
        except RuleBroken as broken:
            refused_by(form, broken)
        else:
            messages.success(request, said)
            return redirect("onestop:receive", shown.pk)
    if isinstance(form, forms.Papers):
        form = _with_files(request, versions.process(shown.version), form)
    return page(request, shown, **{does: form})


def _action(process: Definition, shown: Dossier, does: str) -> str:
    """The action of a kind at the dossier's step; without one the engine says why not."""
    found = (one.code for one in process.from_step(shown.step) if one.does == does)
    return next(found, "")
