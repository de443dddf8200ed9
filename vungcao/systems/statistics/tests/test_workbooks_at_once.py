"""Ninety-nine workbooks of two hundred cells in one archive: every kind of error, then all of them.

The short form stands in `test_workbooks.py`; this one takes minutes and is run by `make soak`.
"""

from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO
from time import perf_counter

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from vungcao.kernel.access.roles import Role
from vungcao.kernel.files import workbook_sets
from vungcao.systems.statistics.models import ObservationLog, Submission
from vungcao.systems.statistics.queries import workbook_giving as giving
from vungcao.systems.statistics.queries.workbook_giving import Given
from vungcao.systems.statistics.queries.workbook_reading import look
from vungcao.systems.statistics.services import workbooks
from vungcao.systems.statistics.tests.entry_forms import published, wide
from vungcao.systems.statistics.tests.factories import (
    NOW,
    TODAY,
    campaign,
    everywhere,
    officer,
    province,
    standing,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.soak,
    pytest.mark.usefixtures("province"),
]
FILES, CELLS, MOST_SECONDS = 99, 200, 20
Edit = Callable[[Workbook, Sequence[str]], None]


def typed(value: object) -> Edit:
    """In the first input of the form."""

    def edit(book: Workbook, cells: Sequence[str]) -> None:
        book.worksheets[0][cells[0]] = value

    return edit


def over(place: str, value: object) -> Edit:
    """In a cell above or beside the inputs."""

    def edit(book: Workbook, cells: Sequence[str]) -> None:
        book.worksheets[0][place] = value

    return edit


def hidden(line: int, value: object) -> Edit:
    """On the sheet that says whose file it is."""

    def edit(book: Workbook, cells: Sequence[str]) -> None:
        book["vungcao"].cell(line, 2, value)

    return edit


def beside(value: object) -> Edit:
    """Where something is computed: left of the third input, right of the first two."""

    def edit(book: Workbook, cells: Sequence[str]) -> None:
        sheet = book.worksheets[0]
        row = sheet[cells[0]].row
        for cell in cells:
            if sheet[cell].row == row:
                sheet[cell] = 10
        sheet.cell(row, sheet[cells[0]].column + 1, value)

    return edit


def without_a_sheet(book: Workbook, cells: Sequence[str]) -> None:
    """Renamed beside another new one: nobody can say which was meant."""
    book.worksheets[0].title = "Khác"
    book.create_sheet("Nháp")


def without_heads(book: Workbook, cells: Sequence[str]) -> None:
    """Copied into a new workbook without what identifies it."""
    del book["vungcao"]
    for place in ("A2", "A3", "A4"):
        book.worksheets[0][place] = None


def row_of(cells: Sequence[str], sheet: Worksheet) -> int:
    return int(sheet[cells[0]].row or 0)


def label(value: str) -> Edit:
    def edit(book: Workbook, cells: Sequence[str]) -> None:
        sheet = book.worksheets[0]
        for column in (1, 2):
            if isinstance(sheet.cell(row_of(cells, sheet), column).value, str):
                sheet.cell(row_of(cells, sheet), column, value)

    return edit


WRONG: tuple[Edit, ...] = (
    typed(1.5),
    typed("abc"),
    typed("1,234.5"),
    typed("1.2345"),
    typed(1e16),
    typed(date(2026, 5, 1)),
    typed("=1+1"),
    typed("#REF!"),
    typed(True),
    typed("12 34"),
    beside(999),
    over("A2", "Mã biểu: khac (phiên bản 1)"),
    over("A3", "Kỳ báo cáo: Năm 2024"),
    over("A4", "Đơn vị báo cáo: Xã Qqqq"),
    label("Không có trong biểu"),
    without_a_sheet,
    without_heads,
    hidden(3, 99),
    hidden(5, 2024001),
    hidden(7, 10**8),
)


def changed(given: Given, edit: Edit) -> bytes:
    """A workbook after somebody has worked in it."""
    book = load_workbook(BytesIO(given.content))
    cells = [
        cell.coordinate
        for row in book.worksheets[0].iter_rows()
        for cell in row
        if not cell.protection.locked
    ]
    assert len(cells) == CELLS
    edit(book, cells)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def full(book: Workbook, cells: Sequence[str]) -> None:
    """Every input, so that every check holds."""
    for cell in cells:
        book.worksheets[0][cell] = 7


def archive(given: Sequence[Given], edits: Sequence[Edit]) -> bytes:
    return giving.zipped(
        Given(one.name, changed(one, edits[nth % len(edits)])) for nth, one in enumerate(given)
    )


def test_twenty_kinds_of_error_are_all_said_and_corrected_all_go_in_within_the_budget() -> None:
    with everywhere() as keeper:
        made = campaign(keeper, published(wide()))
        rows = Submission.objects.select_related("obligation__campaign__version__form")
        asked = list(rows.filter(obligation__campaign=made).order_by("pk")[:FILES])
        given = list(giving.workbooks(asked, TODAY))
        before = ObservationLog.objects.count()  # counts of a unit that were published
    wrong, right = archive(given, WRONG), archive(given, [full])

    with standing(officer("chuyen-vien", Role.SPECIALIST, province())) as user:
        known = ObservationLog.objects.count()
        refused = look(workbook_sets.read(wrong, "sai.zip"), user, TODAY, {})
        after = ObservationLog.objects.count()
        began = perf_counter()
        found = look(workbook_sets.read(right, "dung.zip"), user, TODAY, {})
        for one in found:
            workbooks.enter_workbook(file=one, seen=0, by=user, now=NOW)
        taken = perf_counter() - began

    assert len(refused) == len(found) == FILES
    assert [nth % len(WRONG) for nth, one in enumerate(refused) if not one.faults] == []
    assert all(fault.cell for one in refused for fault in one.faults)
    assert after == known
    with everywhere():
        assert ObservationLog.objects.count() == before + FILES * CELLS
    assert taken < MOST_SECONDS
