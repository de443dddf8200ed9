"""Reports of prestigious persons that wait for an account, and how that is said: by number."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from vungcao.kernel.offers.duties import Duty, Urgency
from vungcao.systems.prestige.models import FieldReport
from vungcao.systems.prestige.queries import reporting

MOST = 50  # of one kind on a page


def waiting(user: Any, scopes: tuple[str, ...], day: date) -> QuerySet[FieldReport]:
    """Those given to the account, and those that nobody has taken at its place."""
    return reporting.waiting_for(user, scopes, day)


def tell_waiting(rows: QuerySet[FieldReport], day: date) -> Iterator[Duty]:
    for report in rows[:MOST]:
        case = report.case
        is_taken = case.assignee_id is not None
        title = _("Trả lời phản ánh %(number)s") if is_taken else _("Giao phản ánh %(number)s")
        said = {"kind": report.get_kind_display(), "day": f"{report.received_on:%d/%m/%Y}"}
        yield Duty(
            title % {"number": case.number},
            _("%(kind)s, nhận ngày %(day)s.")
            % {**said, "kind": said["kind"][:1].upper() + said["kind"][1:]},
            reverse("prestige:report", args=[report.pk]),
            _("Mở phản ánh"),
            due=localtime(case.due_at).date() if case.due_at else None,
        )


def late(user: Any, scopes: tuple[str, ...], day: date) -> QuerySet[FieldReport]:
    """Late ones of one's own place that somebody else holds."""
    return (
        reporting.late_at(scopes, day).exclude(case__assignee=None).exclude(case__assignee=user.pk)
    )


def tell_late(rows: QuerySet[FieldReport], day: date) -> Iterator[Duty]:
    if many := rows.count():
        yield Duty(
            _("%(many)s phản ánh quá hạn trả lời") % {"many": many},
            _("Đã giao cho người khác mà chưa xong; đôn đốc hoặc giao lại."),
            reverse("prestige:reports-late"),
            _("Xem phản ánh"),
            urgency=Urgency.SOON,
        )
