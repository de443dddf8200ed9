"""A table of figures as it is asked for, read and laid out; and what stands behind one number."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from vungcao.kernel.accounts.models import User
from vungcao.kernel.units.models import Kind, Name, Reform, Unit
from vungcao.kernel.units.queries import on_day
from vungcao.systems.statistics.models import (
    FormCell,
    IndicatorVersion,
    Observation,
    ObservationLog,
    Stage,
    Submission,
)
from vungcao.systems.statistics.queries import tables, tables_guarded, tables_published
from vungcao.systems.statistics.queries.tables import Reach
from vungcao.systems.statistics.queries.tables_ground import OUTSIDE, Land, Map, last_day
from vungcao.systems.statistics.queries.tables_published import Brought
from vungcao.systems.statistics.rules import periods, tables_time
from vungcao.systems.statistics.rules import tables as rules
from vungcao.systems.statistics.rules.periods import Kind as Length
from vungcao.systems.statistics.rules.tables import Column, Given, Laid, Source, Value

ACCEPTED = Stage.ACCEPTED


@dataclass(frozen=True)
class Asked:
    """Which table. `is_open`: also figures that are not accepted yet."""

    indicators: tuple[IndicatorVersion, ...]
    by: tuple[str, ...]
    periods: tuple[int, ...]
    map: Map
    is_open: bool = False
    adds: Length | None = None  # the shorter periods of which these are made up

    def parts(self, period: int) -> tuple[int, ...]:
        """The periods whose figures make up one of the table."""
        return (period,) if self.adds is None else periods.inside(period, self.adds)

    @property
    def day(self) -> date:
        """The day on whose definitions and names it stands."""
        return self.map.day or min(last_day(self.periods[-1]), self.map.today)

    @property
    def least(self) -> int:
        return Stage.DRAFT if self.is_open else ACCEPTED


@dataclass(frozen=True)
class Table:
    """A table with the names of its units, and the reforms inside its stretch of time."""

    asked: Asked
    columns: tuple[Column, ...]
    laid: Laid
    names: dict[int, str]
    reforms: tuple[tuple[date, str], ...]
    fewest: int = 0  # smaller numbers are hidden; 0: every number is shown
    brought: tuple[Brought, ...] = ()

    @property
    def rows(self) -> list[int]:
        """By name; two of one name by their order in the register, what lies in none last."""
        return sorted(
            self.laid.rows, key=lambda one: (one == OUTSIDE, self.names.get(one, ""), one)
        )


def table(asked: Asked, reach: Reach, *, is_guarded: bool = False) -> Table:
    """All of it in a fixed number of statements; for readers from outside without small numbers."""
    columns = wanted(asked)
    given, land = _read(asked, columns, reach)
    laid = rules.lay(columns, asked.periods, partial(_sources, asked, given, land))
    told = set(laid.rows) | set().union(*laid.missing.values()) | {u for _c, u in laid.undivided}
    moved = tuple(tables_published.brought(given, land, reach)) if given.published else ()
    told |= {unit for one in moved for unit in (one.unit, one.goal, *one.others)}
    days = land.passed(last_day(asked.periods[0]), last_day(asked.periods[-1]))
    fewest = 0
    if is_guarded:
        guard = tables_guarded.guard(columns, asked.periods, asked.map, reach)
        laid = tables_guarded.guarded(laid, columns, guard)
        fewest = guard.fewest
    return Table(asked, columns, laid, names(told, asked.day), _reforms(days), fewest, moved)


def wanted(asked: Asked) -> tuple[Column, ...]:
    return tuple(tables.columns(asked.indicators, asked.by, asked.day))


def behind(asked: Asked, nth: int, period: int, row: int, reach: Reach) -> list[Source]:
    """What each unit has given to one number, in the order of the units; row 0 is all of them."""
    column = wanted(asked)[nth]
    given, land = _read(replace(asked, periods=(period,)), [column], reach)
    found = rules.sources(column, period, given, land)
    return [one for one in found if row in (0, one.row)]


def by_part(asked: Asked, nth: int, period: int, row: int, reach: Reach) -> dict[int, Value]:
    """What each shorter period has given to one number."""
    column = wanted(asked)[nth]
    given, land = _read(replace(asked, periods=(period,)), [column], reach)
    found = {part: rules.sources(column, part, given, land) for part in asked.parts(period)}
    return {
        part: rules.value(column, [one for one in those if row in (0, one.row)])
        for part, those in found.items()
    }


def names(units: Collection[int], day: date) -> dict[int, str]:
    """What units were called on a day, or last before it; else as they were first recorded."""
    found = {one.id: one.name for one in on_day(units, day)}
    if nameless := [pk for pk in units if not found.get(pk)]:
        rows = Name.objects.filter(unit__in=nameless).order_by("unit", "-valid_from")
        found |= {row.unit_id: str(row) for row in rows}
    return found


def submissions(units: Iterable[int], period: int, column: Column, reach: Reach) -> dict[int, int]:
    """The answer of each unit in which a column is asked."""
    versions = FormCell.objects.filter(cell__in=column.cells).values("version")
    rows = Submission.objects.visible_to(reach.user).filter(
        unit__in=list(units),
        obligation__campaign__period=period,
        obligation__campaign__version__in=versions,
    )
    return dict(rows.order_by("-pk").values_list("unit", "pk"))


def figure(user: User, cell: int, period: int, unit: int) -> Observation | None:
    """One figure with the answer and the form that it came in."""
    rows = Observation.objects.visible_to(user).filter(cell=cell, period=period, unit=unit)
    found = rows.select_related(
        "cell__indicator", "submission__obligation__campaign__version__form"
    )
    return found.first()


def place_in_form(row: Observation) -> str:
    """The code of the cell in its form."""
    version = row.submission.obligation.campaign.version_id
    found = FormCell.objects.filter(version=version, cell=row.cell_id)
    return found.values_list("code", flat=True).first() or ""


def log(row: Observation, user: User) -> list[ObservationLog]:
    """Every change of a figure, newest first."""
    own = Submission.objects.visible_to(user).filter(pk=row.submission_id)
    rows = ObservationLog.objects.filter(
        submission__in=own.values("pk"), cell=row.cell_id, period=row.period, unit=row.unit_id
    )
    return list(rows.select_related("by").order_by("-pk"))


def definition(row: Observation) -> IndicatorVersion | None:
    """What the figure's indicator was called at the end of its period."""
    rows = IndicatorVersion.objects.in_force(last_day(row.period))
    return rows.filter(indicator=row.cell.indicator_id).first()


