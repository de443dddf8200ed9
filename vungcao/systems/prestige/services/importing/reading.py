"""From cells to what they say: every cell that cannot be read is named."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from vungcao.kernel.people import rules as people
from vungcao.systems.prestige.queries import norms
from vungcao.systems.prestige.rules import cells
from vungcao.systems.prestige.rules.cells import Cell, Unreadable
from vungcao.systems.prestige.rules.columns import EXAMPLE, KEY
from vungcao.systems.prestige.rules.heads import is_counted, letter
from vungcao.systems.prestige.services.importing.sheets import Job, Line

MOST_LINES = 5000
CODE = re.compile(r"UT([1-9][0-9]{0,8})")
LONGEST = {"number": 60, "end_number": 60, "issuer": 200, "end_issuer": 200}
LONG = 200
TEXTS = (
    "village",
    "commune",
    "district",
    "ethnic_group",
    "local_group",
    "education",
    "occupation",
    "number",
    "issuer",
    "end_number",
    "end_issuer",
)
DAYS = ("decided_on", "valid_from", "valid_until", "end_decided_on")
SUM = re.compile(r"(tổng( cộng| số)?|cộng)\b", re.I)
Reader = Callable[[Cell], Any]


def read(job: Job) -> list[Line]:
    """The lines of the sheet; titles, counted heads, examples and sums are none."""
    readers = _readers(job)
    lines = [_line(job, number, row, readers) for number, row in _rows(job)]
    known, reasons = cache(norms.components), cache(norms.reasons)
    for line in lines:
        line.said.update(_common(job, line))
        _choose(job, line, known, reasons)
        _one_sex(job, line)
    return lines


def _rows(job: Job) -> Iterator[tuple[int, dict[str, Cell]]]:
    for number, row in enumerate(job.book.rows[job.heads.first :], start=job.heads.first + 1):
        said = {
            name: row[column]
            for name, column in job.columns.items()
            if column < len(row) and (cells.text(row[column]) or _is_computed(job, column, number))
        }
        first = next((cells.text(cell) for cell in row if cells.text(cell)), "")
        is_example = EXAMPLE in (cells.text(said.get(KEY)), first)
        if said and not is_example and not SUM.match(first) and not _is_counted(row):
            yield number, said


def _is_computed(job: Job, column: int, number: int) -> bool:
    return f"{letter(column)}{number}" in job.book.formulas


def _is_counted(row: tuple[Cell, ...]) -> bool:
    return is_counted({n: cell for n, cell in enumerate(row) if cells.text(cell)})


def _readers(job: Job) -> Mapping[str, Reader]:
    born: Reader = lambda cell: cells.born(cell, job.today)  # noqa: E731
    return {
        KEY: _key,
        "full_name": _name,
        "birth": lambda cell: cells.birth(cell, job.today),
        "male": born,
        "female": born,
        "sex": cells.sex,
        "card": cells.card,
        "telephone": cells.telephone,
        "party": cells.mark,
        "slot": _slot,
        **dict.fromkeys(DAYS, cells.day),
        **{name: _text(LONGEST.get(name, LONG)) for name in TEXTS},
    }


def _line(job: Job, number: int, row: Mapping[str, Cell], readers: Mapping[str, Reader]) -> Line:
    line = Line(number, {})
    for name, cell in row.items():
        column = job.columns[name]
        if _is_computed(job, column, number):
            job.wrong(line, name, _("Ô có công thức: sao chép rồi dán lại dạng giá trị."))
        elif name in readers:
            _put(job, line, name, readers[name], cell)
        else:
            line.said[name] = cell
    return line


def _put(job: Job, line: Line, name: str, reader: Reader, cell: Cell) -> None:
    try:
        said = reader(cell)
    except Unreadable as unread:
        job.wrong(line, name, str(unread))
        return
    if said is not None and (said != "" or name in ("male", "female")):
        line.said[name] = said


def _choose(
    job: Job,
    line: Line,
    known: Callable[[date], Mapping[str, str]],
    reasons: Callable[[date], Mapping[str, str]],
) -> None:
    """What is chosen from the lists of the day: components and the reason of an ending."""
    components = known(min(line.valid_from, job.today))
    raw, reason = line.said.pop("components", None), line.said.pop("reason", None)
    if raw is not None:
        _put(job, line, "components", lambda cell: cells.several(cell, components), raw)
    if reason is not None:
        ended = line.said.get("valid_until") or job.today
        _put(job, line, "reason", lambda cell: cells.chosen(cell, reasons(ended)), reason)
    party = line.said.get("party")
    codes = set(line.said.get("components", ()))
    if party is False and norms.PARTY_MEMBER in codes:
        job.wrong(line, "party", _("Cột thành phần ghi đảng viên, cột này ghi không."))


def _one_sex(job: Job, line: Line) -> None:
    """Two columns of years, of men and of women, become a birth and a sex."""
    there = [name for name in ("male", "female") if name in line.said]
    if not there:
        return
    births = [line.said.pop(name) for name in there]
    if len(there) == 2:
        job.wrong(line, "female", _("Cả hai cột nam và nữ đều ghi: chỉ ghi một cột."))
        return
    if line.said.setdefault("sex", there[0]) != there[0]:
        job.wrong(line, "sex", _("Cột giới tính khác với cột nam, nữ."))
    if births[0] and line.said.setdefault("birth", births[0]) != births[0]:
        job.wrong(line, "birth", _("Năm sinh khác với cột nam, nữ."))


def _common(job: Job, line: Line) -> dict[str, Any]:
    """The decision of the whole file, for cells that say nothing of their own."""
    if line.said.get(KEY):
        return {}
    given = vars(job.common).items()
    return {name: said for name, said in given if said and name not in line.said}


def _key(cell: Cell) -> int:
    found = CODE.fullmatch(cells.text(cell).upper())
    if not found:
        raise Unreadable(
            _("Mã dòng chỉ có trong tệp tải từ sổ, dạng UT123; người mới thì để trống.")
        )
    return int(found[1])


def _name(cell: Cell) -> str:
    written = cells.text(cell)
    if faults := list(people.faults_of_name(written)):
        raise Unreadable(faults[0])
    return written


def _slot(cell: Cell) -> int:
    written = cells.text(cell)
    if not written.isdecimal() or not 1 <= int(written) <= 99:
        raise Unreadable(_("Suất là một số từ 1."))
    return int(written)


def _text(longest: int) -> Reader:
    def reader(cell: Cell) -> str:
        written = cells.text(cell)
        if len(written) > longest:
            raise Unreadable(_("Ô dài quá %(most)d ký tự.") % {"most": longest})
        return written

    return reader
