"""Reading the cells of a workbook (.xlsx) or a list (.csv), in a process of its own with limits.

What a cell is stays what the file says: a text, a number, a day; how it is meant is the reader's
business. Needs no Django.
"""

import csv
import io
import json
import re
import sys
import zipfile
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import Any, TypeAlias
from xml.etree import ElementTree

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.files import archives
from vungcao.kernel.files.contents import REFUSED as OTHER_CONTENTS
from vungcao.kernel.files.contents import recognise
from vungcao.kernel.files.decoding import ARCHIVE, REFUSED, TAKEN, seat
from vungcao.runtime import apart

Cell: TypeAlias = str | float | date | None

SECONDS, WAIT, MEMORY = 20, 40, 1280 * 1024 * 1024
LARGEST = 64 * 1024 * 1024  # of what the cells become
MOST_ROWS, MOST_COLUMNS, LONGEST = 6000, 80, 1000
MOST_SHEETS = 24
UNPACKED = 60 * 1024 * 1024
LIST = "CSV"  # what the one sheet of a list is called
SHEET = "spreadsheetml.sheet"
NO_WORKBOOK = "Tệp không phải bảng tính .xlsx hoặc danh sách .csv."
TOO_HEAVY = "Tệp quá nặng hoặc bị hỏng, không đọc được: mở bằng Excel, lưu lại rồi tải lên lại."
# A cell with a formula, or with a part of one; whatever stands between is short.
FORMULA = re.compile(rb"<c\b[^>]*?\br=\"([A-Z]{1,3}[0-9]{1,7})\"[^>]*>\s*<f[\s/>]")
# A cell with an error of the spreadsheet (`#REF!`), or with true or false.
NO_FIGURE = re.compile(rb"<c\b(?=[^>]*?\bt=\"[be]\")[^>]*?\br=\"([A-Z]{1,3}[0-9]{1,7})\"")
RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True)
class Workbook:
    """One sheet of a file. `formulas` are addresses of cells that are computed (`C12`)."""

    sheets: tuple[str, ...]
    sheet: str
    rows: tuple[tuple[Cell, ...], ...]
    formulas: frozenset[str]


def read(content: bytes, name: str, sheet: str = "") -> Workbook:
    """The first sheet, or the one of that name. Raises `RuleBroken` with what is wrong."""
    kind = recognise(content, name)
    if kind in OTHER_CONTENTS:
        raise RuleBroken(OTHER_CONTENTS[kind])
    if kind == "text/csv":
        return _read_list(content)
    if kind != ARCHIVE:
        raise RuleBroken(NO_WORKBOOK)
    try:
        with seat():
            said = apart.ask(__name__, sheet, question=content, wait=WAIT, most=LARGEST)
        verdict, rest = said.split(b"\n", 1)
    except (apart.Failed, ValueError) as failed:
        raise RuleBroken(TOO_HEAVY) from failed
    if verdict == REFUSED:
        raise RuleBroken(rest.decode())
    return received(json.loads(rest))


def received(said: dict[str, Any]) -> Workbook:
    """What `take` has sent."""
    rows = tuple(tuple(_cell(cell) for cell in row) for row in said["rows"])
    return Workbook(tuple(said["sheets"]), said["sheet"], rows, frozenset(said["formulas"]))


def _cell(said: Any) -> Cell:
    """A day travels in a list of its own: a text that looks like one stays a text."""
    return date.fromisoformat(said[0]) if isinstance(said, list) else said


