"""What is done on the page of a dossier: each way out of its step, notes, questions to others."""

from collections.abc import Callable
from datetime import datetime
from fractions import Fraction

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar import clock
from vungcao.kernel.cases import services as cases
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.organisations.models import Organisation
from vungcao.systems.onestop import permissions
from vungcao.systems.onestop.forms import work as forms
from vungcao.systems.onestop.models import Dossier, Original
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.queries.ways import Way, held, is_of
from vungcao.systems.onestop.rules.mistakes import ways_out
from vungcao.systems.onestop.services import (
    consulting,
    moving,
    noting,
    spawning,
    supplementing,
)
from vungcao.systems.onestop.services import messages as talk
from vungcao.systems.onestop.services.submitting import NewPaper
from vungcao.systems.onestop.services.supplementing import Item, Request
from vungcao.systems.onestop.views import work_dossier, work_table
from vungcao.web.access import only
from vungcao.web.forms import Form
from vungcao.web.http import AccountRequest


@require_POST
@only(permissions.WORK)
def act(request: AccountRequest, pk: int) -> HttpResponse:
    """A plain action, or one that opens a linked dossier."""
    shown = work_dossier.fetched(request, pk)

    def step(form: Form, way: Way, now: datetime) -> str:
        said = form.cleaned_data
        opens = way.action.does == "spawn"
        service = spawning.spawn if opens else moving.move
        made = service(
            dossier=shown,
            action=way.action.code,
            words=said["words"],
            now=now,
            by=request.user,
            seen=said["seen"],
        )
        if opens:
            return _("Đã mở hồ sơ liên thông %s.") % made.case.number
        return _("Đã làm: %s.") % way.action.label

    return _taken(request, shown, step)


@require_POST
@only(permissions.WORK)
def ask(request: AccountRequest, pk: int) -> HttpResponse:
    """Ask for everything that is missing."""
    shown = work_dossier.fetched(request, pk)

    def step(form: Form, way: Way, now: datetime) -> str:
        assert isinstance(form, forms.Ask)
        said = form.cleaned_data
        wanted = Request(
            [Item(code, words) for code, words in form.items()],
            said.get("is_for_new_facts", False),
            said.get("reason", ""),
        )
        supplementing.ask(
            dossier=shown,
            action=way.action.code,
            request=wanted,
            now=now,
            by=request.user,
            seen=said["seen"],
        )
        return _("Đã yêu cầu bổ sung; thời hạn tạm dừng.")

    return _taken(request, shown, step)


@require_POST
@only(permissions.WORK)
def supply(request: AccountRequest, pk: int) -> HttpResponse:
    """Take in what was asked for, on paper."""
    shown = work_dossier.fetched(request, pk)

    def step(form: Form, way: Way, now: datetime) -> str:
        said = form.cleaned_data
        supplementing.supply(
            dossier=shown,
            action=way.action.code,
            papers=[NewPaper(code, kind=Original.ORIGINAL) for code in said["papers"]],
            words=said["words"],
            now=now,
            by=request.user,
            seen=said["seen"],
        )
        return _("Đã ghi nhận bổ sung.")

    return _taken(request, shown, step)


@require_POST
@only(permissions.WORK)
def note(request: AccountRequest, pk: int) -> HttpResponse:
    shown = work_dossier.fetched(request, pk)
    form = forms.Note(request.POST, auto_id="note_%s")

    def step() -> str:
        words = form.cleaned_data["words"]
        noting.note(dossier=shown, words=words, now=clock.now(), by=request.user)
        return _("Đã ghi chú.")

    return _done(request, shown, form, step, name="note")


@require_POST
@only(permissions.WORK)
def message(request: AccountRequest, pk: int) -> HttpResponse:
    """Write to the applicant, for the body that holds the dossier."""
    shown = work_dossier.fetched(request, pk)
    form = forms.Message(request.POST, auto_id="message_%s")

    def step() -> str:
        if not is_of(held(request.user, request.today), permissions.WORK, shown.case.scope):
            raise RuleBroken(_("Chỉ cơ quan đang giữ hồ sơ mới nhắn cho người nộp được."))
        words = form.cleaned_data["words"]
        talk.write(
            dossier=shown, words=words, is_from_citizen=False, now=clock.now(), by=request.user
        )
        return _("Đã gửi lời nhắn.")

    return _done(request, shown, form, step, name="message")


