"""The money of a year: what the norms would cost at most, what was allotted, given, remains."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet, Sum

from vungcao.kernel.citations.models import Citation
from vungcao.kernel.scopes.models import Reader
from vungcao.kernel.units.queries import on_day
from vungcao.systems.prestige.models import Allotment, Benefit, Level, Recognition
from vungcao.systems.prestige.queries.benefits import DayNorms
from vungcao.systems.prestige.queries.where import commune_of, unit_of


@dataclass(frozen=True)
class ForecastLine:
    """One kind: everybody on the list, at the ceiling, as often as the norm allows.

    Of a kind by level it is the dearest level, which is named.
    """

    kind: str
    level: str
    persons: int
    ceiling: int
    times: int
    basis: Citation

    @property
    def most(self) -> int:
        return self.persons * self.ceiling * self.times

    @property
    def formula(self) -> str:
        """`522 × 500.000 × 2 = 522.000.000`."""
        numbers = (self.persons, self.ceiling, self.times, self.most)
        first, *others, last = (f"{number:,}".replace(",", ".") for number in numbers)
        return f"{' × '.join((first, *others))} = {last}"


@dataclass(frozen=True)
class Forecast:
    """The lines that can be counted, and the kinds of money for which a norm is missing."""

    day: date
    persons: int
    lines: tuple[ForecastLine, ...]
    missing: tuple[tuple[str, str], ...] = ()  # the kind's name, the parameter's code

    @property
    def most(self) -> int:
        return sum(line.most for line in self.lines)

    @property
    def each(self) -> int:
        """At most for one person in the year."""
        return sum(line.ceiling * line.times for line in self.lines)


@dataclass(frozen=True)
class KindLine:
    """What was given of one kind in a year; `amount` is 0 in kind."""

    kind: str
    benefits: int
    persons: int
    amount: int


@dataclass(frozen=True)
class CommuneLine:
    """A commune: who is on the list, what that may cost at most, what was given."""

    id: int
    name: str
    persons: int
    most: int
    granted: int


def day_of(year: int, today: date) -> date:
    """On which day the list and the norms of a year are looked at: today within it."""
    if year == today.year:
        return today
    return date(year, 1, 1) if year > today.year else date(year, 12, 31)


def forecast(persons: int, norms: DayNorms) -> Forecast:
    """What everybody on the list would cost at the ceilings and times of a day."""
    lines, missing = [], []
    for kind in norms.kinds.values():
        if not kind.is_money:
            continue
        levels = Level.values if kind.by_level else [""]
        held = [
            (int(row.value), level, row) for level in levels if (row := norms.ceiling(kind, level))
        ]
        times = norms.times(kind)
        if not held:
            missing.append((kind.name, norms.code(kind, levels[0])))
        elif times is None:
            missing.append((kind.name, f"prestige.benefit.{kind.code}.times"))
        else:
            ceiling, level, row = max(held, key=lambda one: one[0])
            named = str(Level(level).label) if level else ""
            count = int(times.value)
            lines.append(ForecastLine(kind.name, named, persons, ceiling, count, row.basis))
    return Forecast(norms.day, persons, tuple(lines), tuple(missing))


def persons_by_commune(reader: Reader, day: date) -> Counter[str]:
    """How many are on the list of a day, by the scope of today's commune."""
    rows = Recognition.objects.visible_to(reader).in_force(day).order_by("scope", "pk")
    return Counter(commune_of(scope) for scope in rows.values_list("scope", flat=True))


def granted_by_commune(reader: Reader, year: int) -> Mapping[str, int]:
    rows = _granted(reader, year).values("scope").order_by("scope").annotate(paid=Sum("amount"))
    found: dict[str, int] = defaultdict(int)
    for scope, paid in rows.values_list("scope", "paid"):
        found[commune_of(scope)] += paid or 0
    return found


def by_commune(
    persons: Mapping[str, int], granted: Mapping[str, int], each: int, today: date
) -> list[CommuneLine]:
    """Communes with somebody on the list or something given, by name."""
    scopes = {unit_of(scope): scope for scope in {*persons, *granted}}
    return [
        CommuneLine(
            unit.id,
            unit.name,
            persons.get(scopes[unit.id], 0),
            persons.get(scopes[unit.id], 0) * each,
            granted.get(scopes[unit.id], 0),
        )
        for unit in on_day(scopes, today)
    ]


def by_kind(reader: Reader, year: int, names: Mapping[str, str]) -> list[KindLine]:
    """What was given, the most money first."""
    rows = _granted(reader, year).values("kind").order_by("kind")
    found = rows.annotate(
        benefits=Count("pk"),
        persons=Count("recognition__person", distinct=True),
        amount=Sum("amount"),
    )
    lines = [
        KindLine(
            names.get(row["kind"], row["kind"]),
            row["benefits"],
            row["persons"],
            row["amount"] or 0,
        )
        for row in found
    ]
    return sorted(lines, key=lambda line: (-line.amount, line.kind))


def allotments(reader: Reader, year: int) -> list[Allotment]:
    """What decisions set aside for a year, the oldest first."""
    rows = Allotment.objects.visible_to(reader).filter(year=year)
    return list(rows.order_by("decided_on", "pk"))


def _granted(reader: Reader, year: int) -> "QuerySet[Benefit]":
    return Benefit.objects.visible_to(reader).standing().filter(granted_on__year=year)
