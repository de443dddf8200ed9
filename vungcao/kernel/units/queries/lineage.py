"""Which units one came from, became, or lay in: by whose names it is looked for."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from vungcao.kernel.units.models import Form, Hierarchy, Kind, Name, Placement, Succession
from vungcao.kernel.units.models.reforms import ReformState

Links = dict[int, set[int]]
# Villages are called alike everywhere, and everything lies in the nation.
NAMED = (Kind.PROVINCE, Kind.DISTRICT, Kind.COMMUNE)


@dataclass(frozen=True)
class NameEver:
    """A name that a unit bears or bore."""

    unit: int
    form: str
    text: str


def names_ever() -> list[NameEver]:
    """Every name of every province, district and commune that ever was."""
    rows = Name.objects.filter(unit__kind__in=NAMED).order_by("pk")
    told = rows.values_list("unit", "form", "text").distinct()
    return [NameEver(unit, str(Form(form).label), text) for unit, form, text in told]


def passed_on(day: date) -> Links:
    """For each unit those that passed something on to it in a reform."""
    applied = Succession.objects.filter(
        reform__state=ReformState.APPLIED, reform__effective_on__lte=day
    ).order_by("pk")
    came: Links = defaultdict(set)
    for source, target in applied.values_list("source", "target"):
        if target is not None and source != target:
            came[target].add(source)
    return came


def former_districts() -> Links:
    """In which districts units of today lay."""
    placed = Placement.objects.filter(hierarchy=Hierarchy.FORMER_DISTRICT).order_by("pk")
    found: Links = defaultdict(set)
    for unit, district in placed.values_list("unit", "parent"):
        found[unit].add(district)
    return found


def with_all_before(came: Mapping[int, set[int]]) -> Links:
    """For each the ones before it, and those before these."""
    found: Links = {}
    for start in came:
        reached: set[int] = set()
        waiting = [start]
        while waiting:
            fresh = came.get(waiting.pop(), set()) - reached - {start}
            reached |= fresh
            waiting.extend(fresh)
        found[start] = reached
    return found


def kin(day: date) -> Links:
    """For each unit all that it came from and became, and the districts in which those lay.

    A district has the communes of today that lie where it lay.
    """
    before = with_all_before(passed_on(day))
    lay = former_districts()
    found: Links = defaultdict(set)
    for unit, others in before.items():
        found[unit] |= others
        for other in others:
            found[other].add(unit)
    for unit, districts in lay.items():
        older = {one for district in districts for one in before.get(district, ())}
        for one in (unit, *before.get(unit, ())):
            found[one] |= districts | older
        for district in districts | older:
            found[district].add(unit)
    return {unit: others - {unit} for unit, others in found.items()}
