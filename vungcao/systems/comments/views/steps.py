"""Decisions about a comment: published, not published, passed on, taken down."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vungcao.kernel.calendar import clock
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.comments import permissions
from vungcao.systems.comments.forms import office as forms
from vungcao.systems.comments.models import Comment, Reason
from vungcao.systems.comments.queries import queue
from vungcao.systems.comments.services import moderating
from vungcao.systems.comments.views import moderation
from vungcao.web.access import only
from vungcao.web.forms import Form
from vungcao.web.http import AccountRequest


@require_POST
@only(permissions.MODERATE)
def approve(request: AccountRequest, pk: int) -> HttpResponse:
    shown = moderation.fetched(request, pk)
    form = forms.Step(request.POST, auto_id="approve_%s")

    def step() -> str:
        seen, now = form.cleaned_data["seen"], clock.now()
        moderating.approve(comment=shown, now=now, by=request.user, seen=seen)
        return _("Đã đăng ý kiến %s.") % _number(shown)

    return _done(request, shown, form, step, name="approve")


@require_POST
@only(permissions.MODERATE)
def reject(request: AccountRequest, pk: int) -> HttpResponse:
    shown = moderation.fetched(request, pk)
    form = forms.Reject(request.POST, auto_id="reject_%s")

    def step() -> str:
        said, now = form.cleaned_data, clock.now()
        reason = Reason(said["reason"])
        moderating.reject(comment=shown, reason=reason, now=now, by=request.user, seen=said["seen"])
        return _("Ý kiến %s: đã ghi không đăng, lý do gửi đến người viết.") % _number(shown)

    return _done(request, shown, form, step, name="reject")


@require_POST
@only(permissions.MODERATE)
def escalate(request: AccountRequest, pk: int) -> HttpResponse:
    shown = moderation.fetched(request, pk)
    form = forms.Step(request.POST, auto_id="escalate_%s")

    def step() -> str:
        seen, now = form.cleaned_data["seen"], clock.now()
        made = moderating.escalate(comment=shown, now=now, by=request.user, seen=seen)
        said = _("Ý kiến %(number)s đã chuyển thành vụ việc %(case)s.")
        return said % {"number": _number(shown), "case": made.case.number}

    return _done(request, shown, form, step, name="escalate")


@require_POST
@only(permissions.TAKE_DOWN)
def remove(request: AccountRequest, pk: int) -> HttpResponse:
    shown = moderation.fetched(request, pk)
    form = forms.Remove(request.POST, auto_id="remove_%s")

    def step() -> str:
        said = form.cleaned_data
        made = moderating.remove(
            comment=shown,
            asked_by=said["asked_by"],
            document=said["document"],
            document_on=said["document_on"],
            asked_at=form.asked_at(),
            now=clock.now(),
            by=request.user,
        )
        return _("Đã gỡ, quá thời hạn.") if made.is_late else _("Đã gỡ, trong thời hạn.")

    return _done(request, shown, form, step, name="remove")


def _done(
    request: AccountRequest, shown: Comment, form: Form, step: Callable[[], str], *, name: str
) -> HttpResponse:
    """On to the next comment that waits, or back to this one with why it was refused."""
    if form.is_valid():
        try:
            said = step()
        except RuleBroken as broken:
            form.add_error(None, ValidationError(str(broken).splitlines()))
        else:
            following = queue.next_after(request.user, shown) if name != "remove" else shown
            if following and following.pk != shown.pk:
                said = f"{said} {_('Ý kiến tiếp theo đang chờ ở dưới.')}"
            messages.success(request, said)
            return redirect("comments:comment", following.pk) if following else _to_queue()
    return moderation.page(request, shown, **{name: form})


def _number(shown: Comment) -> str:
    return shown.case.number if shown.case else ""


def _to_queue() -> HttpResponse:
    return redirect("comments:queue")
