"""Reporting periods (kỳ báo cáo) as one number: year, kind and place in the year.

2025001 is the year 2025, 2025203 its third quarter: `year * 1000 + kind * 100 + place`.
"""

import enum
from collections.abc import Iterator
from datetime import date
from functools import lru_cache


class Kind(enum.IntEnum):
    """How long a period is."""

    YEAR = 0
    HALF = 1
    QUARTER = 2
    MONTH = 3

    @property
    def in_a_year(self) -> int:
        return (1, 2, 4, 12)[self]

    @property
    def months(self) -> int:
        return 12 // self.in_a_year


_ROMAN = ("I", "II", "III", "IV")


def period(kind: Kind, year: int, place: int = 1) -> int:
    """The number of a period; its place in the year counts from 1."""
    if not (1 <= place <= kind.in_a_year and date.min.year <= year < date.max.year):
        raise ValueError(f"no {kind.name.lower()} {place} in {year}")
    return year * 1000 + kind * 100 + place


def parts(number: int) -> tuple[Kind, int, int]:
    """Kind, year and place of a period; refuses a number that names none."""
    year, rest = divmod(number, 1000)
    kind, place = divmod(rest, 100)
    if kind not in tuple(Kind):
        raise ValueError(f"{number} is no period")
    period(Kind(kind), year, place)
    return Kind(kind), year, place


def begin(number: int) -> date:
    """Its first day."""
    kind, year, place = parts(number)
    return date(year, (place - 1) * kind.months + 1, 1)


def end(number: int) -> date:
    """The first day after it."""
    kind, year, place = parts(number)
    months = place * kind.months
    return date(year + months // 12, months % 12 + 1, 1)


def name(number: int) -> str:
    """As a form calls it."""
    kind, year, place = parts(number)
    if kind is Kind.YEAR:
        return f"Năm {year}"
    if kind is Kind.HALF:
        return f"6 tháng {'đầu' if place == 1 else 'cuối'} năm {year}"
    if kind is Kind.QUARTER:
        return f"Quý {_ROMAN[place - 1]} năm {year}"
    return f"Tháng {place} năm {year}"


@lru_cache(maxsize=4096)
def moved(number: int, steps: int) -> int:
    """The period of the same kind so many later, or earlier."""
    kind, year, place = parts(number)
    years, before = divmod(year * kind.in_a_year + place - 1 + steps, kind.in_a_year)
    return period(kind, years, before + 1)


def previous(number: int) -> int:
    return moved(number, -1)


def a_year_before(number: int) -> int:
    """The same months of the year before."""
    return moved(number, -parts(number)[0].in_a_year)


def containing(day: date, kind: Kind) -> int:
    """The period of this kind in which a day lies."""
    return period(kind, day.year, (day.month - 1) // kind.months + 1)


def between(from_: date, until: date, kind: Kind) -> Iterator[int]:
    """Every period of this kind that lies wholly in [from_, until), in order."""
    number = containing(from_, kind)
    if begin(number) < from_:
        number = moved(number, 1)
    while end(number) <= until:
        yield number
        number = moved(number, 1)


def inside(number: int, kind: Kind) -> tuple[int, ...]:
    """The shorter periods of this kind that make it up, or the period itself."""
    return tuple(between(begin(number), end(number), kind))
