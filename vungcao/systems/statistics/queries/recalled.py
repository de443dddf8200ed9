"""Many answers of one form at once, each read as its own checks read it when it was entered.

Everything that a check may look at is fetched for all of them together: the cells of every period,
other forms of the same unit and period, and the units below. The sheets, trees and checks are those
of entry; only where the figures come from differs.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from vungcao.kernel.scopes.models import Reader
from vungcao.systems.statistics.models import (
    CellComment,
    FormVersion,
    Obligation,
    Observation,
    Submission,
)
from vungcao.systems.statistics.queries import entry
from vungcao.systems.statistics.queries.entry import Input
from vungcao.systems.statistics.queries.lineage import Earlier, Lineage, Place
from vungcao.systems.statistics.queries.lineages import Lineages, Ways
from vungcao.systems.statistics.queries.sheets import (
    Entered,
    Figures,
    History,
    nearest,
    said,
    version_of,
)
from vungcao.systems.statistics.rules import ast, checks, definition, periods
from vungcao.systems.statistics.rules.adding import Way
from vungcao.systems.statistics.rules.ast import Node
from vungcao.systems.statistics.rules.checks import Check
from vungcao.systems.statistics.rules.computing import Sheet, in_order
from vungcao.systems.statistics.rules.exact import Figure
from vungcao.systems.statistics.rules.layout import Layout

Told = tuple[int, int, int, int | None]  # of a unit: period, cell, state and value
USUAL = frozenset({"med", "mad"})
LOOKS_BACK = USUAL | {"p", "y"}
Owing = dict[tuple[int, int, str], dict[int, str]]  # by cell, period and place above: who owes it


@dataclass(frozen=True)
class Asked:
    """Which answers are looked at."""

    form: str
    since: int  # years, both included
    until: int


@dataclass(frozen=True)
class Answer:
    """One answer, as little of it as a report needs."""

    pk: int
    unit: int
    scope: str
    period: int
    version: int
    stage: int


@dataclass(frozen=True)
class Restated:
    """Which periods a check looked back to that reforms have brought to the unit, and the day."""

    periods: tuple[int, ...]
    day: date


@dataclass(frozen=True)
class Broken:
    """A check that does not hold in an answer. `reason` is what was said about its cell."""

    answer: Answer
    check: Check
    reason: str = ""
    restated: Restated | None = None


@dataclass
class Drawn:
    """A version of a form: everything in it that is the same for all of its answers."""

    version: FormVersion
    inputs: Mapping[str, Input]

    @cached_property
    def layout(self) -> Layout:
        return definition.read(self.version.definition)

    @cached_property
    def trees(self) -> Mapping[str, Node]:
        """The computed cells that checks read, with those that these are made of."""
        every = self.layout.trees()
        found: dict[str, Node] = {}
        waiting = [ref.name for one in self.rules for ref in ast.references(one.tree)]
        while waiting:
            name = waiting.pop()
            if name in every and name not in found:
                found[name] = every[name]
                waiting += [ref.name for ref in ast.references(every[name])]
        return found

    @cached_property
    def order(self) -> Sequence[str]:
        return in_order(self.trees)

    @cached_property
    def rules(self) -> tuple[Check, ...]:
        """Every check, one for each row or column that it is over."""
        return tuple(one for check in self.layout.rules() for one in check.spread())

    @cached_property
    def codes(self) -> Mapping[int, tuple[str, int]]:
        """The name in the form and the decimals of each figure."""
        return {one.cell: (code, one.place.stored) for code, one in self.inputs.items()}

    @cached_property
    def looks_back(self) -> bool:
        """Whether a check reads earlier periods at all."""
        return any(one.of in LOOKS_BACK for one in self.references)

    @cached_property
    def references(self) -> frozenset[ast.Reference]:
        trees = [*self.trees.values(), *(one.tree for one in self.rules)]
        return frozenset(one for tree in trees for one in ast.references(tree))


@dataclass
class Recalled:
    """The lookup of one answer among many: nothing is asked of the database any more."""

    answer: Answer
    history: History
    other: Mapping[str, Sheet]
    lying_below: Mapping[str, Sequence[Figure | None]] = field(default_factory=dict)

    def cell(self, name: str) -> Figure | None:
        form, _colon, code = name.rpartition(":")
        if not form:
            return self.history.entered.get(self.answer.period, {}).get(code)
        return self.other[form].cell(code) if form in self.other else None

    def past(self, name: str, series: str) -> Figure | None:
        return self.history.past(name, series)

    def below(self, name: str) -> Sequence[Figure | None]:
        return self.lying_below.get(name, ())

    def restated(self, check: Check) -> Restated | None:
        """What a check read of the past that is not the unit's own record."""
        series = {one.of for one in ast.references(check.tree)}
        brought = set(self.history.restated) if series & LOOKS_BACK else set()
        if not series & USUAL:
            known = {"p": periods.previous, "y": periods.a_year_before}
            brought &= {known[one](self.answer.period) for one in series & LOOKS_BACK}
        brought.discard(self.answer.period)
        if not brought:
            return None
        return Restated(tuple(sorted(brought)), self.history.lineage.day)


