"""What one cell of a workbook says as a figure, and what three states of it mean together."""

import enum
from datetime import date
from decimal import Decimal
from fractions import Fraction

from vungcao.kernel.files.workbooks import Cell
from vungcao.systems.statistics.rules import exact
from vungcao.systems.statistics.rules.exact import HINTS, Fault, Figure, Unreadable
from vungcao.systems.statistics.rules.operations import Held

A_DAY = "Bảng tính đã đổi số thành ngày {day}: định dạng ô là số rồi gõ lại"
NO_FIGURE = "Ô chứa lỗi của bảng tính (như #REF!) hoặc giá trị đúng/sai, không phải số"
NOT_WORKED_OUT = "Ô có công thức chưa được tính: mở bằng Excel rồi lưu lại, hoặc ghi số"
SIGNIFICANT = 15  # as many digits as a spreadsheet shows


class Wrong(ValueError):
    """A cell that is no figure, with the sentence."""


def figure(cell: Cell, places: int, *, is_computed: bool = False, is_wrong: bool = False) -> Figure:
    """What stands in a cell that takes `places` decimals. Raises `Wrong`.

    Numbers are taken as they are; texts are read the Vietnamese way, and the four kinds of empty.
    """
    if is_wrong:
        raise Wrong(NO_FIGURE)
    if cell is None and is_computed:
        raise Wrong(NOT_WORKED_OUT)
    if isinstance(cell, date):
        raise Wrong(A_DAY.format(day=f"{cell:%d/%m/%Y}"))
    if isinstance(cell, float):
        return _number(cell, places)
    read = exact.read(cell or "", places)
    if isinstance(read, Unreadable):
        raise Wrong(f"“{read.text}”: {HINTS[read.fault]}" if read.text else HINTS[read.fault])
    return read


def number(cell: float) -> Fraction:
    """A number of a spreadsheet, with the digits that it shows."""
    return Fraction(Decimal(f"{cell:.{SIGNIFICANT}g}"))


def _number(cell: float, places: int) -> Figure:
    value = number(cell)
    if abs(value) >= 10 ** exact.most_digits(places):
        raise Wrong(HINTS[Fault.TOO_BIG])
    if (value * 10**places).denominator != 1:
        text = format(Decimal(f"{cell:.{SIGNIFICANT}g}"), "f").replace(".", ",")
        most = f"lấy nhiều nhất {places} chữ số lẻ" if places else "chỉ lấy số nguyên"
        raise Wrong(f"“{text}”: ô này {most}")
    return Figure(value=value)


class Meaning(enum.Enum):
    """What a cell of a file asks for, against what stood when it was made and what stands now."""

    NOTHING = "nothing"
    CHANGE = "change"
    CLASH = "clash"


def meaning(said: Held, then: Held, now: Held) -> Meaning:
    """Whom a cell that was left alone in the file never overwrites; two who changed it clash."""
    if said.says(now) or said.says(then):
        return Meaning.NOTHING
    return Meaning.CHANGE if now.says(then) else Meaning.CLASH
