"""A list of procedures as offices keep it: which column is what, every wrong cell at once."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from vungcao.kernel.search.rules import folded

Cell = str | float | date | None

# Heads as offices write them, folded; the first stands in messages.
HEADS: dict[str, tuple[str, ...]] = {
    "code": ("Mã thủ tục", "Mã TTHC", "Mã số", "Mã"),
    "name": ("Tên thủ tục", "Tên TTHC", "Tên thủ tục hành chính", "Tên"),
    "field": ("Lĩnh vực",),
    "agency": ("Cơ quan thực hiện", "Cơ quan", "Cơ quan giải quyết"),
    "level": ("Mức độ trực tuyến", "Mức độ", "Mức độ cung cấp"),
    "term": ("Thời hạn", "Thời hạn giải quyết", "Thời hạn (ngày làm việc)"),
    "fee": ("Phí, lệ phí", "Phí", "Lệ phí"),
    "link": ("Đường dẫn", "Liên kết", "Địa chỉ"),
}
NEEDED = ("code", "name", "field")
LONGEST = {"code": 40, "name": 400, "field": 120, "agency": 200, "link": 400}
LEVELS = {
    "": "none",
    "toan trinh": "full",
    "mot phan": "part",
    "con lai": "none",
}
CODE = re.compile(r"\d[0-9A-Za-z.\-]*")
DAYS = re.compile(r"(\d{1,3})(?:[,.](0|5))?(?: ngày(?: làm việc)?)?")
FEE = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d{1,12})(?: ?(?:đ|đồng))?")
SHOWN = 60  # letters of a wrong cell that are said again
SEARCHED = 20  # rows in which the heads may stand


@dataclass(frozen=True)
class Line:
    """One procedure of the list; `row` is where it stands, from 0, `cell` where its code does."""

    row: int
    cell: str
    code: str
    name: str
    field: str
    agency: str = ""
    level: str = "none"
    term_halves: int | None = None
    fee: int | None = None
    link: str = ""


@dataclass(frozen=True)
class Fault:
    """What is wrong with one cell (`C12`), and what is `written` there."""

    cell: str
    text: str
    written: str = ""
    place: tuple[int, int] = (0, 0)  # row and column, from 0


@dataclass
class Listed:
    """What was read of a file, and everything that is wrong with it."""

    lines: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


class Wrong(ValueError):
    """A cell says nothing that can be meant; the text is the sentence for the officer."""


def read(rows: Sequence[Sequence[Cell]]) -> Listed:
    """The lines below the heads. A code that stands twice is wrong both times."""
    found = Listed()
    first, columns = _heads(rows)
    if missing := [HEADS[name][0] for name in NEEDED if name not in columns]:
        said = f"Không thấy cột {', '.join(f'“{one}”' for one in missing)} ở hàng tiêu đề."
        found.faults.append(Fault("A1", said))
        return found
    for number in range(first, len(rows)):
        if any(_text(cell) for cell in rows[number]):
            _take(found, number, rows[number], columns)
    found.faults += _doubles(found.lines, columns["code"])
    found.faults.sort(key=lambda one: one.place)
    if not found.lines and not found.faults:
        found.faults.append(Fault("A1", "Tệp không có dòng nào dưới hàng tiêu đề."))
    return found


def cell(row: int, column: int) -> str:
    """An address as a spreadsheet writes it; 80 columns at most."""
    letters = chr(65 + column % 26)
    return f"{chr(64 + column // 26) if column > 25 else ''}{letters}{row + 1}"


def _heads(rows: Sequence[Sequence[Cell]]) -> tuple[int, dict[str, int]]:
    """Below which row the lines begin, and the columns by what they mean."""
    meant = {folded(word): name for name, words in HEADS.items() for word in words}
    best: tuple[int, dict[str, int]] = (0, {})
    for number, row in enumerate(rows[:SEARCHED]):
        columns: dict[str, int] = {}
        for place, given in enumerate(row):
            if (name := meant.get(folded(_text(given)))) and name not in columns:
                columns[name] = place
        if len(columns) > len(best[1]):
            best = (number + 1, columns)
    return best


def _take(found: Listed, number: int, row: Sequence[Cell], columns: dict[str, int]) -> None:
    said: dict[str, Any] = {}
    before = len(found.faults)
    for name, column in columns.items():
        given = row[column] if column < len(row) else None
        try:
            said[READ[name][0]] = READ[name][1](name, given)
        except Wrong as wrong:
            found.faults.append(_fault(number, column, str(wrong), given))
    if len(found.faults) == before:
        found.lines.append(Line(row=number, cell=cell(number, columns["code"]), **said))


def _fault(row: int, column: int, text: str, given: Cell) -> Fault:
    said = _text(given)
    short = f"{said[:SHOWN]}…" if len(said) > SHOWN else said
    return Fault(cell(row, column), text, short, (row, column))


def _doubles(lines: Sequence[Line], column: int) -> Iterator[Fault]:
    codes = [line.code for line in lines]
    for line in lines:
        if codes.count(line.code) > 1:
            rows = ", ".join(str(one.row + 1) for one in lines if one.code == line.code)
            yield _fault(line.row, column, f"Mã này có ở các dòng {rows}: giữ một dòng.", line.code)


def _text(given: Cell) -> str:
    if given is None:
        return ""
    if isinstance(given, date):
        return f"{given:%d/%m/%Y}"
    if isinstance(given, float):
        return str(int(given)) if given.is_integer() else str(given).replace(".", ",")
    return " ".join(given.split())


def _words(name: str, given: Cell) -> str:
    said = _text(given)
    if not said and name in NEEDED:
        raise Wrong(f"Ghi {HEADS[name][0].lower()}.")
    if len(said) > LONGEST[name]:
        raise Wrong(f"Dài {len(said)} ký tự, nhiều nhất {LONGEST[name]}.")
    return said


def _code(name: str, given: Cell) -> str:
    """Of a cell that became a number the zeros at the end are lost: it cannot be trusted."""
    if isinstance(given, float | date):
        raise Wrong("Mã đã bị đổi thành số hoặc ngày: định dạng cột là Văn bản rồi ghi lại mã.")
    said = _words(name, given)
    if not CODE.fullmatch(said):
        raise Wrong("Mã thủ tục có dạng 1.012222.")
    return said


def _level(_name: str, given: Cell) -> str:
    said = folded(_text(given))
    if said not in LEVELS:
        raise Wrong("Ghi toàn trình, một phần hoặc còn lại.")
    return LEVELS[said]


def _term(_name: str, given: Cell) -> int | None:
    said = _text(given).lower()
    if not said:
        return None
    read = DAYS.fullmatch(said)
    if read is None or (halves := int(read[1]) * 2 + (read[2] == "5")) == 0:
        raise Wrong("Ghi số ngày làm việc, ví dụ 10 hoặc 2,5.")
    return halves


def _fee(_name: str, given: Cell) -> int | None:
    said = _text(given).lower()
    if not said:
        return None
    if folded(said) in ("khong", "khong thu", "mien phi"):
        return 0
    read = FEE.fullmatch(said)
    if read is None:
        raise Wrong("Ghi số tiền bằng đồng, ví dụ 30.000; không thu thì ghi 0.")
    return int(read[1].replace(".", ""))


def _link(name: str, given: Cell) -> str:
    said = _words(name, given)
    if said and not re.fullmatch(r"https?://\S+", said):
        raise Wrong("Đường dẫn bắt đầu bằng https://.")
    return said


READ: dict[str, Any] = {
    "code": ("code", _code),
    "name": ("name", _words),
    "field": ("field", _words),
    "agency": ("agency", _words),
    "level": ("level", _level),
    "term": ("term_halves", _term),
    "fee": ("fee", _fee),
    "link": ("link", _link),
}
