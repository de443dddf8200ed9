"""Visits: planned for somebody on the list, made on a day that has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from vungcao.systems.prestige.rules.recognising import Period


@dataclass(frozen=True)
class Plan:
    """A visit that somebody wants to enter."""

    day: date
    held: Period
    visitor: str
    is_occasion: bool
    is_void: bool = False


def against_plan(plan: Plan) -> list[str]:
    return list(_against_plan(plan))


def _against_plan(plan: Plan) -> Iterable[str]:
    if not plan.is_occasion:
        yield _("Chọn dịp thăm.")
    if not plan.visitor.strip():
        yield _("Ghi cơ quan đi thăm.")
    if plan.is_void:
        yield _("Lần công nhận này đã huỷ vì ghi nhầm.")
    elif not plan.held[0] <= plan.day < plan.held[1]:
        sentence = _(
            "Ngày %(day)s người này không có trong danh sách (có tên từ %(begin)s đến trước"
            " %(end)s): chọn ngày khác."
        )
        begin, end = (f"{one:%d/%m/%Y}" for one in plan.held)
        yield sentence % {"day": f"{plan.day:%d/%m/%Y}", "begin": begin, "end": end}


def against_closing(*, is_planned: bool, done_on: date | None, today: date) -> list[str]:
    """Why a visit cannot be marked as made (with its day) or dropped (without one)."""
    found = []
    if not is_planned:
        found.append(_("Lần thăm này đã khép lại: xếp lịch lần khác."))
    if done_on is not None and done_on > today:
        found.append(_("Ngày thăm không được sau hôm nay: chỉ ghi khi đã thăm."))
    return found
