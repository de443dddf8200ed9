"""A workbook with one sheet, written to disk row by row and sent from there.

The library is read with the first workbook: most processes never write one.
"""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.timezone import localtime

if TYPE_CHECKING:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

PIECE = 65_536
WIDTHS = (12, 40)


def written(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """The workbook in pieces. It has to be whole before the first byte: it is a zip archive."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Danh sách")
    sheet.freeze_panes = "B2"
    for number, head in enumerate(heads, start=1):
        width = min(max(len(head) + 4, WIDTHS[0]), WIDTHS[1])
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_head(sheet, head) for head in heads])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    with tempfile.TemporaryFile() as held:
        book.save(held)
        held.seek(0)
        while piece := held.read(PIECE):
            yield piece


def _head(sheet: "WriteOnlyWorksheet", text: str) -> "WriteOnlyCell":
    from openpyxl.styles import Font

    cell = _plain(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: "WriteOnlyWorksheet", value: object) -> object:
    """Days and numbers as such, so that they can be computed with; a text is never a formula."""
    if value is None or isinstance(value, (int, float, Decimal)):
        return value
    if isinstance(value, datetime):
        return _dated(sheet, localtime(value).replace(tzinfo=None), "dd/mm/yyyy hh:mm")
    if isinstance(value, date):
        return _dated(sheet, value, "dd/mm/yyyy")
    text = str(value)
    if not text.startswith("="):
        return text
    cell = _plain(sheet, text)
    cell.data_type = "s"
    return cell


def _dated(sheet: "WriteOnlyWorksheet", value: date, shape: str) -> "WriteOnlyCell":
    cell = _plain(sheet, value)
    cell.number_format = shape
    return cell


def _plain(sheet: "WriteOnlyWorksheet", value: date | str) -> "WriteOnlyCell":
    from openpyxl.cell import WriteOnlyCell

    return WriteOnlyCell(sheet, value)
