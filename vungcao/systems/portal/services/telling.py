"""Telling who may act next on a page, and its writers what became of it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models, transaction
from wagtail.models import Page, PageLogEntry, TaskState

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.notices.services import News, notify_all
from vungcao.systems.portal.models.checks import writers
from vungcao.systems.portal.queries import desk
from vungcao.systems.portal.services.workflows import CHECK

TO_CHECK, TO_APPROVE = "portal.to_check", "portal.to_approve"
RETURNED, APPROVED = "portal.returned", "portal.approved"
PUBLISHED, SCHEDULED, EXPIRED = "portal.published", "portal.scheduled", "portal.expired"

# What the editor's own log calls it, and what its writers hear.
HEARD = {
    "wagtail.workflow.reject": RETURNED,
    "wagtail.workflow.approve": APPROVED,
    "wagtail.publish": PUBLISHED,
    "wagtail.publish.schedule": SCHEDULED,
}
ON = {"wagtail.workflow.start", "wagtail.workflow.approve", "wagtail.workflow.resume"}


@transaction.atomic
def tell(*, entry: PageLogEntry, now: datetime, by: User) -> None:
    """What an entry of the editor's log means for others than who caused it."""
    page = Page.objects.filter(pk=entry.page_id).first()
    if page is None:
        return
    if entry.action in ON:
        tell_next(page=page, now=now, by=by)
    if entry.action in HEARD and not _is_last(entry):
        tell_writers(page=page, kind=HEARD[entry.action], key=str(entry.pk), now=now, by=by)


@transaction.atomic
def tell_next(*, page: Page, now: datetime, by: User) -> int:
    """Who may take the step before which a page stands now; not who wrote it."""
    step = TaskState.objects.filter(
        workflow_state__object_id=str(page.pk), status=TaskState.STATUS_IN_PROGRESS
    )
    state = step.select_related("task").order_by("-pk").first()
    if state is None:
        return 0
    is_check = state.task.name == CHECK
    day = now.astimezone(ZONE).date()
    to = desk.who_may(page, is_check=is_check, day=day).exclude(pk__in={*writers(page), by.pk})
    news = _news(TO_CHECK if is_check else TO_APPROVE, page, str(state.pk))
    return len(notify_all(news=news, to=to, now=now, by=by))


@transaction.atomic
def tell_writers(*, page: Page, kind: str, key: str, now: datetime, by: User) -> int:
    """Whoever wrote what is meant, and who handed it in; nobody hears of what they did."""
    to = _people(desk.wrote_last(page)).exclude(pk=by.pk)
    return len(notify_all(news=_news(kind, page, key), to=to, now=now, by=by))


def _is_last(entry: PageLogEntry) -> bool:
    """The last step publishes or schedules, and that is told by itself."""
    flow = entry.data.get("workflow") or {}
    return HEARD.get(entry.action) == APPROVED and not flow.get("next")


def _people(keys: Iterable[int]) -> models.QuerySet[User]:
    return User.objects.filter(pk__in=list(keys), is_active=True).order_by("pk")


def _news(kind: str, page: Page, key: str) -> News:
    """The event is one row of the editor's: the same is told once."""
    details = {"title": page.draft_title, "section": desk.section_of(page), "page": page.pk}
    return News(kind, f"portal.Page:{page.pk}", details, key=f"{kind}:{key}")