@dataclass
class Page:
    """All periods of one unit, as it stood between two reforms."""

    entered: dict[int, dict[str, Figure]] = field(default_factory=lambda: defaultdict(dict))
    stood: dict[int, Earlier] = field(default_factory=dict)
    sheets: dict[int, Sheet] = field(default_factory=dict)


@dataclass
class Book:
    """The inputs of a version in the units of its answers: each unit's past is brought to it."""

    drawn: Drawn
    lineages: Lineages
    ways: Ways
    told: Mapping[int, Sequence[Told]]
    pages: dict[tuple[int, int, int], Page] = field(default_factory=dict)

    @classmethod
    def read(cls, drawn: Drawn, found: Sequence[Answer], lineages: Lineages) -> "Book":
        """In one statement, and no more of the past than the checks of the version look at."""
        mine = [one for one in found if one.version == drawn.version.pk]
        units, kept = {one.unit for one in mine}, {one.period for one in mine}
        rows = Observation.objects.filter(cell__in=list(drawn.codes), period__lte=max(kept))
        if drawn.looks_back:
            units |= lineages.origins((one.unit, one.period) for one in mine)
        else:
            rows = rows.filter(period__in=kept)
        told: dict[int, list[Told]] = defaultdict(list)
        rows = rows.filter(unit__in=units)
        kind = periods.Kind(drawn.version.period_kind)
        kept_of = rows.values_list("unit", "period", "cell", "state", "value")
        for unit, period, cell, state, value in kept_of:
            if period // 100 % 10 == kind:
                told[unit].append((period, cell, state, value))
        return cls(drawn, lineages, Ways(tuple(drawn.codes)), told)

    def history(self, one: Answer) -> History:
        """What an answer looks back to; what the answers between two reforms share is made once."""
        own = Lineage(one.unit)
        lineage = self.lineages.of(one.unit, one.period) if self.drawn.looks_back else own
        nth, ways = self.ways.at(one.period) if lineage.flows else (0, {})
        key = (one.unit, len(lineage.flows), nth)
        if key not in self.pages:
            self.pages[key] = self._brought(lineage, ways) if lineage.flows else self._own(one.unit)
        history, page = History(self.drawn.version, one.unit, one.period), self.pages[key]
        history.trees, history.order = self.drawn.trees, self.drawn.order
        history.inputs, history.lineage = self.drawn.inputs, lineage
        history.entered, history.sheets, history.stood = page.entered, page.sheets, page.stood
        return history

    def _own(self, unit: int) -> Page:
        page, codes = Page(), self.drawn.codes
        for period, cell, state, value in self.told.get(unit, ()):
            code, places = codes[cell]
            page.entered[period][code] = said(state, value, places)
        return page

    def _brought(self, lineage: Lineage, ways: Mapping[int, Way]) -> Page:
        page = Page()
        given = {
            (cell, period, unit): (state, value)
            for unit in lineage.origins()
            for period, cell, state, value in self.told.get(unit, ())
        }
        for cell, period in {(cell, period) for cell, period, _unit in given}:
            code, places = self.drawn.codes[cell]
            if period not in page.stood:
                page.stood[period] = lineage.at(period)
            place = Place(cell, ways.get(cell, Way.NONE), places)
            figure = page.stood[period].figure(place, given)
            if figure is not None:
                page.entered[period][code] = figure
        return page


def answers(asked: Asked, reader: Reader, scopes: Iterable[str]) -> list[Answer]:
    """The answers of a form within reach, in the order of their periods."""
    rows = Submission.objects.visible_to(reader).under(tuple(scopes))
    rows = rows.filter(
        obligation__campaign__version__form__code=asked.form,
        obligation__campaign__period__gte=asked.since * 1000,
        obligation__campaign__period__lt=(asked.until + 1) * 1000,
        counter__gt=0,
    )
    asked_for = rows.order_by("obligation__campaign__period", "pk").values_list(
        "pk",
        "unit",
        "scope",
        "obligation__campaign__period",
        "obligation__campaign__version",
        "stage",
    )
    return [Answer(*row) for row in asked_for]


def broken(found: Sequence[Answer], drawn: Mapping[int, Drawn]) -> list[Broken]:
    """Every check that does not hold in these answers, in a fixed number of statements."""
    reasons = _reasons(found)
    return [
        Broken(one, check, reasons.get((one.pk, check.at), ""), reading.restated(check))
        for one, reading in readings(found, drawn)
        for check in checks.failed(drawn[one.version].rules, sheet(drawn[one.version], reading))
    ]


def sheet(drawn: Drawn, reading: Recalled) -> Sheet:
    """Every cell of an answer; computed ones over all that they may read."""
    return Sheet(drawn.trees, reading, drawn.order)


