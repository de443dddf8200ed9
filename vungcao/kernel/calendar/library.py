"""Public holidays as the library computes them: a prefill to check, never the law."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version

import holidays

# Named by the Labour Code (Bộ luật Lao động 2019), and the days off that make up for a weekend.
STATUTORY = (
    "Tết",
    "29 Tết",
    "Giao thừa",
    "Mùng",
    "Ngày Giỗ Tổ",
    "Ngày Chiến thắng",
    "Ngày Quốc tế Lao động",
    "Quốc khánh",
    "Ngày nghỉ (thay cho",
)
NAME = f"Thư viện holidays {version('holidays')}"


@dataclass(frozen=True)
class LibraryDay:
    """A day on which the library departs from the week."""

    day: date
    kind: str
    reason: str
    is_statutory: bool


def days_of(year: int) -> Iterator[LibraryDay]:
    """Holidays on weekdays and make-up days of a year, in order."""
    known = holidays.country_holidays("VN", years=year, language="vi")
    makeup = {day for day in known.weekend_workdays if day.year == year}
    for day in sorted(makeup | set(known)):
        if day in makeup:
            yield LibraryDay(day, "work", "Làm bù (theo thư viện)", True)
        elif day.year == year and day.weekday() < 5:
            name = known[day]
            yield LibraryDay(day, "off", name, name.startswith(STATUTORY))
