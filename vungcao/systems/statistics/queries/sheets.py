"""What the checks and computed cells of an answer may read: now, in the past, elsewhere, below."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from vungcao.systems.statistics.models import (
    FormVersion,
    Obligation,
    Observation,
    Submission,
)
from vungcao.systems.statistics.queries import entry
from vungcao.systems.statistics.queries.lineage import Earlier, Lineage, Place, Stored, ways
from vungcao.systems.statistics.rules import checks, definition, history, periods
from vungcao.systems.statistics.rules.adding import Way
from vungcao.systems.statistics.rules.ast import Node
from vungcao.systems.statistics.rules.checks import Check
from vungcao.systems.statistics.rules.computing import Sheet, in_order
from vungcao.systems.statistics.rules.exact import Figure, unscaled
from vungcao.systems.statistics.rules.layout import Layout

Figures = Mapping[str, Figure]


@dataclass(frozen=True)
class Entered:
    """The figures of one period alone; it knows no other time and no other place."""

    figures: Figures

    def cell(self, name: str) -> Figure | None:
        return self.figures.get(name)

    def past(self, name: str, series: str) -> Figure | None:
        return None

    def below(self, name: str) -> Sequence[Figure | None]:
        return ()


class History:
    """A form of one unit over its periods: each period worked out when it is asked.

    What lies before a reform that made the unit is that of its predecessors, brought to it.
    """

    def __init__(self, version: FormVersion, unit: int, period: int) -> None:
        self.version, self.unit, self.period = version, unit, period

    @cached_property
    def layout(self) -> Layout:
        return definition.read(self.version.definition)

    @cached_property
    def trees(self) -> Mapping[str, Node]:
        return self.layout.trees()

    @cached_property
    def order(self) -> Sequence[str]:
        return in_order(self.trees)

    @cached_property
    def inputs(self) -> Mapping[str, entry.Input]:
        return entry.inputs(self.version.pk)

    @cached_property
    def entered(self) -> Mapping[int, Figures]:
        """The inputs of every period of this kind up to the one in question."""
        given = self._given()
        known = ways(self._codes, self.period) if self.lineage.flows else {}
        places = {
            cell: Place(cell, known.get(cell, Way.NONE), one.place.stored)
            for cell, one in self._codes.items()
        }
        found: dict[int, dict[str, Figure]] = defaultdict(dict)
        for cell, period in {(cell, period) for cell, period, _unit in given}:
            figure = self.earlier(period).figure(places[cell], given)
            if figure is not None:
                found[period][self._names[cell]] = figure
        return found

    def earlier(self, period: int) -> Earlier:
        """What was this unit in a period."""
        if period not in self.stood:
            self.stood[period] = self.lineage.at(period)
        return self.stood[period]

    @property
    def restated(self) -> dict[int, Sequence[int]]:
        """The periods whose figures were brought here, and from which units."""
        stood = {period: self.earlier(period) for period in sorted(self.entered)}
        return {period: one.sources for period, one in stood.items() if one.is_restated}

    @cached_property
    def lineage(self) -> Lineage:
        return Lineage.of(self.unit, self.period)

    @cached_property
    def _codes(self) -> dict[int, entry.Input]:
        return {one.cell: one for one in self.inputs.values()}

    @cached_property
    def _names(self) -> dict[int, str]:
        return {one.cell: code for code, one in self.inputs.items()}

    @cached_property
    def stood(self) -> dict[int, Earlier]:
        """What was the unit in each period that was asked for already."""
        return {}

    def _given(self) -> dict[tuple[int, int, int], Stored]:
        """What stands in the table for the unit and all that it came from, in one statement."""
        kind = periods.parts(self.period)[0]
        rows = Observation.objects.filter(
            cell__in=self._codes, unit__in=self.lineage.origins(), period__lte=self.period
        )
        return {
            (cell, period, unit): (state, value)
            for cell, period, unit, state, value in rows.values_list(
                "cell", "period", "unit", "state", "value"
            )
            if periods.parts(period)[0] == kind
        }

    @cached_property
    def sheets(self) -> dict[int, Sheet]:
        """What was worked out already, by period."""
        return {}

    def sheet(self, period: int) -> Sheet:
        """All cells of a period, computed ones too."""
        if period not in self.sheets:
            entered = Entered(self.entered.get(period, {}))
            self.sheets[period] = Sheet(self.trees, entered, self.order)
        return self.sheets[period]

    def past(self, name: str, series: str) -> Figure | None:
        """The period before, the same of a year before, or what is usual for the unit."""
        if series == "p":
            return self.sheet(periods.previous(self.period)).cell(name)
        if series == "y":
            return self.sheet(periods.a_year_before(self.period)).cell(name)
        earlier = [self.sheet(one).cell(name) for one in self.entered if one < self.period]
        known = [one.known for one in earlier if one is not None and one.known is not None]
        value = history.median(known) if series == "med" else history.deviation(known)
        return None if value is None else Figure(value=value)


class Reading:
    """The lookup of an answer: its own cells, its past, other forms, and the units below it."""

    def __init__(self, submission: Submission) -> None:
        campaign = submission.obligation.campaign
        self.submission, self.period = submission, campaign.period
        self.history = History(campaign.version, submission.unit_id, campaign.period)
        self.others: dict[str, Sheet | None] = {}

    def cell(self, name: str) -> Figure | None:
        form, _colon, code = name.rpartition(":")
        if not form:
            return self.history.entered.get(self.period, {}).get(code)
        if form not in self.others:
            self.others[form] = self._other(form)
        other = self.others[form]
        return other.cell(code) if other is not None else None

    def past(self, name: str, series: str) -> Figure | None:
        return self.history.past(name, series)

    def below(self, name: str) -> Sequence[Figure | None]:
        """The cell in each unit directly below that has to report it."""
        given = self.history.inputs.get(name)
        if given is None:
            return ()
        owing = Obligation.objects.filter(
            campaign__period=self.period, campaign__version__form_cells__cell=given.cell
        ).under((self.submission.scope,))
        places = dict(owing.exclude(unit=self.submission.unit_id).values_list("unit", "scope"))
        lying = nearest(places)
        rows = Observation.objects.filter(
            cell=given.cell, period=self.period, unit__in=lying
        ).values_list("unit", "state", "value")
        found = {unit: said(state, value, given.place.stored) for unit, state, value in rows}
        return [found.get(unit) for unit in lying]

    def sheet(self) -> Sheet:
        """Every cell of the answer, computed over all of this."""
        return Sheet(self.history.trees, self, self.history.order)

    def _other(self, form: str) -> Sheet | None:
        rows = FormVersion.objects.published().filter(form__code=form)
        version = version_of(rows.order_by("valid_from"), self.period)
        if version is None:
            return None
        return History(version, self.submission.unit_id, self.period).sheet(self.period)


def failed(submission: Submission) -> list[Check]:
    """The checks of an answer that do not hold, whatever they ask for."""
    reading = Reading(submission)
    return list(checks.failed(reading.history.layout.rules(), reading.sheet()))


def blanks(submission: Submission) -> list[str]:
    """The inputs into which nobody has written anything, in the order of the form."""
    written = {
        code
        for code, one in entry.shown(submission).items()
        if one.state != entry.STATES[1]  # not entered
    }
    given = entry.inputs(submission.obligation.campaign.version_id)
    return [code for code in given if code not in written]


def version_of(versions: Iterable[FormVersion], period: int) -> FormVersion | None:
    """The last of the versions of a form, in the order of their days, that a period knows."""
    day = periods.end(period)
    known = [one for one in versions if one.valid_from < day]
    return next((one for one in reversed(known) if (one.valid_until or day) >= day), None)


def nearest(places: Mapping[int, str]) -> list[int]:
    """The units of which none lies in another of them."""
    scopes = set(places.values())

    def lies_in_another(scope: str) -> bool:
        parts = scope.strip("/").split("/")
        return any(f"/{'/'.join(parts[:n])}/" in scopes for n in range(1, len(parts)))

    return [unit for unit, scope in places.items() if not lies_in_another(scope)]


def said(state: int, value: int | None, places: int) -> Figure:
    if value is None:
        return Figure(entry.STATES[state])
    return Figure(value=unscaled(value, places))
