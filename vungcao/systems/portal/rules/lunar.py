"""Days of the lunar calendar as it is kept in Việt Nam (UTC+7), computed from sun and moon.

Formulas: J. Meeus, Astronomical Algorithms, chapters 25 (the sun, to 0.01 degrees) and 49 (moons).
A month begins on the day of a new moon; month 11 holds the winter solstice; of thirteen months
between two solstices the first in which the sun enters no new twelfth of its way is the leap one.
Checked against published new years and leap months; days before 1968 followed another zone.
"""

from dataclasses import dataclass
from datetime import date
from math import floor, radians, sin

ZONE = 7 / 24
EPOCH = 1_721_424.5  # the Julian day on which the day before date(1, 1, 1) begins
LUNATION = 29.530588861
FIRST = 2_451_550.09766
CLOCKS = 0.0008  # days by which the even time of the formulas is ahead of ours
MONTHS = 12

# Of Meeus, table 49.A: factor, power of the eccentricity, multiples of the sun's anomaly, of the
# moon's anomaly and of its argument of latitude.
TERMS = (
    (-0.40720, 0, 0, 1, 0),
    (0.17241, 1, 1, 0, 0),
    (0.01608, 0, 0, 2, 0),
    (0.01039, 0, 0, 0, 2),
    (0.00739, 1, -1, 1, 0),
    (-0.00514, 1, 1, 1, 0),
    (0.00208, 2, 2, 0, 0),
    (-0.00111, 0, 0, 1, -2),
    (-0.00057, 0, 0, 1, 2),
    (0.00056, 1, 1, 2, 0),
    (-0.00042, 0, 0, 3, 0),
    (0.00042, 1, 1, 0, 2),
    (0.00038, 1, 1, 0, -2),
    (-0.00024, 1, -1, 2, 0),
)


@dataclass(frozen=True)
class LunarDay:
    """A day of a month of a year; `is_leap` for the second month of its number."""

    day: int
    month: int
    year: int
    is_leap: bool = False


def of(day: date) -> LunarDay:
    """The lunar day on which a day of the common calendar falls."""
    number = day.toordinal()
    nth = floor((number + EPOCH - FIRST) / LUNATION) + 1
    while _new_moon(nth) > number:
        nth -= 1
    begin, year = _eleventh(day.year), day.year
    if begin > nth:
        begin, year = _eleventh(day.year - 1), day.year - 1
    months = nth - begin
    leap = _leap(begin, _eleventh(year + 1))
    is_leap = leap is not None and months == leap
    if leap is not None and months >= leap:
        months -= 1
    month = (10 + months) % MONTHS + 1
    first = number - _new_moon(nth) + 1
    return LunarDay(first, month, year if month >= 11 and months < 2 else year + 1, is_leap)


def _eleventh(year: int) -> int:
    """The number of the month in which the winter solstice of a year lies."""
    last = date(year, 12, 31).toordinal()
    nth = floor((last + EPOCH - FIRST) / LUNATION) + 1
    while _new_moon(nth) > last:
        nth -= 1
    return nth - 1 if _twelfth(_new_moon(nth)) >= 9 else nth


def _leap(begin: int, end: int) -> int | None:
    """How many months after month 11 the leap month comes."""
    if end - begin == MONTHS:
        return None
    for months in range(1, end - begin):
        here, after = _new_moon(begin + months), _new_moon(begin + months + 1)
        if _twelfth(here) == _twelfth(after):
            return months
    return None


def _new_moon(nth: int) -> int:
    """The day, as `date.toordinal` counts, on which the nth new moon since 2000 falls here."""
    t = nth / 1236.85
    dimmed = 1 - 0.002516 * t - 0.0000074 * t * t
    sun = 2.5534 + 29.10535670 * nth - 0.0000014 * t * t
    moon = 201.5643 + 385.81693528 * nth + 0.0107582 * t * t
    node = 160.7108 + 390.67050284 * nth - 0.0016118 * t * t
    at = FIRST + LUNATION * nth + 0.00015437 * t * t
    at += sum(
        factor * dimmed**power * sin(radians(a * sun + b * moon + c * node))
        for factor, power, a, b, c in TERMS
    )
    return floor(at - CLOCKS + ZONE - EPOCH)


def _twelfth(number: int) -> int:
    """Which twelfth of its way, from the spring equinox, the sun is in when a day begins here."""
    t = (number + EPOCH - ZONE - 2_451_545) / 36_525
    anomaly = radians(357.52911 + 35_999.05029 * t)
    centre = (1.914602 - 0.004817 * t) * sin(anomaly) + 0.019993 * sin(2 * anomaly)
    length = 280.46646 + 36_000.76983 * t + centre + 0.000289 * sin(3 * anomaly)
    length -= 0.00569 + 0.00478 * sin(radians(125.04 - 1934.136 * t))
    return floor(length % 360 / 30)