def drawings(versions: Iterable[int]) -> dict[int, Drawn]:
    """Versions with their inputs, in two statements."""
    rows = FormVersion.objects.filter(pk__in=set(versions)).select_related("form")
    inputs = entry.inputs_of(set(versions))
    return {row.pk: Drawn(row, inputs.get(row.pk, {})) for row in rows}


def readings(
    found: Sequence[Answer], drawn: Mapping[int, Drawn]
) -> Iterator[tuple[Answer, Recalled]]:
    """Each answer with what its checks may read."""
    lineages = Lineages()
    books = {pk: Book.read(one, found, lineages) for pk, one in drawn.items()}
    others = _others(found, drawn)
    below = _Below.read(found, drawn)
    for one in found:
        history = books[one.version].history(one)
        yield one, Recalled(one, history, others.get((one.unit, one.period), {}), below.of(one))


def _others(
    found: Sequence[Answer], drawn: Mapping[int, Drawn]
) -> dict[tuple[int, int], dict[str, Sheet]]:
    """Other forms that checks name, of the same unit and period."""
    forms = {one.form for each in drawn.values() for one in each.references if one.form}
    if not forms:
        return {}
    rows = FormVersion.objects.published().filter(form__code__in=forms).select_related("form")
    known = list(rows.order_by("valid_from"))
    inputs = entry.inputs_of({one.pk for one in known})
    sheets: dict[tuple[int, int], dict[str, Sheet]] = defaultdict(dict)
    places: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for one in found:
        for form in forms:
            version = version_of((v for v in known if v.form.code == form), one.period)
            if version is not None:
                places[version.pk].add((one.unit, one.period))
    for version in known:
        if wanted := places[version.pk]:
            other = Drawn(version, inputs.get(version.pk, {}))
            trees = other.layout.trees()
            order = in_order(trees)
            for unit, period, figures in _figures_of(other, wanted):
                entered = Entered(figures)
                sheets[unit, period][version.form.code] = Sheet(trees, entered, order)
    return sheets


def _figures_of(drawn: Drawn, wanted: set[tuple[int, int]]) -> Iterator[tuple[int, int, Figures]]:
    rows = Observation.objects.filter(
        cell__in=list(drawn.codes),
        unit__in={unit for unit, _period in wanted},
        period__in={period for _unit, period in wanted},
    ).values_list("unit", "period", "cell", "state", "value")
    book: dict[tuple[int, int], dict[str, Figure]] = defaultdict(dict)
    for unit, period, cell, state, value in rows:
        code, places = drawn.codes[cell]
        book[unit, period][code] = said(state, value, places)
    for one in wanted:
        yield *one, book.get(one, {})


@dataclass
class _Below:
    """The cells of the units below, where checks ask for them."""

    cells: Mapping[int, Mapping[str, tuple[int, int]]]  # by version: of each name cell and decimals
    owing: Owing = field(default_factory=lambda: defaultdict(dict))
    figures: dict[tuple[int, int, int], tuple[int, int | None]] = field(default_factory=dict)

    @classmethod
    def read(cls, found: Sequence[Answer], drawn: Mapping[int, Drawn]) -> "_Below":
        below = cls({pk: _asked_below(one) for pk, one in drawn.items()})
        cells = {cell for names in below.cells.values() for cell, _places in names.values()}
        if not cells:
            return below
        given = {"period__in": {one.period for one in found}}
        owing = Obligation.objects.filter(
            campaign__period__in=given["period__in"],
            campaign__version__form_cells__cell__in=cells,
        )
        told = ("campaign__version__form_cells__cell", "campaign__period", "unit", "scope")
        for cell, period, unit, scope in owing.values_list(*told):
            parts = scope.strip("/").split("/")
            for n in range(1, len(parts) + 1):
                below.owing[cell, period, f"/{'/'.join(parts[:n])}/"][unit] = scope
        rows = Observation.objects.filter(cell__in=cells, **given)
        for cell, period, unit, state, value in rows.values_list(
            "cell", "period", "unit", "state", "value"
        ):
            below.figures[cell, period, unit] = (state, value)
        return below

    def of(self, one: Answer) -> dict[str, list[Figure | None]]:
        found = {}
        for name, (cell, places) in self.cells[one.version].items():
            owing = dict(self.owing.get((cell, one.period, one.scope), {}))
            owing.pop(one.unit, None)
            given = [self.figures.get((cell, one.period, unit)) for unit in nearest(owing)]
            found[name] = [said(*each, places) if each is not None else None for each in given]
        return found


def _asked_below(drawn: Drawn) -> dict[str, tuple[int, int]]:
    names = {one.name for one in drawn.references if one.of == "k"}
    given = {name: drawn.inputs[name] for name in names if name in drawn.inputs}
    return {name: (one.cell, one.place.stored) for name, one in given.items()}


def _reasons(found: Sequence[Answer]) -> dict[tuple[int, str], str]:
    """The last thing that was said about each cell; it explains why a figure is as it is."""
    rows = CellComment.objects.filter(submission__in=[one.pk for one in found])
    told = rows.order_by("pk").values_list("submission", "code", "text")
    return {(pk, code): text for pk, code, text in told}
