"""What is missing in the register on a day: villages without anybody, ends, silence."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    DateField,
    DateTimeField,
    Exists,
    Expression,
    Func,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce

from vungcao.kernel.norms.models import ParameterValue
from vungcao.kernel.scopes.models import DatedQuerySet
from vungcao.kernel.units.models import Hierarchy, Kind, Placement, Unit
from vungcao.kernel.units.queries import on_day
from vungcao.systems.prestige.models import FieldReport, Recognition, Visit
from vungcao.systems.prestige.models.recognitions import RecognitionQuerySet
from vungcao.systems.prestige.queries import norms
from vungcao.systems.prestige.queries.places import originals

ENDING, SILENCE = "prestige.ending.months", "prestige.silence.months"


@dataclass(frozen=True)
class VillageLine:
    """A village, where it lies, how many persons it may have and has.

    `area` is the area of ethnic minorities that it or its commune is placed in; empty means that
    nothing is recorded, not that it lies outside.
    """

    pk: int
    name: str
    commune_id: int
    commune: str
    area: str
    allowed: int
    held: int

    @property
    def free(self) -> int:
        return max(0, self.allowed - self.held)


@dataclass(frozen=True)
class CommuneLine:
    """What is missing in the villages of one commune."""

    pk: int
    name: str
    villages: int
    persons: int
    without: int
    vacant: int
    ending: int
    silent: int


class _Months(Func):
    """A day, and so many months added to it."""

    template = "(%(expressions)s)"
    arg_joiner = " + interval '1 month' * "
    output_field = DateTimeField()


def villages(scopes: Iterable[str], day: date) -> DatedQuerySet[Unit]:
    """The villages of a day that the holders of these scopes answer for."""
    return Unit.objects.in_force(day).under(scopes).filter(kind=Kind.VILLAGE)


def without(scopes: Iterable[str], day: date) -> DatedQuerySet[Unit]:
    """Villages in which nobody is recognised on a day."""
    held = Recognition.objects.in_force(day).filter(scope=OuterRef("scope"))
    return villages(scopes, day).filter(~Exists(held))


def wanting(scopes: Iterable[str], day: date) -> DatedQuerySet[Unit]:
    """Those of them that are known to need somebody.

    They or their commune are placed in an area of ethnic minorities, or somebody was recognised
    there before: of the others nobody has said that they belong to it.
    """
    placed = Placement.objects.in_force(day)
    areas = placed.filter(hierarchy=Hierarchy.TARGET_AREA).values("unit")
    below = placed.filter(hierarchy=Hierarchy.ADMINISTRATIVE, unit=OuterRef("pk"), parent__in=areas)
    before = Recognition.objects.standing().filter(scope=OuterRef("scope"), valid_from__lte=day)
    return without(scopes, day).filter(Q(pk__in=areas) | Exists(below) | Exists(before))


def count_without(scopes: tuple[str, ...], day: date) -> int:
    return without(scopes, day).count()


def ending(scopes: Iterable[str], day: date) -> RecognitionQuerySet:
    """Recognitions that end within the norm's months; one statement with the norm."""
    rows = Recognition.objects.in_force(day).under(scopes)
    return rows.filter(valid_until__lte=_shifted(day, ENDING, 1))


def silent(scopes: Iterable[str], day: date) -> RecognitionQuerySet:
    """Who was recognised before the norm's months and has neither reported nor been visited.

    `last_report` and `last_visit` are the days before that, if any.
    """
    since = _shifted(day, SILENCE, -1)
    own = Q(recognition=OuterRef("pk"))
    told = FieldReport.objects.filter(own, received_on__gt=since, received_on__lte=day)
    met = Visit.objects.filter(own, done_on__gt=since, done_on__lte=day)
    rows = Recognition.objects.in_force(day).under(scopes).filter(valid_from__lte=since)
    return rows.filter(~Exists(told), ~Exists(met)).annotate(
        last_report=Subquery(_latest(FieldReport.objects.filter(own), "received_on")),
        last_visit=Subquery(_latest(Visit.objects.filter(own), "done_on")),
    )


def village_lines(scopes: Iterable[str], day: date) -> list[VillageLine]:
    """Every village of a day, in a fixed number of queries."""
    units = list(villages(scopes, day).order_by("scope", "pk"))
    named = {unit.id: unit.name for unit in on_day([unit.pk for unit in units], day)}
    communes = {unit.pk: _commune(unit.scope) for unit in units}
    above = {unit.id: unit.name for unit in on_day(set(communes.values()), day)}
    areas = _areas({*named, *above}, day)
    paths = [unit.scope for unit in units]
    allowed = originals(paths) if norms.keeps_slots(day) else dict.fromkeys(paths, 1)
    held = Counter(_scopes(Recognition.objects.in_force(day).under(scopes)))
    return [
        VillageLine(
            pk=unit.pk,
            name=named[unit.pk],
            commune_id=communes[unit.pk],
            commune=above.get(communes[unit.pk], ""),
            area=areas.get(unit.pk) or areas.get(communes[unit.pk], ""),
            allowed=allowed[unit.scope],
            held=held[unit.scope],
        )
        for unit in units
    ]


def by_commune(lines: Iterable[VillageLine], scopes: Iterable[str], day: date) -> list[CommuneLine]:
    """The same added up for each commune, with ends and silence."""
    ends = Counter(map(_commune, _scopes(ending(scopes, day))))
    quiet = Counter(map(_commune, _scopes(silent(scopes, day))))
    groups: dict[int, list[VillageLine]] = {}
    for line in lines:
        groups.setdefault(line.commune_id, []).append(line)
    return [
        CommuneLine(
            pk=pk,
            name=found[0].commune,
            villages=len(found),
            persons=sum(line.held for line in found),
            without=sum(line.held == 0 for line in found),
            vacant=sum(line.free for line in found if line.allowed > 1),
            ending=ends[pk],
            silent=quiet[pk],
        )
        for pk, found in groups.items()
    ]


def _scopes(rows: RecognitionQuerySet) -> list[str]:
    return list(rows.order_by("pk").values_list("scope", flat=True))


def _commune(scope: str) -> int:
    """The unit directly above the village at the end of a path."""
    return int(scope.strip("/").split("/")[-2])


def _areas(units: set[int], day: date) -> dict[int, str]:
    """In which area of a policy these units are placed."""
    placed = Placement.objects.in_force(day).filter(hierarchy=Hierarchy.TARGET_AREA, unit__in=units)
    pairs = dict(placed.order_by("pk").values_list("unit", "parent"))
    names = {unit.id: unit.name for unit in on_day(set(pairs.values()), day)}
    return {unit: names[area] for unit, area in pairs.items()}


def _shifted(day: date, code: str, sign: int) -> Expression:
    """A day moved by the months of a norm of that day; not moved where none is in force."""
    values = ParameterValue.objects.in_force(day).filter(parameter__code=code)
    number = Cast("value", IntegerField())
    months = Coalesce(Subquery(values.annotate(number=number).values("number")[:1]), 0) * sign
    return Cast(_Months(Cast(Value(day), DateField()), months), DateField())


def _latest(rows: QuerySet[Any], field: str) -> QuerySet[Any]:
    latest: QuerySet[Any] = rows.order_by().values("recognition").annotate(last=Max(field))
    return latest.values("last")
