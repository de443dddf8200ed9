"""Comments and remarks that wait for an account, and how that is said: by number."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from vungcao.kernel.cases.models import Case
from vungcao.kernel.offers.duties import Duty
from vungcao.systems.comments.models import Comment, Remark
from vungcao.systems.comments.queries import queue

MOST = 50  # of one kind on a page


def waiting(user: Any, scopes: tuple[str, ...], day: date) -> QuerySet[Comment]:
    return queue.waiting(scopes)


def tell_waiting(rows: QuerySet[Comment], day: date) -> Iterator[Duty]:
    for row in rows[:MOST]:
        assert row.case is not None
        yield Duty(
            _("Duyệt bình luận %(number)s") % {"number": row.case.number},
            _("Người viết đã xác nhận, chờ quyết định."),
            reverse("comments:comment", args=[row.pk]),
            _("Mở bình luận"),
            due=_due(row.case),
            about=row.title,
        )


def unanswered(user: Any, scopes: tuple[str, ...], day: date) -> QuerySet[Remark]:
    return queue.unanswered(scopes)


def tell_unanswered(rows: QuerySet[Remark], day: date) -> Iterator[Duty]:
    for row in rows[:MOST]:
        yield Duty(
            _("Trả lời góp ý %(number)s") % {"number": row.case.number},
            _("Nhận ngày %(day)s.") % {"day": f"{localtime(row.sent_at):%d/%m/%Y}"},
            reverse("comments:remark", args=[row.pk]),
            _("Mở góp ý"),
            due=_due(row.case),
            about=row.case.label,
        )


def _due(case: Case) -> date | None:
    return localtime(case.due_at).date() if case.due_at else None
