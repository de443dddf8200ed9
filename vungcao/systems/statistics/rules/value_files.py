"""Figures as lines of a CSV file: its heads, how a period, a number and an empty are written there.

What the export writes, the import reads again unchanged. Numbers are plain (`-1234.5`), so that no
program and no language of a program can read them in two ways.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vungcao.systems.statistics.rules import periods
from vungcao.systems.statistics.rules.exact import (
    HINTS,
    STATE_NAMES,
    Fault,
    State,
    canonical,
    clean,
    most_digits,
    unscaled,
)

INDICATOR, UNIT, PERIOD, VALUE, STATE = "indicator", "unit", "period", "value", "state"
HEADS = {
    INDICATOR: "Chỉ tiêu",
    UNIT: "Mã đơn vị",
    PERIOD: "Kỳ báo cáo",
    VALUE: "Giá trị",
    STATE: "Loại giá trị",
}
NO_NUMBER = "Không đọc được thành số: viết liền, dấu chấm trước phần lẻ, ví dụ 1234.5"
GROUPED = "Ba số 0 sau dấu chấm có thể là hàng nghìn: viết liền, hoặc bỏ dấu chấm và các số 0"
NO_STATE = "Loại giá trị là một trong: " + ", ".join(
    f"{one.value} ({name})" for one, name in STATE_NAMES.items()
)
NO_VALUE = "Loại giá trị là v mà không có giá trị"
BOTH = "Ghi là không có số liệu mà lại có giá trị"
NO_PERIOD = "Kỳ báo cáo viết như 2025, 2025-H1 (6 tháng đầu năm), 2025-Q3, 2025-T07"

_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(?:\.([0-9]+))?")
_PERIOD = re.compile(r"([0-9]{4})(?:-([HQT])([0-9]{1,2}))?")
_LETTERS = {periods.Kind.HALF: "H", periods.Kind.QUARTER: "Q", periods.Kind.MONTH: "T"}
_KINDS = {letter: kind for kind, letter in _LETTERS.items()}
_STORED = {state.value: state.stored for state in State}
_STATES = {state.stored: state for state in State}


class Unfit(ValueError):
    """What is wrong with one column of a line."""

    def __init__(self, column: str, text: str) -> None:
        super().__init__(text)
        self.column, self.text = column, text


@dataclass(frozen=True)
class Head:
    """Where each column stands, and which lists divide the figures of this file."""

    width: int
    at: Mapping[str, int]
    lists: tuple[tuple[str, int], ...]


def heads(lists: Sequence[str]) -> list[str]:
    """What the export writes over its columns; lists by their names."""
    return [HEADS[INDICATOR], *lists, HEADS[UNIT], HEADS[PERIOD], HEADS[VALUE], HEADS[STATE]]


def read_head(cells: Sequence[str], lists: Mapping[str, str]) -> Head:
    """The first line. `lists` leads from the name of a list to its code.

    Raises `ValueError` with what is missing, unknown or doubled.
    """
    known = {name.casefold(): key for key, name in HEADS.items()} | {key: key for key in HEADS}
    by_name = {name.casefold(): code for name, code in lists.items()}
    by_name |= {code: code for code in lists.values()}
    at: dict[str, int] = {}
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        name = clean(cell).casefold()
        where, key = (at, known[name]) if name in known else (found, by_name.get(name, ""))
        if not key:
            raise ValueError(f"Không hiểu cột “{clean(cell)}”.")
        if key in where:
            raise ValueError(f"Cột “{clean(cell)}” có hai lần.")
        where[key] = place
    if missing := [name for key, name in HEADS.items() if key not in at]:
        raise ValueError(f"Thiếu cột: {', '.join(missing)}.")
    return Head(len(cells), at, tuple(found.items()))


def separator(line: str) -> str:
    """What stands between columns: a spreadsheet of this country may write semicolons."""
    return ";" if line.count(";") > line.count(",") else ","


def period(text: str) -> int:
    """The number of a period. Raises `Unfit`."""
    found = _PERIOD.fullmatch(text.strip())
    if found is None:
        raise Unfit(PERIOD, NO_PERIOD)
    year, letter, place = found.groups()
    try:
        return periods.period(_KINDS.get(letter, periods.Kind.YEAR), int(year), int(place or 1))
    except ValueError:
        raise Unfit(PERIOD, NO_PERIOD) from None


def written_period(number: int) -> str:
    """As `period` reads it."""
    kind, year, place = periods.parts(number)
    if kind is periods.Kind.YEAR:
        return str(year)
    return (
        f"{year}-{_LETTERS[kind]}{place:02}"
        if kind is periods.Kind.MONTH
        else (f"{year}-{_LETTERS[kind]}{place}")
    )


def figure(value: str, state: str, places: int) -> tuple[int, int | None]:
    """State and value as they are stored. Raises `Unfit`.

    An empty state is understood: with a value it is one, without it nobody has entered anything.
    """
    said = state.strip().lower() or (State.VALUE if value.strip() else State.NOT_ENTERED)
    stored = _STORED.get(said)
    if stored is None:
        raise Unfit(STATE, NO_STATE)
    text = value.strip()
    if stored:
        if text:
            raise Unfit(VALUE, BOTH)
        return stored, None
    if not text:
        raise Unfit(VALUE, NO_VALUE)
    return stored, units(text, places)


def written(state: int, value: int | None, places: int) -> str:
    """A figure in words of such a file: its plain number, or the letter and name of its empty."""
    if value is not None:
        return canonical(unscaled(value, places), places)
    kind = _STATES[state]
    return f"{kind.value} ({STATE_NAMES[kind]})"


def units(text: str, places: int) -> int:
    """A plain number in units of 10^-places. Raises `Unfit`."""
    found = _NUMBER.fullmatch(text)
    if found is None:
        raise Unfit(VALUE, NO_NUMBER)
    whole = found[1]
    if len(whole) > most_digits(places):
        raise Unfit(VALUE, HINTS[Fault.TOO_BIG])
    decimals = _decimals(found[2], places) if found[2] else ""
    number = int(whole + decimals.ljust(places, "0"))
    return -number if text[0] == "-" else number


def _decimals(written: str, places: int) -> str:
    """What counts of the digits after the dot. Raises `Unfit`."""
    decimals = written.rstrip("0")
    if len(decimals) > places:
        raise Unfit(VALUE, HINTS[Fault.TOO_FINE])
    if written == "000" and places < len(written):
        raise Unfit(VALUE, GROUPED)
    return decimals
