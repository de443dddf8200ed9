"""Drawing a form by one change at a time, on the plain JSON of its definition.

A draft may be half done: nothing is refused here, the proofs say what is wrong with the whole.
"""

import re
from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from vungcao.kernel.search.rules import folded
from vungcao.systems.statistics.rules.layout import OF_CELLS

Said = dict[str, Any]
SECTION, COLUMN, ROW, CELL, CHECK = "section", "column", "row", "cell", "check"
LETTERS = {"c": COLUMN, "r": ROW, "o": CELL}
LISTS = {COLUMN: "columns", ROW: "rows"}
DEEPEST, LONGEST_CODE = 9, 40
SPOT = re.compile(
    r"(?:s(?P<section>\d{1,3})?(?:(?P<list>[cro])(?P<at>\d{1,4})?)?|k(?P<check>\d{1,3})?)(?P<new>n)?"
)


@dataclass(frozen=True)
class Spot:
    """Where a part stands: `s0`, `s0c2`, `s0r3`, `s0o1`, `k1`; without a number it is a new one.

    `s0r3n` is a new row below row 3.
    """

    kind: str
    section: int = 0
    place: int | None = None
    is_new: bool = False

    @classmethod
    def read(cls, text: str) -> "Spot | None":
        met = SPOT.fullmatch(text)
        if met is None:
            return None
        if text.startswith("k"):
            return cls(CHECK, 0, _int(met["check"]), met["new"] is not None or not met["check"])
        if met["list"] is None:
            place = _int(met["section"])
            return cls(SECTION, place or 0, place, met["new"] is not None or place is None)
        if met["section"] is None:
            return None
        place = _int(met["at"])
        is_new = met["new"] is not None or place is None
        return cls(LETTERS[met["list"]], int(met["section"]), place, is_new)

    def __str__(self) -> str:
        place = "" if self.place is None else str(self.place)
        if self.kind == CHECK:
            return f"k{place}"
        if self.kind == SECTION:
            return f"s{place}"
        letter = next(one for one, kind in LETTERS.items() if kind == self.kind)
        return f"s{self.section}{letter}{place}"

    @property
    def json(self) -> str:
        """The place in the JSON, as faults name it."""
        if self.kind == CHECK:
            return f"checks[{self.place}]"
        at = f"sections[{self.section}]"
        return f"{at}.{LISTS[self.kind]}[{self.place}]" if self.kind in LISTS else at

    def among(self, said: Said) -> list[Said]:
        """The list in which the part stands. Raises `IndexError` when its table is gone."""
        if self.kind == CHECK:
            found: list[Said] = said.setdefault("checks", [])
        elif self.kind == SECTION:
            found = said.setdefault("sections", [])
        else:
            found = said["sections"][self.section].setdefault(LISTS[self.kind], [])
        return found

    def of(self, said: Said) -> Said:
        """The part as it stands; nothing yet of a new one."""
        return {} if self.is_new or self.place is None else self.among(said)[self.place]


def _int(text: str | None) -> int | None:
    return int(text) if text else None


def put(said: Said, spot: Spot, part: Said) -> tuple[Said, Spot]:
    """The definition with a part written in its place, or a new one set in; and where it stands."""
    made = deepcopy(said)
    parts = spot.among(made)
    if spot.is_new:
        place = len(parts) if spot.place is None else spot.place + 1
        parts.insert(place, part)
        section = place if spot.kind == SECTION else spot.section
        return made, replace(spot, section=section, place=place, is_new=False)
    assert spot.place is not None
    before = parts[spot.place].get("code")
    parts[spot.place] = part
    if spot.kind in LISTS and before and part["code"] != before:
        _rename(made, spot, before, part["code"])
    return made, spot


def marked(said: Said, section: int, names: Iterable[str], part: Said | None) -> Said:
    """Single cells that all say the same instead of rows and columns; or nothing of their own."""
    made = deepcopy(said)
    cells = made["sections"][section].setdefault("cells", {})
    for name in names:
        cells.pop(name, None)
        if part is not None:
            cells[name] = dict(part)
    return made


def moved(said: Said, spot: Spot, step: int) -> tuple[Said, Spot]:
    """Before its neighbour, or after it; a row takes along what is indented below it.

    A row stays within its group.
    """
    made = deepcopy(said)
    parts, place = spot.among(made), spot.place or 0
    extent = _block if spot.kind == ROW else _alone
    first, end = extent(parts, place)
    if step < 0:
        to = _before(parts, first) if spot.kind == ROW else first - 1
    else:
        to = extent(parts, end)[1] - (end - first) if _goes_on(spot, parts, first, end) else -1
    if to < 0:
        return made, spot
    block = parts[first:end]
    del parts[first:end]
    parts[to:to] = block
    section = to if spot.kind == SECTION else spot.section
    return made, replace(spot, place=to, section=section)


def _goes_on(spot: Spot, parts: list[Said], first: int, end: int) -> bool:
    """Whether a neighbour follows; of a row one of the same group."""
    if end >= len(parts):
        return False
    return spot.kind != ROW or _level(parts[end]) == _level(parts[first])


def _alone(parts: list[Said], place: int) -> tuple[int, int]:
    return place, place + 1


def _block(rows: list[Said], place: int) -> tuple[int, int]:
    """A row and all that is indented below it."""
    end = place + 1
    while end < len(rows) and _level(rows[end]) > _level(rows[place]):
        end += 1
    return place, end


def _before(rows: list[Said], place: int) -> int:
    """Where the row of the same level above begins, or -1 in a group's first row."""
    for other in range(place - 1, -1, -1):
        if _level(rows[other]) < _level(rows[place]):
            return -1
        if _level(rows[other]) == _level(rows[place]):
            return other
    return -1


