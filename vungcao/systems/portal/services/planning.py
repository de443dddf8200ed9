"""Weeks of work made outside of the editor: by the demo, by tests."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.systems.portal.models import CalendarBoard, WorkItem, WorkWeek
from vungcao.systems.portal.models.weeks import outside
from vungcao.systems.portal.rules import weeks as rules


@transaction.atomic
def plan(*, board: CalendarBoard, begins_on: date, items: list[WorkItem], by: User) -> WorkWeek:
    """Publish a week. Raises `ValidationError` for one that stands, and for work outside of it."""
    title = f"Lịch công tác tuần từ {begins_on:%d/%m/%Y}"
    made = WorkWeek(title=title, slug=f"tuan-{begins_on:%Y-%m-%d}", begins_on=begins_on, owner=by)
    made.clean()
    if strays := rules.strays(begins_on, [one.day for one in items]):
        raise ValidationError({"begins_on": outside(strays)})
    made.items.set(items)
    week: WorkWeek = board.add_child(instance=made)
    week.save_revision(user=by).publish(user=by, skip_permission_checks=True)
    audit.record(by=by, action="portal.week_planned", subject=week)
    return week
