"""Finding units by what somebody typed: exactly one, a question, or suggestions; and searching."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Self

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from vungcao.kernel.units import names
from vungcao.kernel.units.models import Code, Kind, Name, Unit
from vungcao.kernel.units.queries.flows import Flow, after, flows
from vungcao.kernel.units.queries.lists import GSO, UnitOnDay, as_of, on_day

SUGGESTIONS = 3


@dataclass(frozen=True)
class Match:
    """What a typed name means: `found`; or `choices` to ask about; or `suggestions` only."""

    found: UnitOnDay | None = None
    choices: tuple[UnitOnDay, ...] = ()
    suggestions: tuple[UnitOnDay, ...] = ()


class Matcher:
    """Names of one day, one level, below some unit: read once, asked for every line of a file."""

    def __init__(
        self,
        day: date,
        *,
        kind: Kind | None = None,
        under: Iterable[str] | Unit | UnitOnDay | None = None,
    ) -> None:
        self._fill(as_of(day, kind=kind, under=under))

    @classmethod
    def over(cls, units: Iterable[UnitOnDay]) -> Self:
        """Over units that are read already."""
        matcher = cls.__new__(cls)
        matcher._fill(units)
        return matcher

    def _fill(self, units: Iterable[UnitOnDay]) -> None:
        self._by_toneless: dict[str, list[tuple[str, UnitOnDay]]] = defaultdict(list)
        for unit in units:
            reading = names.read(unit.text)
            self._by_toneless[reading.toneless].append((reading.key, unit))

    def match(self, text: str) -> Match:
        """Tones decide when they were typed; a form that was typed decides between equals."""
        typed = names.read(text)
        alike = self._by_toneless.get(typed.toneless, [])
        fitting = [unit for key, unit in alike if key == typed.key]
        if not fitting and typed.key == typed.toneless:  # typed without any tones
            fitting = [unit for _key, unit in alike]
        of_form = [unit for unit in fitting if typed.form in (None, unit.form)]
        fitting = of_form or fitting
        if len(fitting) == 1 and (of_form or typed.form is None):
            return Match(found=fitting[0])
        if fitting:
            return Match(choices=tuple(fitting))
        return Match(suggestions=self._close(typed.toneless))

    def _close(self, toneless: str) -> tuple[UnitOnDay, ...]:
        close = get_close_matches(toneless, self._by_toneless, n=SUGGESTIONS, cutoff=0.6)
        return tuple(unit for name in close for _key, unit in self._by_toneless[name])


def match(
    text: str,
    day: date,
    *,
    kind: Kind | None = None,
    under: Iterable[str] | Unit | UnitOnDay | None = None,
) -> Match:
    """What one typed name means on a day. For many names make one `Matcher`."""
    return Matcher(day, kind=kind, under=under).match(text)


@dataclass(frozen=True)
class Hit:
    """A unit whose name or code was found, as it was then, and what has become of it."""

    unit: UnitOnDay
    matched: str
    valid_from: date
    valid_until: date | None
    now: tuple[UnitOnDay, ...]
    is_code: bool = False
    is_later: bool = False

    @property
    def is_former(self) -> bool:
        return self.valid_until is not None

    @property
    def title(self) -> str:
        """What the unit was called when it bore what was found."""
        return self.unit.name if self.is_code else self.matched


def search(
    text: str,
    day: date,
    *,
    kind: Kind | None = None,
    under: Iterable[str] | None = None,
    limit: int = 20,
) -> list[Hit]:
    """Units by a part of a present or former name, with or without tones, or by an exact code.

    `day` is the day of the answer: a name that no longer stands then is dated, with the units
    that came out of it, and one that stands only later says so. Of the units that bear a code,
    which is reused, the one of the day comes first. `under` are scopes: then only units for which
    these are responsible now are found, former ones among them.
    """
    toneless = names.fold_toneless(text)
    if not toneless:
        return []
    units = Unit.objects.all() if under is None else Unit.objects.under(under)
    if kind is not None:
        units = units.filter(kind=kind)
    found: list[Name | Code] = [*_by_code(text.strip(), units, day), *_by_name(toneless, units)]
    found = found[:limit]
    known = [flow for flow in flows() if flow.day <= day]
    became = {row.unit_id: _became(row.unit, known, day) for row in found}
    today = {unit.id: unit for unit in on_day({u for new in became.values() for u in new}, day)}
    then = _then(found)
    return [
        Hit(
            unit=then[row.unit_id, row.valid_from],
            matched=str(row) if isinstance(row, Name) else row.code,
            valid_from=row.valid_from,
            valid_until=row.valid_until if _ended(row, day) else None,
            now=tuple(today[unit] for unit in became[row.unit_id] if unit in today),
            is_code=isinstance(row, Code),
            is_later=row.valid_from > day,
        )
        for row in found
    ]


def _by_name(toneless: str, units: QuerySet[Unit]) -> list[Name]:
    rows = Name.objects.filter(folded__contains=toneless, unit__in=units)
    rows = rows.select_related("unit__basis")
    order = Case(
        When(Q(folded=toneless), then=Value(0)),
        When(Q(folded__startswith=toneless), then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return list(rows.order_by(order, "folded", "-valid_from", "pk")[:100])


def _by_code(code: str, units: QuerySet[Unit], day: date) -> list[Code]:
    rows = Code.objects.filter(scheme=GSO, code=code, unit__in=units)
    rows = rows.select_related("unit__basis")
    ordered = rows.order_by("-valid_from", "pk")
    return sorted(ordered, key=lambda row: row.valid_from > day or _ended(row, day))


def _became(unit: Unit, known: Iterable[Flow], day: date) -> list[int]:
    """Its successors; of a level that has disappeared, the unit now responsible for it."""
    parts = [part.unit for part in after(unit.pk, known)]
    has_ended = unit.valid_until is not None and unit.valid_until <= day
    return [int(unit.scope.split("/")[-2])] if has_ended and parts == [unit.pk] else parts


def _ended(row: Name | Code, day: date) -> bool:
    return row.valid_until is not None and row.valid_until <= day


def _then(rows: Iterable[Name | Code]) -> dict[tuple[int, date], UnitOnDay]:
    """The units as they were called when these rows began; one reading per day."""
    by_day: dict[date, list[int]] = defaultdict(list)
    for row in rows:
        by_day[row.valid_from].append(row.unit_id)
    return {(unit.id, day): unit for day, ids in by_day.items() for unit in on_day(ids, day)}