def _level(row: Said) -> int:
    return int(row.get("level", 0))


def indented(said: Said, spot: Spot, step: int) -> tuple[Said, Spot]:
    """A row with what is below it one level in or out; never deeper than below the row above."""
    made = deepcopy(said)
    rows, place = spot.among(made), spot.place or 0
    first, end = _block(rows, place)
    above = _level(rows[first - 1]) + 1 if first else 0
    level = _level(rows[first]) + step
    if not 0 <= level <= min(above if step > 0 else DEEPEST, DEEPEST):
        return made, spot
    for row in rows[first:end]:
        row["level"] = _level(row) + step
    return made, spot


def removed(said: Said, spot: Spot) -> tuple[Said, Spot]:
    """Without the part; what was indented below a row moves out, its single cells go too."""
    made = deepcopy(said)
    if spot.kind == CELL:
        cells = made["sections"][spot.section]["cells"]
        del cells[sorted(cells)[spot.place or 0]]
        return made, spot
    parts, place = spot.among(made), spot.place or 0
    if spot.kind == ROW:
        for row in parts[place + 1 : _block(parts, place)[1]]:
            row["level"] = _level(row) - 1
    gone = parts.pop(place)
    if spot.kind in LISTS:
        cells = made["sections"][spot.section].get("cells", {})
        index = 0 if spot.kind == ROW else 1
        for name in [one for one in cells if one.split(".")[index] == gone.get("code")]:
            del cells[name]
    return made, replace(spot, place=min(place, len(parts) - 1)) if parts else spot


def doubled(said: Said, spot: Spot) -> tuple[Said, Spot]:
    """A second one behind it, with names of its own."""
    made = deepcopy(said)
    parts, place = spot.among(made), spot.place or 0
    copy = deepcopy(parts[place])
    if spot.kind == CHECK:
        copy["id"] = fresh(str(copy.get("id", "")), (str(one.get("id")) for one in parts))
    else:
        copy["code"] = fresh(str(copy.get("code", "")), codes(made, spot))
    if spot.kind == SECTION:
        _renew_rows(made, copy)
    parts.insert(place + 1, copy)
    section = place + 1 if spot.kind == SECTION else spot.section
    return made, replace(spot, place=place + 1, section=section)


def _renew_rows(made: Said, copy: Said) -> None:
    """Rows are named once in a whole form."""
    taken = set(row_codes(made))
    names: dict[str, str] = {}
    for row in copy.get("rows", []):
        names[row["code"]] = row["code"] = fresh(row["code"], taken)
        taken.add(row["code"])
    _walk(copy, lambda row, column: (names.get(row, row), column))
    cells = copy.get("cells", {})
    copy["cells"] = {_with_row(name, names): one for name, one in cells.items()}


def _with_row(name: str, names: dict[str, str]) -> str:
    row, dot, column = name.partition(".")
    return names.get(row, row) + dot + column


def row_codes(said: Said) -> list[str]:
    return [
        row.get("code", "") for part in said.get("sections", []) for row in part.get("rows", [])
    ]


def codes(said: Said, spot: Spot) -> list[str]:
    """The codes that a part like this one may not have."""
    if spot.kind == ROW:
        return row_codes(said)
    return [str(one.get("code", "")) for one in spot.among(said)]


def proposed(name: str, taken: Iterable[str]) -> str:
    """A code for something of this name that nothing else has."""
    return fresh(folded(name).replace(" ", "_")[:30].strip("_") or "o", taken)


def fresh(code: str, taken: Iterable[str]) -> str:
    """The code, with a number when it is taken."""
    there = set(taken)
    if code and code not in there:
        return code
    stem = re.sub(r"_\d+$", "", code)[: LONGEST_CODE - 5] or "o"
    number = 2
    while f"{stem}_{number}" in there:
        number += 1
    return f"{stem}_{number}"


def _rename(made: Said, spot: Spot, old: str, new: str) -> None:
    """Formulas, checks and single cells follow a row or a column that is called otherwise now."""
    section = made["sections"][spot.section]
    rows = {row.get("code") for row in section.get("rows", [])}

    def named(row: str, column: str) -> tuple[str, str]:
        if spot.kind == ROW:
            return new if row == old else row, column
        is_here = row in rows or row == "*"
        return row, new if column == old and is_here else column

    whole = made if spot.kind == ROW or _is_only_here(made, spot, old) else section
    _walk(whole, named)
    cells = section.get("cells", {})
    section["cells"] = {".".join(named(*name.split(".", 1))): one for name, one in cells.items()}


def _is_only_here(made: Said, spot: Spot, old: str) -> bool:
    """Whether no other table has a column of this code: then checks mean this one."""
    others = [one for at, one in enumerate(made["sections"]) if at != spot.section]
    return all(column.get("code") != old for one in others for column in one.get("columns", []))


def _walk(said: Any, named: Callable[[str, str], tuple[str, str]]) -> None:
    """Name the cells of every tree inside anew, and those where checks are said."""
    if isinstance(said, dict):
        if isinstance(said.get("at"), str) and "." in said["at"]:
            said["at"] = ".".join(named(*said["at"].split(".", 1)))
        for one in said.values():
            _walk(one, named)
    elif isinstance(said, list):
        if (
            len(said) > 1
            and said[0] in OF_CELLS
            and isinstance(said[1], str)
            and ":" not in said[1]
        ):
            said[1] = ".".join(named(*said[1].split(".", 1)))
        for one in said:
            _walk(one, named)


def _names_a_cell(said: list[Any]) -> bool:
    """Of this form: cells of others stay as they are called there."""
    named = len(said) > 1 and said[0] in OF_CELLS and isinstance(said[1], str)
    return named and "." in said[1] and ":" not in said[1]
