"""How far one page has come, and who took which step."""

from dataclasses import dataclass
from datetime import date, datetime

from wagtail.models import Page, PageLogEntry, TaskState, WorkflowState

from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.queries import name_of
from vungcao.kernel.calendar.rules import ZONE
from vungcao.systems.portal.models.checks import writers
from vungcao.systems.portal.rules.states import Facts

DID = {
    TaskState.STATUS_APPROVED: "đồng ý",
    TaskState.STATUS_REJECTED: "trả lại",
    TaskState.STATUS_CANCELLED: "thôi gửi",
    TaskState.STATUS_SKIPPED: "bỏ qua",
    TaskState.STATUS_IN_PROGRESS: "đang chờ",
}
SHOWN = 20


@dataclass(frozen=True)
class Taken:
    """One step as a line of time shows it."""

    day: date
    title: str
    detail: str
    state: str = ""


def facts(page: Page) -> Facts:
    """What `rules.states` asks of a page."""
    flow = page.current_workflow_state
    is_returned = flow is not None and flow.status == WorkflowState.STATUS_NEEDS_CHANGES
    task = page.current_workflow_task
    order = [one.pk for one in flow.workflow.tasks] if flow is not None else []
    due = page.scheduled_revision
    return Facts(
        step=order.index(task.pk) if task is not None and not is_returned else None,
        is_returned=is_returned,
        is_changed=page.has_unpublished_changes,
        is_live=page.live,
        is_expired=page.expired,
        scheduled_at=_here(due.approved_go_live_at) if due else None,
        expires_at=_here(page.expire_at),
        down_at=_here(_taken_down(page)),
    )


def _taken_down(page: Page) -> datetime | None:
    """When a page that could be read was taken down; nothing while it can be."""
    if page.live or page.first_published_at is None:
        return None
    rows = PageLogEntry.objects.filter(page=page.pk, action="wagtail.unpublish")
    at: datetime | None = rows.order_by("-pk").values_list("timestamp", flat=True).first()
    return at


def history(page: Page) -> list[Taken]:
    """Steps that were taken, the newest first, each with what was said to it."""
    rows = TaskState.objects.filter(workflow_state__object_id=str(page.pk))
    found = rows.select_related("task", "finished_by").order_by("-started_at", "-pk")[:SHOWN]
    return [
        Taken(
            day=_at(row).date(),
            title=f"{row.task.name}: {DID.get(row.status, row.status)}",
            detail=". ".join(filter(None, (_who(row), row.comment))),
            state="now" if row.status == TaskState.STATUS_IN_PROGRESS else "",
        )
        for row in found
    ]


def writers_of(page: Page) -> str:
    """Who wrote what is not published yet."""
    found = User.objects.filter(pk__in=writers(page)).order_by("last_name", "first_name", "pk")
    return ", ".join(name_of(one) or one.username for one in found)


def _who(row: TaskState) -> str:
    who = (name_of(row.finished_by) or row.finished_by.username) if row.finished_by else ""
    return f"{who}, {_at(row):%H:%M}" if who else f"{_at(row):%H:%M}"


def _at(row: TaskState) -> datetime:
    at: datetime = row.finished_at or row.started_at
    return at.astimezone(ZONE)


def _here(at: datetime | None) -> datetime | None:
    return at.astimezone(ZONE) if at else None
