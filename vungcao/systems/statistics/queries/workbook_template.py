"""The workbook of a form for one unit: what is not typed in is locked. Loads openpyxl."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from vungcao.systems.statistics.queries.entry import Input
from vungcao.systems.statistics.rules import periods, workbooks
from vungcao.systems.statistics.rules.exact import Figure, State, shown
from vungcao.systems.statistics.rules.layout import (
    COMPUTED,
    HEADING,
    INPUT,
    TOTAL,
    Formula,
    Layout,
)
from vungcao.systems.statistics.rules.workbooks import Identity, SheetPlan, Spot, letter

LABEL_WIDTH, NUMBER_WIDTH, COLUMN_WIDTH = 44, 7, 14
MOST_ADDED = 200  # a sum of a spreadsheet takes 255 parts
PROMPT = "Số, hoặc: – không phát sinh, … không thu thập, x không áp dụng. Để trống: chưa nhập."
REFUSED = "Ghi số{most}, hoặc một trong: –  …  x"
EMPTIES = ("-", "–", "...", "…", "x")
THIN = Side(style="thin", color="FF9AA5A0")
GRID = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
OPEN_FILL, LOCKED_FILL = PatternFill("solid", "FFFFFDE7"), PatternFill("solid", "FFE9ECEA")
HEAD_FILL = PatternFill("solid", "FFDDE7E2")
UNLOCKED = Protection(locked=False)
CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
RIGHT = Alignment(horizontal="right")
BOLD, TITLE, FAINT = Font(bold=True), Font(bold=True, size=14), Font(color="FF5F6B66")


@dataclass(frozen=True)
class Asked:
    """What one workbook is filled with: for whom, what stands there, which inputs are open."""

    identity: Identity
    place: str
    figures: Mapping[str, Figure]
    open: frozenset[str]


class Template:
    """The workbook of a form; drawn once, written for each unit."""

    def __init__(self, name: str, layout: Layout, inputs: Mapping[str, Input]) -> None:
        self.inputs = inputs
        self.kinds = {cell.code: cell for cell in layout.cells()}
        self.plans = workbooks.plans(layout)
        self.spots = workbooks.spots(layout)
        self.book = Workbook()
        self.book.remove(self.book.worksheets[0])
        self.book.security = WorkbookProtection(lockStructure=True)
        self.cells: dict[str, Cell] = {}
        for plan in self.plans:
            self._sheet(plan, name)
        self.hidden = self._hidden()

    def written(self, asked: Asked) -> bytes:
        """The file for one unit."""
        said = asked.identity
        for plan in self.plans:
            sheet = self.book[plan.name]
            form = f"{workbooks.FORM}: {said.form} (phiên bản {said.version})"
            sheet.cell(workbooks.FORM_LINE, 1, form)
            period = f"{workbooks.PERIOD}: {periods.name(said.period)}"
            sheet.cell(workbooks.PERIOD_LINE, 1, period)
            sheet.cell(workbooks.UNIT_LINE, 1, f"{workbooks.UNIT}: {asked.place}")
        for code, cell in self.cells.items():
            is_open = code in asked.open
            cell.value = _value(asked.figures.get(code), self.inputs[code].place.typed)
            cell.protection = UNLOCKED if is_open else Protection()
            cell.fill = OPEN_FILL if is_open else LOCKED_FILL
        for line, (_key, value) in enumerate(said.lines(), start=1):
            self.hidden.cell(line, 2, value)
        out = BytesIO()
        self.book.save(out)
        return out.getvalue()

    def _hidden(self) -> Worksheet:
        sheet = self.book.create_sheet(workbooks.HIDDEN)
        sheet.sheet_state = "veryHidden"
        blank = Identity("", 0, "", 0, 0, 0, 0)
        for key, _blank in blank.lines():
            sheet.append([key, ""])
        for code in self.cells:
            sheet.append([code, str(self.spots[code])])
        return sheet

    def _sheet(self, plan: SheetPlan, name: str) -> None:
        sheet = self.book.create_sheet(plan.name)
        sheet.protection.sheet = True
        sheet.protection.formatColumns = False
        sheet.freeze_panes = f"{letter(workbooks.FIRST_COLUMN)}{plan.first_row}"
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_title_rows = f"{workbooks.FIRST_HEAD}:{plan.first_row - 1}"
        sheet.cell(workbooks.TITLE_LINE, 1, name).font = TITLE
        self._heads(sheet, plan)
        for at, row in enumerate(plan.section.rows):
            self._row(sheet, plan, at)
            if row.kind != HEADING:
                for column in plan.section.columns:
                    self._cell(sheet, f"{row.code}.{column.code}")
        self._choices(sheet, plan)

    def _heads(self, sheet: Worksheet, plan: SheetPlan) -> None:
        widths = {1: NUMBER_WIDTH, 2: LABEL_WIDTH}
        last = workbooks.FIRST_COLUMN + len(plan.section.columns) - 1
        for column in range(1, last + 1):
            sheet.column_dimensions[letter(column)].width = widths.get(column, COLUMN_WIDTH)
            for row in range(workbooks.FIRST_HEAD, plan.first_row):
                cell = sheet.cell(row, column)
                cell.border, cell.fill, cell.alignment = GRID, HEAD_FILL, CENTRED
            if column >= workbooks.FIRST_COLUMN:
                counted = sheet.cell(plan.first_row - 1, column, column - 2)
                counted.font = FAINT
        for head in plan.heads():
            sheet.cell(head.row, head.column, head.label).font = BOLD
            if head.lines > 1 or head.columns > 1:
                sheet.merge_cells(
                    start_row=head.row,
                    start_column=head.column,
                    end_row=head.row + head.lines - 1,
                    end_column=head.column + head.columns - 1,
                )

    def _row(self, sheet: Worksheet, plan: SheetPlan, at: int) -> None:
        row, line = plan.section.rows[at], plan.row(at)
        number = sheet.cell(line, workbooks.NUMBER_COLUMN, row.number or None)
        label = sheet.cell(line, workbooks.LABEL_COLUMN, row.label)
        number.border = label.border = GRID
        label.alignment = Alignment(indent=row.level, wrap_text=True, vertical="top")
        if row.kind in (HEADING, TOTAL):
            label.font = BOLD

    def _cell(self, sheet: Worksheet, code: str) -> None:
        spot, known = self.spots[code], self.kinds[code]
        cell = sheet.cell(spot.row, spot.column)
        cell.border, cell.alignment, cell.fill = GRID, RIGHT, LOCKED_FILL
        if known.kind == INPUT and code in self.inputs:
            places = self.inputs[code].place.typed
            cell.number_format = "#,##0" + ("." + "0" * places if places else "")
            self.cells[code] = cell
        elif known.kind == COMPUTED:
            cell.number_format, cell.font = "#,##0.######", BOLD
            cell.value = self._sum(known.formula)

    def _sum(self, formula: Formula | None) -> str | None:
        """A plain sum of cells adds up while one types; the rest is computed when it comes in."""
        if not formula or formula[0] not in ("tot", "sum") or len(formula) > MOST_ADDED:
            return None
        parts = [part[1] for part in formula[1:] if part[0] == "c" and part[1] in self.spots]
        if len(parts) != len(formula) - 1:
            return None
        return f"=SUM({','.join(_address(self.spots[part]) for part in parts)})"

    def _choices(self, sheet: Worksheet, plan: SheetPlan) -> None:
        """What may be typed, said while one types; one rule for each run of inputs in a column."""
        for column in plan.section.columns:
            codes = [f"{row.code}.{column.code}" for row in plan.section.rows]
            for run in _runs([self.spots[code] for code in codes if code in self.cells]):
                places = self.inputs[_code_at(plan, column.code, run[0])].place.typed
                first, last = run[0].cell, run[-1].cell
                sheet.add_data_validation(_rule(first, f"{first}:{last}", places))


def _rule(first: str, cells: str, places: int) -> DataValidation:
    empties = ",".join(f'{first}="{one}"' for one in EMPTIES)
    rule = DataValidation(
        type="custom",
        formula1=f"OR(AND(ISNUMBER({first}),ROUND({first},{places})={first}),{empties})",
        allow_blank=True,
        showErrorMessage=True,
        showInputMessage=True,
        errorTitle="Ô số liệu",
        error=REFUSED.format(most=f" nhiều nhất {places} chữ số lẻ" if places else " nguyên"),
        promptTitle="Ô số liệu",
        prompt=PROMPT,
    )
    rule.add(cells)
    return rule


def _runs(spots: list[Spot]) -> Iterator[list[Spot]]:
    run: list[Spot] = []
    for spot in spots:
        if run and spot.row != run[-1].row + 1:
            yield run
            run = []
        run.append(spot)
    if run:
        yield run


def _code_at(plan: SheetPlan, column: str, spot: Spot) -> str:
    return f"{plan.section.rows[spot.row - plan.first_row].code}.{column}"


def _address(spot: Spot) -> str:
    return f"'{spot.sheet}'!{spot.cell}"


def _value(figure: Figure | None, places: int) -> int | float | str | None:
    if figure is None or figure.state is State.NOT_ENTERED:
        return None
    if figure.state is not State.VALUE:
        return shown(figure, places)
    return _plain(figure.value)


def _plain(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)
