"""What may be drawn: a finite number or nothing, and how it is written in Vietnamese."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from django.utils.formats import number_format
from django.utils.translation import gettext as _

Value: TypeAlias = int | float | Decimal | None  # None was not reported; 0 is a count of nothing
PLACES = 6
LARGEST = 10**15  # beyond, a drawing would no longer be exact


def check(values: Iterable[Value]) -> None:
    """Raises `ValueError` for what is not a number or too large to be placed on a scale."""
    for value in values:
        if value is not None and not _has_a_place(value):
            raise ValueError(f"cannot be drawn: {value}")


def _has_a_place(value: int | float | Decimal) -> bool:
    is_number = value == value  # what is not a number is unlike itself
    return is_number and -LARGEST <= value <= LARGEST


def written(value: Value) -> str:
    """1.234,5 with as many places as the value has, six at most."""
    if value is None:
        return _("chưa báo cáo")
    if isinstance(value, float):
        value = Decimal(repr(value))
    exact = Decimal(value)
    if int(exact.as_tuple().exponent) < -PLACES:
        exact = exact.quantize(Decimal(1).scaleb(-PLACES))
    plain = int(exact) if exact == exact.to_integral_value() else exact.normalize()
    text = f"{plain:f}" if isinstance(plain, Decimal) else str(plain)
    _whole, _point, places = text.partition(".")
    return str(
        number_format(Decimal(text), decimal_pos=len(places), use_l10n=True, force_grouping=True)
    )


def known(values: Iterable[Value]) -> list[int | float | Decimal]:
    return [value for value in values if value is not None]


def labels(days: Iterable[date]) -> list[str]:
    """Years when each has one day, which is how a yearly count is spoken of; else the days."""
    listed = list(days)
    years = [str(day.year) for day in listed]
    return years if len(set(years)) == len(years) else [full(day) for day in listed]


def full(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