def _sources(
    asked: Asked, given: Given, land: Land, column: Column, period: int
) -> Iterable[Source]:
    if asked.adds is None:
        return rules.sources(column, period, given, land)
    return tables_time.sources(column, asked.parts(period), given, land)


def _read(asked: Asked, columns: Sequence[Column], reach: Reach) -> tuple[Given, Land]:
    land = Land(asked.map)
    divided = land.divided if asked.map.day else frozenset[int]()
    parts = [part for period in asked.periods for part in asked.parts(period)]
    given = tables.read(columns, parts, reach, asked.least, ACCEPTED, divided)
    if asked.map.day is not None:
        every = frozenset[int]().union(*(column.cells for column in columns))
        given = replace(given, published=tables_published.cells(every, parts, reach))
    units = {group.unit for found in given.groups.values() for group in found}
    units |= {unit for owing in given.owed.values() for unit in owing}
    land.villages = asked.map.level == Kind.VILLAGE or (
        Unit.objects.filter(pk__in=units, kind=Kind.VILLAGE).exists()
    )
    return given, land


def _reforms(days: Iterable[date]) -> tuple[tuple[date, str], ...]:
    rows = Reform.objects.filter(effective_on__in=list(days), applied_on__isnull=False)
    found: dict[date, str] = {}
    for day, title in rows.order_by("effective_on", "pk").values_list("effective_on", "title"):
        found.setdefault(day, title)
    return tuple(found.items())
