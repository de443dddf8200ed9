"""What of the register waits for an officer: two piles, never a name."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from vungcao.kernel.offers.duties import Duty, Urgency
from vungcao.systems.prestige.queries import coverage


def wanting(user: AbstractBaseUser, scopes: tuple[str, ...], day: date) -> QuerySet[Any]:
    return coverage.wanting(scopes, day)


def tell_wanting(rows: QuerySet[Any], day: date) -> Iterator[Duty]:
    if many := rows.count():
        yield Duty(
            _("%(many)s thôn cần người có uy tín") % {"many": many},
            _("Thôn thuộc vùng đồng bào dân tộc thiểu số, hoặc trước đây đã có người có uy tín."),
            f"{reverse('prestige:coverage')}?kind=without",
            _("Xem các thôn"),
            urgency=Urgency.WHEN_POSSIBLE,
        )


def ending(user: AbstractBaseUser, scopes: tuple[str, ...], day: date) -> QuerySet[Any]:
    return coverage.ending(scopes, day)


def tell_ending(rows: QuerySet[Any], day: date) -> Iterator[Duty]:
    """The day by which the first of them has to be followed."""
    days = list(rows.order_by("valid_until").values_list("valid_until", flat=True))
    if days:
        yield Duty(
            _("%(many)s người có uy tín sắp hết kỳ") % {"many": len(days)},
            _("Tổ chức bình chọn để công nhận kỳ sau trước ngày hết kỳ."),
            f"{reverse('prestige:coverage')}?kind=ending",
            _("Xem danh sách"),
            due=days[0],
        )
