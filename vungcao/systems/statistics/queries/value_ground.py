"""What the lines of a file of figures may mean for one reader: cells, units, answers."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.queries import reach
from vungcao.kernel.accounts.models import User
from vungcao.kernel.cases.rules import holds
from vungcao.kernel.units.models import Code
from vungcao.kernel.units.queries import GSO
from vungcao.systems.statistics.models import (
    Cell,
    CellItem,
    CodeItem,
    CodeList,
    FormCell,
    Indicator,
    Obligation,
    Reporter,
    ReturnedCell,
    Stage,
)
from vungcao.systems.statistics.rules import operations, parts, periods
from vungcao.systems.statistics.rules.value_files import INDICATOR, PERIOD, UNIT, Unfit, period

STRANGER = "Báo cáo này do người khác nhập"
BY_ID = "#"  # a unit without a code, a village: our own id behind this sign


@dataclass(frozen=True)
class Known:
    """A figure that a form asks for: its cell, its decimals, and by which versions."""

    cell: int
    places: int
    versions: tuple[int, ...]


@dataclass(frozen=True)
class Owed:
    """An answer into which a line goes. `open`: only these cells; `shut`: why none."""

    pk: int
    is_delegated: bool = False
    shut: str = ""
    open: frozenset[int] | None = None


class Closed(Unfit):
    """The answer takes nothing of this figure now: a line may say what stands, and nothing else."""

    def __init__(self, answer: int, text: str) -> None:
        super().__init__(UNIT, text)
        self.answer = answer


@dataclass(frozen=True)
class Place:
    """A unit in a period, with its answers by version of a form."""

    unit: int
    period: int
    answers: Mapping[int, Owed]


@dataclass
class _Period:
    """What a period knows: units by code, answers by unit and version."""

    number: int
    units: dict[str, int]
    answers: dict[int, dict[int, Owed]] = field(default_factory=lambda: defaultdict(dict))


class Ground:
    """Read once and piece by piece: a period with its first line."""

    def __init__(self, by: User, day: date) -> None:
        self.by, self.day = by, day
        self.lists = dict(CodeList.objects.values_list("name", "code"))
        self._names = {code: name for name, code in self.lists.items()}
        self._cells = _cells()
        self._indicators = frozenset(Indicator.objects.values_list("code", flat=True))
        self._items = frozenset(CodeItem.objects.values_list("list__code", "code"))
        self._versions = _versions()
        self._mine = reach(by, day, parts.ENTER)
        self._others = reach(by, day, parts.DELEGATE)
        own = Grant.objects.in_force(day).filter(user=by, role__in=parts.ENTER_FOR_BODY)
        self._bodies = frozenset(own.values_list("organisation", flat=True))
        self._periods: dict[str, _Period] = {}
        self._coded = frozenset(Code.objects.filter(scheme=GSO).values_list("code", flat=True))

    def figure(self, indicator: str, items: Mapping[str, str]) -> Known:
        """The cell of an indicator and its items. Raises `Unfit` with the column."""
        if indicator not in self._indicators:
            raise Unfit(INDICATOR, f"Không có chỉ tiêu “{indicator}”")
        for code, item in items.items():
            if (code, item) not in self._items:
                raise Unfit(code, f"{self._names[code]} không có mục “{item}”")
        found = self._cells.get((indicator, frozenset(items.items())))
        if found is None:
            names = ", ".join(self._names[code] for code in items) or "không phân tổ"
            raise Unfit(INDICATOR, f"Không biểu nào hỏi chỉ tiêu này theo các mục đã ghi ({names})")
        cell, places = found
        return Known(cell, places, self._versions.get(cell, ()))

    def place(self, unit: str, said: str) -> Place:
        """A unit that stood at the end of the period. Raises `Unfit` with the column."""
        if said not in self._periods:
            self._periods[said] = self._period(period(said))
        then = self._periods[said]
        pk = then.units.get(unit)
        if pk is None and unit.startswith(BY_ID) and unit[1:].isdecimal() and len(unit) < 19:
            pk = int(unit[1:])
        if pk is None:
            is_known = unit in self._coded
            text = "không có trong kỳ này" if is_known else "không có, mã viết đủ số 0 ở đầu"
            raise Unfit(UNIT, f"Đơn vị mã “{unit}” {text}")
        if pk not in then.answers:
            raise Unfit(
                UNIT, "Không có đợt thu thập nào hỏi đơn vị này trong kỳ, trong phạm vi giao"
            )
        return Place(pk, then.number, then.answers[pk])

    def answer(self, figure: Known, place: Place) -> Owed:
        """The answer that a figure belongs to. Raises `Closed` where it is shut, or `Unfit`."""
        for version in figure.versions:
            owed = place.answers.get(version)
            if owed is None:
                continue
            if owed.shut or (owed.open is not None and figure.cell not in owed.open):
                raise Closed(owed.pk, owed.shut or _sentence(operations.SHUT))
            return owed
        raise Unfit(PERIOD, "Không có đợt thu thập nào hỏi chỉ tiêu này của đơn vị trong kỳ")

    def _period(self, number: int) -> _Period:
        last = periods.end(number) - timedelta(days=1)
        codes = Code.objects.in_force(last).filter(scheme=GSO)
        found = _Period(number, dict(codes.values_list("code", "unit")))
        rows = Obligation.objects.visible_to(self.by).filter(campaign__period=number)
        rows = rows.select_related("submission", "campaign__version")
        returned = self._returned(number)
        for row in rows.defer("campaign__version__definition"):
            owed = self._owed(row, returned.get(row.submission.pk))
            found.answers[row.unit_id][row.campaign.version_id] = owed
        return found

    def _owed(self, row: Obligation, open_: frozenset[int] | None) -> Owed:
        is_mine, is_others = self._may(row)
        shut = "" if is_mine or is_others else STRANGER
        if not shut and row.submission.stage != Stage.DRAFT:
            shut = f"Báo cáo {row.submission.get_stage_display()}: {operations.SHUT}"
        return Owed(row.submission.pk, not is_mine, shut, open_)

    def _may(self, row: Obligation) -> tuple[bool, bool]:
        """As `queries.parts` says for one answer, with what was read once."""
        if self.by.kind == User.Kind.SYSTEM:
            return True, False
        if row.campaign.version.reporter == Reporter.DEPARTMENT:
            is_mine = row.organisation_id in self._bodies
        else:
            is_mine = holds(row.scope, self._mine)
        return is_mine, holds(row.scope, self._others)

    def _returned(self, number: int) -> dict[int, frozenset[int]]:
        rows = ReturnedCell.objects.filter(
            answered_at=None, submission__obligation__campaign__period=number
        )
        found: dict[int, set[int]] = defaultdict(set)
        for submission, cell in rows.values_list("submission", "cell__cell"):
            found[submission].add(cell)
        return {pk: frozenset(cells) for pk, cells in found.items()}


def _cells() -> dict[tuple[str, frozenset[tuple[str, str]]], tuple[int, int]]:
    """Every declared cell by its indicator and items: id and decimals."""
    items: dict[int, set[tuple[str, str]]] = defaultdict(set)
    rows = CellItem.objects.values_list("cell", "item__list__code", "item__code")
    for cell, code, item in rows:
        items[cell].add((code, item))
    found = Cell.objects.values_list("pk", "indicator__code", "indicator__decimals")
    return {(code, frozenset(items[pk])): (pk, places) for pk, code, places in found}


def _versions() -> dict[int, tuple[int, ...]]:
    found: dict[int, list[int]] = defaultdict(list)
    for cell, version in FormCell.objects.order_by("version").values_list("cell", "version"):
        found[cell].append(version)
    return {cell: tuple(versions) for cell, versions in found.items()}


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
