"""The steps of an issue: each a press on its page, and back to it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from vungcao.kernel.calendar import clock
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.newsletter import permissions
from vungcao.systems.newsletter.forms import office as forms
from vungcao.systems.newsletter.models import Issue
from vungcao.systems.newsletter.services import composing, sending
from vungcao.systems.newsletter.views.issues import found_pick
from vungcao.systems.newsletter.views.work import found, page
from vungcao.web.access import only
from vungcao.web.forms import Form
from vungcao.web.http import AccountRequest

# What a publisher does without writing anything, and what is said of it.
DECISIONS: dict[str, tuple[Callable[..., Issue], Promise]] = {
    "take_back": (composing.take_back, gettext_lazy("Số bản tin trở lại bản nháp.")),
    "unschedule": (sending.unschedule, gettext_lazy("Đã bỏ giờ hẹn gửi.")),
    "pause": (sending.pause, gettext_lazy("Đã tạm dừng; thư đã xếp còn đi trong một phút.")),
    "resume": (sending.resume, gettext_lazy("Gửi tiếp từ chỗ đã dừng.")),
}


@require_POST
@only(permissions.COMPOSE)
def hand_in(request: AccountRequest, pk: int) -> HttpResponse:
    row = found(pk)
    return _done(request, row, partial(composing.hand_in, issue=row), _("Đã gửi đi duyệt."))


@require_POST
@only(permissions.COMPOSE)
def drop(request: AccountRequest, pk: int) -> HttpResponse:
    row = found(pk)
    try:
        composing.drop(issue=row, by=request.user)
    except RuleBroken as broken:
        messages.error(request, str(broken))
        return redirect("newsletter:work", row.pk)
    messages.success(request, _("Đã bỏ bản nháp."))
    return redirect("newsletter:issues")


@require_POST
@only(permissions.COMPOSE)
def move(request: AccountRequest, pk: int) -> HttpResponse:
    pick = found_pick(pk)
    way = request.POST.get("way", "")
    if way not in (composing.UP, composing.DOWN, composing.OUT):
        return redirect("newsletter:work", pick.issue_id)
    said = _("Đã bỏ bài khỏi số này.") if way == composing.OUT else _("Đã đổi thứ tự.")
    return _done(request, pick.issue, partial(composing.move, pick=pick, way=way), said)


@require_POST
@only(permissions.SEND)
def approve(request: AccountRequest, pk: int) -> HttpResponse:
    row, seen = found(pk), request.POST.get("seen", "")
    step = partial(
        composing.approve,
        issue=row,
        seen=int(seen) if seen.isascii() and seen.isdigit() else -1,
        today=request.today,
        now=clock.now(),
    )
    return _done(request, row, step, _("Đã duyệt. Chọn gửi ngay hoặc hẹn giờ."))


@require_POST
@only(permissions.SEND)
def decide(request: AccountRequest, pk: int) -> HttpResponse:
    row = found(pk)
    if (act := request.POST.get("act", "")) not in DECISIONS:
        return redirect("newsletter:work", row.pk)
    service, said = DECISIONS[act]
    return _done(request, row, partial(service, issue=row), str(said))


@require_POST
@only(permissions.SEND)
def send_back(request: AccountRequest, pk: int) -> HttpResponse:
    row, form = found(pk), forms.Returning(request.POST, auto_id="back_%s")

    def step() -> None:
        composing.send_back(issue=row, reason=form.cleaned_data["reason"], by=request.user)

    return _filled(request, row, form, step, _("Đã trả lại người soạn."), name="returning")


@require_POST
@only(permissions.SEND)
def send(request: AccountRequest, pk: int) -> HttpResponse:
    row, form = found(pk), forms.Sending(request.POST, auto_id="send_%s")

    def step() -> None:
        sending.send(issue=row, at=form.at, now=clock.now(), by=request.user)

    said = _("Đã nhận lệnh gửi.")
    return _filled(request, row, form, step, said, name="sending")


@require_POST
@only(permissions.SEND)
def rate(request: AccountRequest, pk: int) -> HttpResponse:
    row, form = found(pk), forms.Rate(request.POST, auto_id="rate_%s")

    def step() -> None:
        sending.set_rate(issue=row, rate=form.cleaned_data["rate"], by=request.user)

    return _filled(request, row, form, step, _("Đã đổi nhịp gửi."), name="rating")


@require_POST
@only(permissions.WORK)
def try_out(request: AccountRequest, pk: int) -> HttpResponse:
    row = found(pk)
    step = partial(sending.try_out, issue=row, now=clock.now())
    return _done(request, row, step, _("Đã gửi thư thử đến địa chỉ thư của chị/anh."))


def _done(request: AccountRequest, row: Issue, step: Callable[..., Any], said: str) -> HttpResponse:
    """Back to the issue, with what was done or why it was not."""
    try:
        step(by=request.user)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, said)
    return redirect("newsletter:work", row.pk)


def _filled(
    request: AccountRequest,
    row: Issue,
    form: Form,
    step: Callable[[], None],
    said: str,
    *,
    name: str,
) -> HttpResponse:
    """Back to the issue, or to its page with the form and why it was refused."""
    if form.is_valid():
        try:
            step()
        except RuleBroken as broken:
            form.add_error(None, ValidationError(str(broken).splitlines()))
        else:
            messages.success(request, said)
            return redirect("newsletter:work", row.pk)
    return page(request, row, **{name: form})
