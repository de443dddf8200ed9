"""Dossiers and questions that wait for an account, and how that is said: by number."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases.models import Case
from vungcao.kernel.offers.duties import Duty, Urgency
from vungcao.systems.onestop.models import Opinion
from vungcao.systems.onestop.queries import opinions, worklist
from vungcao.systems.onestop.queries.worklist import KIND

MOST = 50  # of one kind on a page


def begins(day: date) -> datetime:
    return datetime.combine(day, time.min, ZONE)


def waiting(user: Any, scopes: tuple[str, ...], day: date) -> QuerySet[Case]:
    """Dossiers given to the account whose clock runs."""
    mine = Case.objects.filter(kind=KIND, state=Case.State.OPEN).of(user, begins(day))
    return mine.select_related("dossier").order_by("due_at", "pk")


def tell_waiting(rows: QuerySet[Case], day: date) -> Iterator[Duty]:
    for case in rows[:MOST]:
        yield Duty(
            _("Giải quyết hồ sơ %(number)s") % {"number": case.number},
            case.label,
            reverse("onestop:dossier", args=[case.dossier.pk]),
            _("Mở hồ sơ"),
            due=localtime(case.due_at).date() if case.due_at else None,
        )


def late(user: Any, scopes: tuple[str, ...], day: date) -> QuerySet[Case]:
    """Late dossiers of those places themselves that somebody else holds, or nobody."""
    found = Case.objects.filter(kind=KIND, scope__in=scopes)
    found = found.filter(worklist.in_state("late", begins(day)))
    return found.filter(~Q(assignee=user.pk) | Q(assignee=None)).order_by("due_at", "pk")


def tell_late(rows: QuerySet[Case], day: date) -> Iterator[Duty]:
    if many := rows.count():
        yield Duty(
            _("%(many)s hồ sơ quá hạn ở nơi chị/anh phụ trách") % {"many": many},
            _("Đôn đốc, giao lại hoặc gia hạn kèm phiếu xin lỗi."),
            f"{reverse('onestop:worklist')}?state=late",
            _("Xem hồ sơ quá hạn"),
            urgency=Urgency.SOON,
        )


def asked(user: Any, scopes: tuple[str, ...], day: date) -> QuerySet[Opinion]:
    return opinions.asked_of(scopes)


def tell_asked(rows: QuerySet[Opinion], day: date) -> Iterator[Duty]:
    for row in rows[:MOST]:
        yield Duty(
            _("Trả lời phiếu hỏi ý kiến %(number)s") % {"number": row.case.number},
            row.case.label,
            reverse("onestop:opinion", args=[row.pk]),
            _("Mở câu hỏi"),
            due=localtime(row.case.due_at).date() if row.case.due_at else None,
        )


def running(scopes: tuple[str, ...], day: date) -> int:
    """How many dossiers of these places have a clock that runs."""
    return worklist.counted(scopes, "", begins(day))


def due_soon(scopes: tuple[str, ...], day: date) -> int:
    return worklist.counted(scopes, "soon", begins(day))


def overdue(scopes: tuple[str, ...], day: date) -> int:
    return worklist.counted(scopes, "late", begins(day))