def _read_list(content: bytes) -> Workbook:
    """A list with the separator of its first line, be it of Excel's or of everybody else."""
    text = content.decode("utf-8-sig")
    first = text.partition("\n")[0]
    separator = max(";,\t", key=first.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise RuleBroken(TOO_HEAVY) from error
    _refuse_size(len(lines) - 1, max(map(len, lines), default=0) - 1)
    rows = tuple(tuple(cell[:LONGEST] or None for cell in line) for line in lines)
    return Workbook((LIST,), LIST, rows, frozenset())


def _refuse_size(last_row: int, last_column: int) -> None:
    """By the place of the last cell, before anything is laid out."""
    if last_row >= MOST_ROWS:
        raise RuleBroken(f"Bảng có quá {MOST_ROWS} dòng: chia thành nhiều tệp.")
    if last_column >= MOST_COLUMNS:
        raise RuleBroken(f"Bảng có quá {MOST_COLUMNS} cột: xoá các cột thừa.")


def take(content: bytes, wanted: str) -> dict[str, Any]:
    """What is sent of a workbook, read inside. Raises `RuleBroken`."""
    from python_calamine import CalamineError, CalamineWorkbook

    if not archives.check(content).endswith(SHEET):
        raise RuleBroken(NO_WORKBOOK)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(part.file_size for part in archive.infolist()) > UNPACKED:
            raise RuleBroken("Tệp nén quá nhiều dữ liệu.")
        try:
            book = CalamineWorkbook.from_filelike(io.BytesIO(content))
            sheets = book.sheet_names
            name = wanted if wanted in sheets else sheets[0]
            return {"sheets": sheets, **_laid_out(book, archive, name)}
        except (CalamineError, IndexError, KeyError, ElementTree.ParseError) as error:
            raise RuleBroken(TOO_HEAVY) from error


def all_sheets(content: bytes) -> list[dict[str, Any]]:
    """What is sent of every sheet of a workbook whose archive was checked. Raises `RuleBroken`."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        if len(book.sheet_names) > MOST_SHEETS:
            raise RuleBroken(f"Bảng tính có quá {MOST_SHEETS} trang: xoá các trang thừa.")
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return [_laid_out(book, archive, name) for name in book.sheet_names]
    except (CalamineError, KeyError, ElementTree.ParseError) as error:
        raise RuleBroken(TOO_HEAVY) from error


def _laid_out(book: Any, archive: zipfile.ZipFile, name: str) -> dict[str, Any]:
    sheet = book.get_sheet_by_name(name)
    _refuse_size(*(sheet.end or (0, 0)))
    rows = sheet.to_python(skip_empty_area=False)
    text = _text_of(archive, name)
    return {
        "sheet": name,
        "rows": [[_sent(cell) for cell in row] for row in rows],
        "formulas": [found[1].decode() for found in FORMULA.finditer(text)],
        "no_figures": [found[1].decode() for found in NO_FIGURE.finditer(text)],
    }


def _text_of(archive: zipfile.ZipFile, name: str) -> bytes:
    """The XML of a sheet."""
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    related = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {one.get("Id"): one.get("Target", "") for one in related}
    for sheet in book.iter():
        if sheet.tag.endswith("}sheet") and sheet.get("name") == name:
            target = targets[sheet.get(RELATED)].removeprefix("/")
            return archive.read(target if target.startswith("xl/") else f"xl/{target}")
    return b""


def _sent(cell: object) -> object:
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool):
        return "x" if cell else "không"
    if isinstance(cell, datetime):
        return [cell.date().isoformat()] if cell.time() == time() else f"{cell:%d/%m/%Y %H:%M}"
    if isinstance(cell, date):
        return [cell.isoformat()]
    if isinstance(cell, int | float):
        return float(cell) if isfinite(cell) else str(cell)
    if isinstance(cell, time | timedelta):
        return str(cell)
    return str(cell)[:LONGEST]


def main() -> int:
    """Read a workbook from standard input, write its cells to standard output."""
    apart.limit(seconds=SECONDS, memory=MEMORY)
    import python_calamine  # noqa: F401  (before no file can be opened any more)

    apart.shut()
    try:
        said = json.dumps(take(sys.stdin.buffer.read(), sys.argv[1]), ensure_ascii=False)
        sys.stdout.buffer.write(TAKEN + b"\n" + said.encode())
    except RuleBroken as broken:
        sys.stdout.buffer.write(REFUSED + b"\n" + str(broken).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
