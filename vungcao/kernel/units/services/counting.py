"""Recording counts of units, and carrying them through the reforms that came after their day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Q

from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.models import Citation
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.units import restatement
from vungcao.kernel.units.models import Reform, RestatedTally, Tally, Unit
from vungcao.kernel.units.models.reforms import ReformState
from vungcao.kernel.units.queries.flows import flows


@dataclass(frozen=True)
class NewTally:
    """A count to record."""

    measure: str
    unit: Unit
    day: date
    value: int
    basis: Citation


@transaction.atomic
def record_tallies(*, tallies: Iterable[NewTally], by: AbstractBaseUser) -> int:
    """Record counts; those older than an applied reform are restated at once.

    Raises `RuleBroken` when a unit did not live on the day of its count.
    """
    tallies = list(tallies)
    if absent := sum(1 for new in tallies if not _lives(new.unit, new.day)):
        raise RuleBroken(f"{absent} số đếm ghi cho đơn vị không tồn tại vào ngày của số đếm.")
    made = Tally.objects.bulk_create(
        Tally(
            measure=new.measure,
            unit=new.unit,
            scope=new.unit.scope,
            day=new.day,
            value=new.value,
            basis=new.basis,
        )
        for new in tallies
    )
    reforms = Reform.objects.filter(state=ReformState.APPLIED)
    for reform in reforms.order_by("effective_on", "applied_on", "pk"):
        Restatement(reform).run([tally.pk for tally in made])
    audit.record(by=by, action="units.tallies_recorded", subject="units.Tally", count=len(made))
    return len(made)


def _lives(unit: Unit, day: date) -> bool:
    return unit.valid_from <= day and (unit.valid_until is None or day < unit.valid_until)


class Restatement:
    """What one reform does to counts: each part goes to its target, nothing is lost.

    See `queries.flows` for what becomes of a level that disappears.
    """

    def __init__(self, reform: Reform) -> None:
        self.reform = reform
        self.weights = flows(reforms=[reform])[0].targets

    def run(self, only: Sequence[int] | None = None) -> int:
        """Restate all counts of the reform's sources, or only these tallies; rows written."""
        day, sources = self.reform.effective_on, list(self.weights)
        chosen = Q() if only is None else Q(pk__in=only)
        originals = Tally.objects.filter(
            chosen, unit__in=sources, day__lt=day, restated_on=None
        ).order_by("pk")
        chosen = Q() if only is None else Q(tally__in=only)
        earlier = RestatedTally.objects.filter(
            chosen, unit__in=sources, valid_from__lt=day, valid_until=None
        ).order_by("pk")
        cells: dict[tuple[int, int], int] = defaultdict(int)
        for tally in originals:
            self._divide(cells, tally, tally.unit_id, tally.value)
        for row in earlier.select_related("tally"):
            self._divide(cells, row.tally, row.unit_id, row.value)
        originals.update(restated_on=day)
        earlier.update(valid_until=day)
        return len(RestatedTally.objects.bulk_create(self._rows(cells)))

    def take_back(self) -> None:
        """Undo: the reform's parts go, and what it closed speaks again."""
        day, sources = self.reform.effective_on, list(self.weights)
        RestatedTally.objects.filter(reform=self.reform).delete()
        Tally.objects.filter(unit__in=sources, restated_on=day).update(restated_on=None)
        closed = RestatedTally.objects.filter(unit__in=sources, valid_until=day)
        closed.update(valid_until=None)

    def _divide(
        self, cells: dict[tuple[int, int], int], tally: Tally, unit: int, value: int
    ) -> None:
        targets = self.weights[unit]
        key = f"{tally.measure}:{unit}:{tally.day}"
        shares = restatement.parts(value, [weight for _target, weight in targets], key)
        for (target, _weight), share in zip(targets, shares, strict=True):
            cells[tally.pk, target] += share

    def _rows(self, cells: Mapping[tuple[int, int], int]) -> Iterable[RestatedTally]:
        scopes = dict(
            Unit.objects.filter(pk__in={unit for _tally, unit in cells}).values_list("pk", "scope")
        )
        for (tally, unit), value in sorted(cells.items()):
            yield RestatedTally(
                tally_id=tally,
                reform=self.reform,
                unit_id=unit,
                scope=scopes[unit],
                value=value,
                valid_from=self.reform.effective_on,
            )
