"""Villages by their names on any day, read once: for lists whose lines are of many days."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

from vungcao.kernel.citations.models import State
from vungcao.kernel.units.models import Form, Hierarchy, Kind, Name, Placement, Unit
from vungcao.kernel.units.queries import Match, Matcher, UnitOnDay

Fact = TypeVar("Fact")
Dated = list[tuple[date, Fact]]
KINDS = (Kind.PROVINCE, Kind.DISTRICT, Kind.COMMUNE, Kind.VILLAGE)


@dataclass
class MapOfDay:
    """Who stood where on one day; a unit that nobody founded stood before it was entered too."""

    day: date
    units: dict[int, UnitOnDay]
    _matchers: dict[Hashable, Matcher] = field(default_factory=dict)
    _matches: dict[tuple[Hashable, str], Match] = field(default_factory=dict)

    def of(self, kind: Kind) -> list[UnitOnDay]:
        return [unit for unit in self.units.values() if unit.kind == kind]

    def above(self, unit: int) -> list[UnitOnDay]:
        """The unit itself and what stood above it, upwards."""
        chain: list[UnitOnDay] = []
        at: int | None = unit
        while at in self.units and self.units[at] not in chain:
            chain.append(self.units[at])
            at = self.units[at].parent
        return chain

    def below(self, parents: Iterable[int], kind: Kind) -> list[UnitOnDay]:
        """The units of a level that stood below one of these."""
        found: list[UnitOnDay] = []
        waiting = list(parents)
        while waiting:
            for unit in self._children.get(waiting.pop(), ()):
                if unit.kind == kind:
                    found.append(unit)
                else:
                    waiting.append(unit.id)
        return found

    @cached_property
    def _children(self) -> dict[int, list[UnitOnDay]]:
        children: dict[int, list[UnitOnDay]] = {}
        for unit in self.units.values():
            if unit.parent is not None:
                children.setdefault(unit.parent, []).append(unit)
        return children

    def match(self, key: Hashable, units: Callable[[], Iterable[UnitOnDay]], text: str) -> Match:
        """What a name means among these units, which are kept under `key`; each asked once."""
        if key not in self._matchers:
            self._matchers[key] = Matcher.over(units())
        if (key, text) not in self._matches:
            self._matches[key, text] = self._matchers[key].match(text)
        return self._matches[key, text]

    def words(self, unit: UnitOnDay) -> str:
        """A unit with the units above it: `Thôn Mẫu 1, Xã Mẫu, Tỉnh Mẫu`."""
        return ", ".join(one.name for one in self.above(unit.id))


class Atlas:
    """The units that belong to the provinces of a reach, on every day; four queries in all."""

    def __init__(self, scopes: Iterable[str]) -> None:
        provinces = {"/" + "".join(f"{pk}/" for pk in _pair(scope)) for scope in scopes}
        units = Unit.objects.under(provinces).filter(kind__in=KINDS)
        columns = ("pk", "kind", "scope", "valid_from", "valid_until", "establishment")
        self._units = list(units.order_by("pk").values_list(*columns))
        ids = {row[0] for row in self._units}
        self._names: dict[int, Dated[tuple[str, str]]] = {}
        called = Name.objects.filter(unit__in=ids).order_by("valid_from", "pk")
        for unit, since, form, text in called.values_list("unit", "valid_from", "form", "text"):
            self._names.setdefault(unit, []).append((since, (form, text)))
        self._parents: dict[int, Dated[int]] = {}
        placed = Placement.objects.filter(unit__in=ids, hierarchy=Hierarchy.ADMINISTRATIVE)
        rows = placed.order_by("valid_from", "pk")
        for unit, since, parent in rows.values_list("unit", "valid_from", "parent"):
            self._parents.setdefault(unit, []).append((since, parent))
        self._days: dict[date, MapOfDay] = {}

    def on(self, day: date) -> MapOfDay:
        """The map of a day; made once."""
        if day not in self._days:
            self._days[day] = MapOfDay(day, self._drawn(day))
        return self._days[day]

    def _drawn(self, day: date) -> dict[int, UnitOnDay]:
        found = {}
        for pk, kind, scope, since, until, founded in self._units:
            if (until is not None and until <= day) or (since > day and founded):
                continue
            form, text = _then(self._names.get(pk, []), day) or ("", "")
            found[pk] = UnitOnDay(
                id=pk,
                kind=Kind(kind),
                scope=scope,
                form=Form(form),
                text=text,
                code="",
                parent=_then(self._parents.get(pk, []), day),
                latitude=None,
                longitude=None,
                area_km2=None,
                valid_from=since,
                valid_until=until,
                state=State.SEEN,
            )
        return found


def _pair(scope: str) -> list[str]:
    """Nation and province of a path; the nation's own has no more."""
    return scope.strip("/").split("/")[:2]


def _then(facts: Sequence[tuple[date, Fact]], day: date) -> Fact | None:
    """What was true on a day; before the first one it is that."""
    past = [fact for since, fact in facts if since <= day]
    return past[-1] if past else facts[0][1] if facts else None
