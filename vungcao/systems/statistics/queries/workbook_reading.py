"""What a workbook would change: every cell that is wrong, every figure that differs."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cache

from vungcao.kernel.accounts.models import User
from vungcao.kernel.files.workbook_sets import FileRead, SheetRead
from vungcao.systems.statistics.models import FormVersion, Stage, Submission
from vungcao.systems.statistics.queries import entry, parts
from vungcao.systems.statistics.queries import workbook_giving as giving
from vungcao.systems.statistics.queries.sheets import Entered
from vungcao.systems.statistics.queries.workbook_targets import (
    CellFault,
    Question,
    Target,
    Targets,
)
from vungcao.systems.statistics.rules import definition, workbook_places, workbooks
from vungcao.systems.statistics.rules.ast import here, references
from vungcao.systems.statistics.rules.computing import Sheet
from vungcao.systems.statistics.rules.exact import Figure, State, half_away, scaled, shown, write
from vungcao.systems.statistics.rules.layout import CLOSED, COMPUTED, FormCell, Layout
from vungcao.systems.statistics.rules.operations import BLANK, Held, Place
from vungcao.systems.statistics.rules.workbook_cells import (
    Meaning,
    Wrong,
    figure,
    meaning,
    number,
)
from vungcao.systems.statistics.rules.workbooks import SheetPlan, Spot

NOT_HERS = "Báo cáo này do người khác nhập."
SHUT = "Báo cáo ở bước “{stage}”: không nhập thêm được, trừ khi được trả lại hoặc mở khoá."
CLOSED_CELL = "Ô này của biểu đóng, không nhập số."
NOT_RETURNED = "Chỉ sửa được các ô bị trả lại; ô này phải giữ nguyên: {before}."
OTHER_TOTAL = "Tệp ghi {said}, cộng theo biểu được {computed}: sửa các ô thành phần hoặc ô này."
TOTALS_SHOWN = 6  # decimals with which a typed total is compared


@dataclass(frozen=True)
class CellChange:
    """A figure that differs, before and after as they are read."""

    code: str
    cell: str
    label: str
    before: str
    after: str
    wish: Held
    seen: int
    is_clash: bool


@dataclass
class Looked:
    """One file against its answer. Nothing of it is entered while there is a fault or question."""

    file: str
    place: str = ""
    submission: Submission | None = None
    revision: int = 0
    changes: list[CellChange] = field(default_factory=list)
    unchanged: int = 0
    faults: list[CellFault] = field(default_factory=list)
    question: Question | None = None

    @property
    def is_ready(self) -> bool:
        return self.submission is not None and not self.faults and not self.question

    @property
    def clashes(self) -> int:
        return sum(one.is_clash for one in self.changes)

    @property
    def form(self) -> str:
        return self.submission.obligation.campaign.version.name if self.submission else ""

    def wrong(self, cell: Spot | str, text: str) -> None:
        self.faults.append(CellFault(str(cell), text))


def look(
    files: Sequence[FileRead], by: User, today: date, chosen: Mapping[str, int] | None = None
) -> list[Looked]:
    """What each of the files that came together would change, or all that is wrong with it.

    `chosen` answers questions by their keys. What the files need is read for all of them at once.
    """
    return Reader(by, today, chosen or {}).look(files)


@dataclass(frozen=True)
class _Form:
    """A version of a form, read once for all files of it."""

    layout: Layout
    inputs: Mapping[str, entry.Input]
    plans: tuple[SheetPlan, ...]
    cells: Mapping[str, FormCell]


def _in_order(file: FileRead) -> Callable[[CellFault], tuple[int, int, int]]:
    """What is wrong with a whole file first, then sheet by sheet from above."""
    sheets = {name: place for place, name in enumerate(file.sheets, start=1)}

    def place(fault: CellFault) -> tuple[int, int, int]:
        try:
            spot = Spot.of(fault.cell)
        except ValueError:
            return (0, 0, 0)
        return (sheets.get(spot.sheet, 0), spot.row, spot.column)

    return place


class Reader:
    """Looks at files that came together; what they need is read for all of them at once."""

    def __init__(self, by: User, today: date, chosen: Mapping[str, int]) -> None:
        self.by, self.today, self.chosen = by, today, chosen
        self.form = cache(_form)

    def look(self, files: Sequence[FileRead]) -> list[Looked]:
        """Each file with everything that it would change, or everything that is wrong with it."""
        targets = Targets(self.by, self.today, self.chosen).of(files)
        rows = [one.submission for one in targets if one.submission is not None]
        self.held, self.returned = giving.held_of(rows), giving.returned_of(rows)
        return [self._one(target) for target in targets]

    def _one(self, target: Target) -> Looked:
        row = target.submission
        found = Looked(target.file.name, target.place, row, question=target.question)
        found.faults += target.faults
        if row is None or target.file.refused:
            return found
        found.revision = row.counter
        form = self.form(row.obligation.campaign.version)
        spots = _places(form, target.file, found)
        figures = _figures(form, spots, target.file, found)
        _totals(form, spots, target.file, figures, found)
        self._differ(target, row, form, spots, figures, found)
        self._refuse(row, found)
        found.faults.sort(key=_in_order(target.file))
        return found

    def _differ(
        self,
        target: Target,
        row: Submission,
        form: _Form,
        spots: Mapping[str, Spot],
        figures: Mapping[str, Figure],
        found: Looked,
    ) -> None:
        now = self.held.get(row.pk, {})
        then = now
        if target.identity is not None and target.identity.revision < row.counter:
            then = entry.replayed(row, until=target.identity.revision)
        returned = self.returned.get(row.pk)
        for code, said in figures.items():
            given = form.inputs[code]
            wish, held = _held(said, given.place), now.get(given.cell, BLANK)
            means = meaning(wish, then.get(given.cell, BLANK), held)
            if target.identity is None and wish.state is State.NOT_ENTERED:
                means = Meaning.NOTHING  # a blank of a list that was never ours says nothing
            if means is Meaning.NOTHING:
                found.unchanged += 1
            elif returned is not None and code not in returned:
                before = _words(held, given.place) or "để trống"
                found.wrong(spots[code], NOT_RETURNED.format(before=before))
            else:
                found.changes.append(
                    CellChange(
                        code=code,
                        cell=str(spots[code]),
                        label=_label(form.cells[code]),
                        before=_words(held, given.place),
                        after=_words(wish, given.place),
                        wish=wish,
                        seen=held.revision,
                        is_clash=means is Meaning.CLASH,
                    )
                )

    def _refuse(self, row: Submission, found: Looked) -> None:
        first = Spot(_first_sheet(self.form(row.obligation.campaign.version)), 4, 1)
        owed = row.obligation
        may = parts.may_enter(self.by, owed, self.today)
        if not may and not parts.may_stand_in(self.by, owed, self.today):
            found.wrong(first, NOT_HERS)
        elif row.stage != Stage.DRAFT and found.changes:
            found.wrong(first, SHUT.format(stage=row.get_stage_display()))


def _form(version: FormVersion) -> _Form:
    layout = definition.read(version.definition)
    cells = {cell.code: cell for cell in layout.cells()}
    return _Form(layout, entry.inputs(version.pk), workbooks.plans(layout), cells)


def _first_sheet(form: _Form) -> str:
    return form.plans[0].name


def _places(form: _Form, file: FileRead, found: Looked) -> dict[str, Spot]:
    """Where the cells stand: as in the template, or by labels and heads when it was rebuilt."""
    visible = [name for name in file.sheets if name != workbooks.HIDDEN]
    named = {workbook_places.folded(name): name for name in visible}
    spots: dict[str, Spot] = {}
    for place, plan in enumerate(form.plans):
        name = named.get(workbook_places.folded(plan.name))
        if name is None and len(visible) == len(form.plans):
            name = visible[place]
        if name is None:
            found.wrong(Spot(plan.name, 1, 1), f"Thiếu trang “{plan.name}”.")
            continue
        rows = file.sheets[name].rows
        if workbook_places.stands(plan, rows):
            spots |= {code: Spot(name, one.row, one.column) for code, one in plan.spots()}
        else:
            sought = workbook_places.find(plan.section, name, rows)
            spots |= sought.spots
            for one in sought.wrong:
                found.wrong(one.spot, one.says)
    return spots


def _figures(
    form: _Form, spots: Mapping[str, Spot], file: FileRead, found: Looked
) -> dict[str, Figure]:
    """What stands in the inputs; what cannot be read, and figures in closed cells, are said."""
    figures: dict[str, Figure] = {}
    for code, spot in spots.items():
        sheet = file.sheets[spot.sheet]
        cell = workbook_places.at(sheet.rows, spot.row, spot.column)
        if code in form.inputs:
            try:
                figures[code] = figure(
                    cell,
                    form.inputs[code].place.typed,
                    is_computed=spot.cell in sheet.formulas,
                    is_wrong=spot.cell in sheet.no_figures,
                )
            except Wrong as wrong:
                found.wrong(spot, str(wrong))
        elif form.cells[code].kind == CLOSED and isinstance(cell, float):
            found.wrong(spot, CLOSED_CELL)
    return figures


def _totals(
    form: _Form,
    spots: Mapping[str, Spot],
    file: FileRead,
    figures: Mapping[str, Figure],
    found: Looked,
) -> None:
    """A total that somebody typed has to be what the form adds up to."""
    typed = dict(_typed(form, spots, file.sheets))
    if not typed:
        return
    trees = form.layout.trees()
    sheet = Sheet(trees, Entered(figures))
    unsure = {code for code in form.inputs if code not in figures}
    for code, computed in sheet.computed.items():  # each after those that it adds
        reads = here(trees[code])
        if reads & unsure or any(one.of or one.form for one in references(trees[code])):
            unsure.add(code)
        elif code in typed and computed.known is not None and not computed.is_partial:
            said = typed[code]
            if half_away(computed.known, TOTALS_SHOWN) != said and not _rounds(
                computed.known, said
            ):
                words = OTHER_TOTAL.format(
                    said=write(said, TOTALS_SHOWN), computed=write(computed.known, TOTALS_SHOWN)
                )
                found.wrong(spots[code], words)


def _typed(
    form: _Form, spots: Mapping[str, Spot], sheets: Mapping[str, SheetRead]
) -> Iterator[tuple[str, Fraction]]:
    for code, spot in spots.items():
        sheet = sheets[spot.sheet]
        if form.cells[code].kind == COMPUTED and spot.cell not in sheet.formulas:
            cell = workbook_places.at(sheet.rows, spot.row, spot.column)
            if isinstance(cell, float):
                yield code, number(cell)


def _rounds(computed: Fraction, said: Fraction) -> bool:
    """Whether somebody has written fewer decimals of the same."""
    return any(half_away(computed, places) == said for places in range(TOTALS_SHOWN))


def _held(said: Figure, place: Place) -> Held:
    if said.state is not State.VALUE:
        return Held(said.state)
    return Held(State.VALUE, scaled(said.value, place.stored))


def _words(held: Held, place: Place) -> str:
    if held.value is None:
        return shown(Figure(held.state), place.stored)
    return write(Fraction(held.value, 10**place.stored), place.stored)


def _label(cell: FormCell) -> str:
    return f"{cell.row.label}: {cell.column.name}"
