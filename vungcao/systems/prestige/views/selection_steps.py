"""The steps of a selection, one form each; what a rule refuses comes back as it was typed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.prestige import permissions
from vungcao.systems.prestige.forms import selections as forms
from vungcao.systems.prestige.models import Nominee, RoundState, SelectionRound
from vungcao.systems.prestige.queries import norms
from vungcao.systems.prestige.queries import selections as reads
from vungcao.systems.prestige.services import minutes, naming, proposing, selecting
from vungcao.systems.prestige.services.minutes import Sitting
from vungcao.systems.prestige.views import selection_portrait as portrait
from vungcao.systems.prestige.views.selections import found
from vungcao.web.access import only
from vungcao.web.forms import Form
from vungcao.web.http import AccountRequest


@only(permissions.KEEP_SELECTIONS)
def nominate(request: AccountRequest, pk: int) -> HttpResponse:
    shown = found(request, pk)
    said: dict[str, Any] = {"by": request.user, "day": request.today, "village": shown.unit}
    form = forms.Nominate(request.POST or None, **said)

    def step() -> str:
        selecting.nominate(selection=shown, whom=form.whom, today=request.today, by=request.user)
        return _("Đã ghi người được đề cử.")

    return _step(request, shown, form, step, RoundState.OPEN, _("Đề cử người"))


@require_POST
@only(permissions.KEEP_SELECTIONS)
def strike(request: AccountRequest, pk: int, nominee: int) -> HttpResponse:
    shown = found(request, pk)
    one = get_object_or_404(Nominee.objects.filter(selection=shown), pk=nominee)
    try:
        selecting.strike_nominee(nominee=one, by=request.user)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, _("Đã bỏ đề cử."))
    return redirect("prestige:selection", pk)


@only(permissions.KEEP_SELECTIONS)
def meeting(request: AccountRequest, pk: int) -> HttpResponse:
    shown = found(request, pk)
    form = _meeting_form(request, shown)

    def step() -> str:
        said: dict[str, Any] = {"selection": shown, "meeting": form.meeting, "by": request.user}
        if request.POST.get("step") == "note":
            selecting.note_meeting(**said)
            return _("Đã lưu số liệu; cuộc họp chưa đóng.")
        selecting.close_meeting(**said, today=request.today)
        return _("Đã đóng cuộc họp thôn. In Mẫu 01 để ký.")

    return _step(request, shown, form, step, RoundState.OPEN, _("Đóng cuộc họp thôn"))


def _meeting_form(request: AccountRequest, shown: SelectionRound) -> forms.MeetingForm:
    """With what was kept of the meeting before."""
    nominees = reads.nominees(shown)
    first = {
        **vars(minutes.opened(shown).meeting),
        **{f"votes_{one.pk}": one.votes for one in nominees},
        **{name: getattr(shown, name) for name in ("households_total", "households_present")},
        "held_on": shown.held_on,
    }
    return forms.MeetingForm(
        request.POST or None,
        named=_named(request, nominees),
        share=portrait.share_in_words(shown, request.today),
        is_noted=request.POST.get("step") == "note",
        initial=first,
    )


@only(permissions.LIST_SELECTIONS)
def joint(request: AccountRequest, pk: int) -> HttpResponse:
    shown = found(request, pk)
    named = _named(request, reads.nominees(shown))
    form = forms.JointForm(request.POST or None, named=named, initial=vars(Sitting()))

    def step() -> str:
        selecting.hold_joint_meeting(
            selection=shown, joint=form.joint, today=request.today, by=request.user
        )
        return _("Đã ghi cuộc họp liên tịch. In Mẫu 02 để ký.")

    return _step(request, shown, form, step, RoundState.MET, _("Ghi cuộc họp liên tịch"))


@only(permissions.LIST_SELECTIONS)
def check(request: AccountRequest, pk: int) -> HttpResponse:
    shown = found(request, pk)
    proposed = [one for one in reads.nominees(shown) if one.is_chosen]
    criteria = norms.criteria(request.today)
    form = forms.CheckForm(
        request.POST or None,
        named=_named(request, proposed),
        criteria=criteria,
        initial={"checked_on": request.today},
    )

    def step() -> str:
        said = form.cleaned_data
        proposing.check_by_commune(
            selection=shown,
            checked_on=said["checked_on"],
            unmet=form.unmet,
            note=said["note"],
            today=request.today,
            by=request.user,
        )
        return _("Đã ghi kết quả kiểm tra. In Mẫu 03 để ký.")

    return _step(request, shown, form, step, RoundState.JOINT, _("Ghi kết quả kiểm tra"))


@only(permissions.LIST_SELECTIONS)
def cancel(request: AccountRequest, pk: int) -> HttpResponse:
    shown = found(request, pk)
    form = forms.Cancel(request.POST or None)

    def step() -> str:
        selecting.cancel_round(
            selection=shown,
            reason=form.cleaned_data["reason"],
            today=request.today,
            by=request.user,
        )
        return _("Đã huỷ đợt bình chọn.")

    return _step(request, shown, form, step, "", _("Huỷ đợt"))


def _named(request: AccountRequest, nominees: list[Nominee]) -> dict[int, str]:
    persons = [one.person_id for one in nominees]
    return portrait.names_of(nominees, naming.read_names(persons=persons, by=request.user))


def _step(
    request: AccountRequest,
    shown: SelectionRound,
    form: Form,
    step: Callable[[], str],
    wanted: str,
    words: str,
) -> HttpResponse:
    """Do the step and go back to the round, or show the form with what stands against it."""
    if wanted and shown.state != wanted:
        messages.warning(request, _("Đợt đang ở “%s”.") % shown.get_state_display())
        return redirect("prestige:selection", shown.pk)
    if form.is_valid() and _is_done(request, form, step):
        return redirect("prestige:selection", shown.pk)
    (line,) = reads.lines([shown], request.today)
    is_kept = isinstance(form, forms.MeetingForm)  # numbers of a meeting that is put off
    title = _("Ghi cuộc họp thôn") if is_kept else words
    context = {"form": form, "line": line, "title": title, "words": words, "is_kept": is_kept}
    return render(request, "prestige/selection_step.html", context)


def _is_done(request: AccountRequest, form: Form, step: Callable[[], str]) -> bool:
    try:
        messages.success(request, step())
    except RuleBroken as broken:
        form.add_error(None, ValidationError(str(broken).splitlines()))
        return False
    return True
