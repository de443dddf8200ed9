"""Reading the cells of a list as an officer means them; each reader says what it cannot read."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final, TypeAlias

from django.utils.translation import gettext as _

from vungcao.kernel.people import rules as people
from vungcao.kernel.people.rules import plain, spelt, tidy

Cell: TypeAlias = str | float | date | None

EPOCH: Final = date(1899, 12, 30)  # day 0 of a spreadsheet
SERIALS: Final = range(2201, 80_000)  # numbers that can be days; smaller ones are years
DAY_FIRST: Final = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")
YEAR_FIRST: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
MARKED: Final = {"x", "v", "✓", "✔", "1", "có", "đảng viên", "đv", "đúng"}
UNMARKED: Final = {"không", "0", "k", "ko", "-", "chưa"}
CODE: Final = re.compile(r"(\d{1,2})\b[\s.:\-–]*(.*)", re.S)


class Unreadable(ValueError):
    """A cell says nothing that can be meant; the text is the sentence for the officer."""


def text(cell: Cell) -> str:
    """What a cell says; a whole number comes as a float from a workbook."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell).replace(".", ",")
    return tidy(cell)


def day(cell: Cell) -> date | None:
    """A day, however it is written; nothing of an empty cell. Raises `Unreadable`."""
    if isinstance(cell, date) or cell is None:
        return cell
    if isinstance(cell, float):
        if cell.is_integer() and int(cell) in SERIALS:
            return EPOCH + timedelta(days=int(cell))
        raise Unreadable(_unread_day(text(cell)))
    written = tidy(cell)
    if not written:
        return None
    if found := DAY_FIRST.fullmatch(written):
        of_month, month, year = found.groups()
    elif found := YEAR_FIRST.fullmatch(written):
        year, month, of_month = found.groups()
    else:
        raise Unreadable(_unread_day(written))
    try:
        return date(int(year), int(month), int(of_month))
    except ValueError as error:
        sentence = _("Không có ngày “%(text)s” trong lịch.")
        raise Unreadable(sentence % {"text": written}) from error


def birth(cell: Cell, today: date) -> str:
    """A day, a month or a year of birth as ISO, empty when nothing is known."""
    if isinstance(cell, float) and int(cell) in SERIALS:
        cell = day(cell)
    if isinstance(cell, date):
        written = f"{cell:%d/%m/%Y}"
    else:
        written = re.sub(r"\s*[.\-]\s*(?=\d)", "/", text(cell))
        if YEAR_FIRST.fullmatch(text(cell)):
            written = text(cell)
    if faults := list(people.faults_of_birth(written, today)):
        raise Unreadable(faults[0])
    return people.read_birth(written) or ""


def sex(cell: Cell) -> str:
    """`male`, `female` or nothing."""
    written = spelt(text(cell))
    found = {"": "", "nam": "male", spelt("nữ"): "female", "nu": "female"}.get(written)
    if found is None:
        sentence = _("Giới tính “%(text)s” không đọc được: ghi nam hoặc nữ.")
        raise Unreadable(sentence % {"text": text(cell)})
    return found


def mark(cell: Cell) -> bool | None:
    """Whether a column of crosses is crossed; a day (of joining) is a cross as well."""
    written = text(cell).casefold()
    if not written:
        return None
    if written in MARKED or _is_day(cell):
        return True
    if written in UNMARKED:
        return False
    sentence = _("“%(text)s” không đọc được ở cột này: ghi x hoặc để trống.")
    raise Unreadable(sentence % {"text": text(cell)})


def born(cell: Cell, today: date) -> str | None:
    """A column of men or women: the birth that stands there, empty for a cross; None: not here."""
    if not text(cell):
        return None
    try:
        return "" if mark(cell) and not _is_day(cell) else birth(cell, today)
    except Unreadable:
        return birth(cell, today)


def _is_day(cell: Cell) -> bool:
    if isinstance(cell, date):
        return True
    if isinstance(cell, float):
        return int(cell) in SERIALS or 1900 <= cell <= 2200
    return bool(re.fullmatch(r"(\d{1,2}[/.\-]){0,2}\d{4}", text(cell)))


def telephone(cell: Cell) -> str:
    """As it is dialled; a workbook that took it for a number has dropped its nought."""
    written = text(cell)
    if isinstance(cell, float) and len(written) == 9:
        written = f"0{written}"
    if not written:
        return ""
    if faults := list(people.faults_of_contact("telephone", written)):
        raise Unreadable(faults[0])
    return people.telephone(written)


def card(cell: Cell) -> tuple[str, str] | None:
    """Kind and number of a card; noughts that a workbook has dropped come back."""
    written = people.number(text(cell))
    if not written:
        return None
    if isinstance(cell, float):
        written = written.zfill(9 if len(written) < 10 else 12)
    kind = "old_card" if len(written) == 9 else "citizen_card"
    if list(people.faults_of_number(kind, written)):
        sentence = _("Số căn cước “%(text)s” phải có 12 chữ số (chứng minh nhân dân cũ: 9).")
        raise Unreadable(sentence % {"text": text(cell)})
    return kind, written


def chosen(cell: Cell, known: Mapping[str, str]) -> str:
    """The code of one thing of a list, by its code or name; empty of an empty cell."""
    written = text(cell)
    if not written:
        return ""
    found = _code(written, known)
    if found is None:
        sentence = _("“%(text)s” không có trong danh mục: %(known)s.")
        raise Unreadable(sentence % {"text": written, "known": ", ".join(known.values())})
    return found


def several(cell: Cell, known: Mapping[str, str]) -> tuple[str, ...]:
    """Codes of a list, separated by `;` or, where no name needs them, by commas."""
    codes: set[str] = set()
    raw = text(cell) if not isinstance(cell, str) else cell
    for part in re.split(r"[;\n]", raw):
        written = tidy(part)
        whole = _code(written, known) if written else None
        if whole is not None:
            codes.add(whole)
        elif written:
            codes |= {_required(tidy(one), known) for one in written.split(",") if one.strip()}
    return tuple(sorted(codes))


def _required(written: str, known: Mapping[str, str]) -> str:
    found = _code(written, known)
    if found is None:
        sentence = _("Không có nhóm thành phần “%(text)s”: ghi mã hoặc tên trong danh mục.")
        raise Unreadable(sentence % {"text": written})
    return found


def _code(written: str, known: Mapping[str, str]) -> str | None:
    """`02`, `2`, `02 Trưởng thôn`, `trưởng thôn`; without accents when none was typed."""
    if found := CODE.fullmatch(written):
        code, name = found[1].zfill(2), found[2]
        return code if code in known and (not name or spelt(name) == spelt(known[code])) else None
    if written in known:
        return written
    named = {spelt(name): code for code, name in known.items()}
    if spelt(written) in named:
        return named[spelt(written)]
    bare = {plain(name): code for code, name in known.items()}
    return bare.get(plain(written)) if spelt(written) == plain(written) else None


def _unread_day(written: str) -> str:
    sentence = _("Không đọc được ngày “%(text)s”: ghi ngày/tháng/năm, ví dụ 16/01/2023.")
    return sentence % {"text": written}