@require_POST
@only(permissions.ASSIGN)
def assign(request: AccountRequest, pk: int) -> HttpResponse:
    shown = work_dossier.fetched(request, pk)
    if not work_table.can_be_given(held(request.user, request.today), shown):
        messages.error(request, f"{shown.case.number}: {work_table.NOT_GIVEN}.")
        return redirect("onestop:dossier", shown.pk)
    workers = work_dossier.workers(request, shown)
    form = forms.Assign(request.POST, workers=workers, auto_id="assign_%s")

    def step() -> str:
        said = form.cleaned_data
        to = User.objects.get(pk=said["to"])
        now = clock.now()
        cases.assign(case=shown.case, to=to, now=now, by=request.user, seen=said["seen"])
        return _("Đã giao cho %s.") % work_table.called(to)

    return _done(request, shown, form, step, name="assign")


@require_POST
@only(permissions.WORK)
def ask_opinion(request: AccountRequest, pk: int) -> HttpResponse:
    shown = work_dossier.fetched(request, pk)
    bodies = work_dossier.bodies(request, shown)
    form = forms.AskOpinion(request.POST, bodies=bodies, auto_id="opinion_%s")

    def step() -> str:
        said = form.cleaned_data
        body = Organisation.objects.get(pk=said["body"])
        question = consulting.Question(
            body, said["words"], Fraction(said["days"]), said["is_required"]
        )
        consulting.ask_opinion(
            dossier=shown, question=question, now=clock.now(), by=request.user, seen=said["seen"]
        )
        return _("Đã hỏi ý kiến %s.") % bodies[body.pk]

    return _done(request, shown, form, step, name="ask_opinion")


def _taken(
    request: AccountRequest, shown: Dossier, step: Callable[[Form, Way, datetime], str]
) -> HttpResponse:
    """Carry out an action of the process by the form that belongs to it."""
    process, code = versions.process(shown.version), request.POST.get("action", "")
    rows = [
        one for one in ways_out(process, shown.step) if one.code == code and one.is_for_officers
    ]
    if not rows:
        messages.error(request, _("Hồ sơ không còn ở bước làm được việc này."))
        return redirect("onestop:dossier", shown.pk)
    way = Way(rows[0], process.step(rows[0].target_step))
    form = work_dossier.form_for(shown, process, way, request.POST)
    if form is None:
        messages.error(request, _("Việc này có màn hình riêng."))
        return redirect("onestop:dossier", shown.pk)
    return _done(request, shown, form, lambda: step(form, way, clock.now()), name=code)


def _done(
    request: AccountRequest, shown: Dossier, form: Form, step: Callable[[], str], *, name: str
) -> HttpResponse:
    """Back to the dossier with what was done, or with the form and why it was refused."""
    if form.is_valid():
        try:
            said = step()
        except RuleBroken as broken:
            if _has_gone_on(request, shown):
                messages.error(request, str(broken))  # the page has no such form any more
                return _on(request, shown)
            form.add_error(None, ValidationError(str(broken).splitlines()))
        else:
            messages.success(request, said)
            return _on(request, shown)
    return work_dossier.page(request, work_dossier.fetched(request, shown.pk), **{name: form})


def _has_gone_on(request: AccountRequest, shown: Dossier) -> bool:
    """Whether it stands at another step or place than when this request began."""
    rows = Dossier.objects.visible_to(request.user).filter(pk=shown.pk)
    now = rows.values_list("step", "case__scope").first()
    return now != (shown.step, shown.case.scope)


def _on(request: AccountRequest, shown: Dossier) -> HttpResponse:
    """The dossier, or the list where it has gone out of sight."""
    if Dossier.objects.visible_to(request.user).filter(pk=shown.pk).exists():
        return redirect("onestop:dossier", shown.pk)
    return redirect("onestop:worklist")
