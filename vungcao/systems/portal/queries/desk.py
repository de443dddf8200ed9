"""What waits between a draft and a page: where, for whom, since when; what is due, what ends."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast, Substr
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, TaskState, WorkflowState

from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.queries import name_of
from vungcao.kernel.calendar.rules import ZONE
from vungcao.systems.portal.models import Section
from vungcao.systems.portal.models.checks import writers
from vungcao.systems.portal.queries import editing

TOP = 3  # depth of the sections right below the front; who owns one owns what is below it
SHOWN = 100


@dataclass(frozen=True)
class Waiting:
    """A page before a step: `step` names it, `reason` is why it came back."""

    page: int
    title: str
    section: str
    step: str
    by: str
    since: datetime
    reason: str = ""
    is_returned: bool = False


@dataclass(frozen=True)
class Dated:
    """A page and the moment at which it appears or goes."""

    page: int
    title: str
    section: str
    at: datetime


def who_may(page: Page, *, is_check: bool, day: date) -> QuerySet[User]:
    """Accounts that hold the role for a step today: in the section's body, where it has one."""
    held = Grant.objects.in_force(day)
    publishers = held.filter(role=Role.PUBLISHER).values("user")
    found = User.objects.filter(is_active=True)
    if not is_check:
        return found.filter(pk__in=publishers).order_by("pk")
    editors = held.filter(role=Role.EDITOR)
    owner = owner_of(page)
    if owner is not None:
        editors = editors.filter(organisation=owner)
    return found.filter(pk__in=editors.values("user").union(publishers)).order_by("pk")


def owner_of(page: Page) -> int | None:
    """The body of the section below which a page stands."""
    place = Section.objects.filter(path=page.path[: TOP * page.steplen]).order_by("pk")
    return place.values_list("owner_body", flat=True).first()


def wrote_last(page: Page) -> set[int]:
    """Who wrote what is open now, else what was published last; and who handed it in."""
    found = writers(page)
    if not found and page.live_revision_id:
        rows = Revision.objects.filter(pk=page.live_revision_id).order_by("pk")
        found = {pk for pk in rows.values_list("user", flat=True) if pk}
    handed = WorkflowState.objects.filter(object_id=str(page.pk)).order_by("-pk")
    asked = handed.values_list("requested_by", flat=True).first()
    return found | ({asked} if asked else set())


def section_of(page: Page) -> str:
    above = Page.objects.filter(path=page.path[: -page.steplen]).order_by("pk")
    return above.values_list("title", flat=True).first() or ""


def foreign_places(user: User, day: date) -> QuerySet[Section]:
    """Sections that belong to bodies in which an editor does not edit."""
    owned = Section.objects.filter(depth=TOP).exclude(owner_body=None)
    return owned.exclude(owner_body__in=editing.bodies(user, day))


def steps(user: User, day: date, *, publishes: bool) -> QuerySet[TaskState]:
    """Steps that wait where an account works; a publisher works everywhere."""
    rows = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
    )
    return _near(rows, "workflow_state__object_id", user, day, publishes=publishes)


def returned(user: User, day: date, *, publishes: bool) -> QuerySet[WorkflowState]:
    """Pages that were sent back and have not come again."""
    rows = WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES)
    return _near(rows, "object_id", user, day, publishes=publishes)


def waiting(user: User, day: date, *, publishes: bool) -> list[Waiting]:
    """What waits for a check or an approval, then what was sent back; the oldest first."""
    rows = steps(user, day, publishes=publishes).select_related("task", "revision__user")
    back = returned(user, day, publishes=publishes).select_related(
        "current_task_state__task", "current_task_state__revision__user"
    )
    found = [(row, False) for row in rows.order_by("started_at", "pk")[:SHOWN]]
    found += [(row.current_task_state, True) for row in back.order_by("created_at", "pk")[:SHOWN]]
    pages = _named(int(row.revision.object_id) for row, _is_back in found)
    return [
        Waiting(
            page=int(row.revision.object_id),
            title=pages[row.revision.object_id][0],
            section=pages[row.revision.object_id][1],
            step=row.task.name,
            by=_called(row.revision.user),
            since=row.finished_at or row.started_at,
            reason=row.comment if is_back else "",
            is_returned=is_back,
        )
        for row, is_back in found
        if row.revision.object_id in pages
    ]


def scheduled(user: User, day: date, *, publishes: bool) -> list[Dated]:
    """What was approved for a moment to come, the next first."""
    rows = Revision.page_revisions.exclude(approved_go_live_at=None)
    near = _near(rows, "object_id", user, day, publishes=publishes)
    due = near.order_by("approved_go_live_at", "pk").values_list("object_id", "approved_go_live_at")
    found = list(due[:SHOWN])
    pages = _named(int(key) for key, _at in found)
    return [Dated(int(key), *pages[key], at) for key, at in found if key in pages]


def expiring(user: User, day: date, *, publishes: bool) -> list[Dated]:
    """What is to be taken down at a moment, the next first."""
    rows = Page.objects.live().exclude(expire_at=None)
    if not publishes:
        places = foreign_places(user, day).values_list("path", flat=True)
        for path in places.order_by("path"):
            rows = rows.exclude(path__startswith=path)
    found = list(rows.order_by("expire_at", "pk")[:SHOWN])
    names = _named(one.pk for one in found)
    return [Dated(one.pk, *names[str(one.pk)], one.expire_at) for one in found]


def outcome(page: int) -> str:
    """What has become of a page whose step was agreed to just now, in a sentence."""
    now = Page.objects.get(pk=page)
    if (task := now.current_workflow_task) is not None:
        return _("Đã đồng ý. Bước tiếp theo: %(step)s.") % {"step": task.name}
    due = now.scheduled_revision
    if due is not None:
        at = due.approved_go_live_at.astimezone(ZONE)
        return _("Đã duyệt. Trang được đăng lúc %(at)s.") % {"at": f"{at:%H:%M %d/%m/%Y}"}
    return _("Đã duyệt, trang đang đăng.") if now.live else _("Đã duyệt.")


def is_near(page: Page, user: User, day: date, *, publishes: bool) -> bool:
    """Whether a page stands in a section in which an account works."""
    place = page.path[: TOP * page.steplen]
    return publishes or not foreign_places(user, day).filter(path=place).exists()


def by_section(found: Sequence[Waiting]) -> Iterator[tuple[str, list[Waiting]]]:
    """The same in piles, sections by name."""
    for section in sorted({one.section for one in found}):
        yield section, [one for one in found if one.section == section]


def _near(rows: QuerySet, key: str, user: User, day: date, *, publishes: bool) -> QuerySet:  # type: ignore[type-arg]
    if publishes:
        return rows
    page = Page.objects.filter(pk=Cast(OuterRef(key), IntegerField())).order_by("pk")
    width = TOP * Page.steplen
    placed = rows.annotate(place=Substr(Subquery(page.values("path")[:1]), 1, width))
    return placed.exclude(place__in=foreign_places(user, day).values("path"))


def _called(user: User | None) -> str:
    return (name_of(user) or user.username) if user else ""


def _named(keys: Iterable[int]) -> dict[str, tuple[str, str]]:
    """Title and section of each page that still stands."""
    found = Page.objects.filter(pk__in=set(keys)).order_by("pk")
    rows = list(found.values_list("pk", "draft_title", "path"))
    above = {path[: -Page.steplen] for _pk, _title, path in rows}
    names = dict(Page.objects.filter(path__in=above).order_by("pk").values_list("path", "title"))
    return {str(pk): (title, names.get(path[: -Page.steplen], "")) for pk, title, path in rows}
