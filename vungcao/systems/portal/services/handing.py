"""The steps of a page outside of the editor: by the demo and by tests, as the editor takes them."""

from datetime import datetime

from django.db import transaction
from wagtail.models import Page

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.portal.services import telling

NOT_WAITING = "Bài không chờ kiểm tra hay duyệt."


@transaction.atomic
def hand_in(*, page: Page, now: datetime, by: User) -> None:
    """Give a draft to who checks it."""
    page.get_workflow().start(page, by)
    audit.record(by=by, action="portal.handed_in", subject=page)
    telling.tell_next(page=page, now=now, by=by)


@transaction.atomic
def send_back(*, page: Page, reason: str, now: datetime, by: User) -> None:
    """Give it back to who wrote it, with what is to be changed."""
    state = page.current_workflow_task_state
    if state is None:
        raise RuleBroken(NOT_WAITING)
    state.reject(user=by, comment=reason)
    audit.record(by=by, action="portal.sent_back", subject=page)
    key = f"state-{state.pk}"
    telling.tell_writers(page=page, kind=telling.RETURNED, key=key, now=now, by=by)


@transaction.atomic
def schedule(*, page: Page, at: datetime, by: User) -> None:
    """Approve the newest draft for a moment to come; the clock publishes it then."""
    page.go_live_at = at
    revision = page.save_revision(user=by, log_action=False)
    revision.approved_go_live_at = at
    revision.save(update_fields=["approved_go_live_at"])
    audit.record(by=by, action="portal.scheduled", subject=page)


@transaction.atomic
def end_at(*, page: Page, at: datetime, by: User) -> None:
    """Let a published page go at a moment to come."""
    Page.objects.filter(pk=page.pk).update(expire_at=at)
    audit.record(by=by, action="portal.expiry_set", subject=page)
