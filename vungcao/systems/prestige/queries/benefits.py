"""Reads about benefits: the norm of a day, what persons have had already, sums."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum

from vungcao.kernel.citations.models import Citation
from vungcao.kernel.norms.models import ParameterValue
from vungcao.kernel.people.models import HouseholdMember, Person
from vungcao.kernel.scopes.models import Reader
from vungcao.systems.prestige.models import Benefit, GrantList
from vungcao.systems.prestige.queries import norms
from vungcao.systems.prestige.queries.norms import Kind
from vungcao.systems.prestige.rules.benefits import Norm

PREFIX = "prestige.benefit."
PER_HOUSEHOLD = frozenset({"hardship"})  # kinds that the law counts for a household as a whole


@dataclass(frozen=True)
class Allowed:
    """The norm of one kind at one level, and the citation that a row keeps."""

    norm: Norm
    basis: Citation | None


class DayNorms:
    """Every kind of a day with its ceilings and times, read in a fixed number of queries."""

    def __init__(self, day: date) -> None:
        self.day = day
        self.kinds = norms.kinds(day)
        rows = ParameterValue.objects.in_force(day).filter(parameter__code__startswith=PREFIX)
        self._values = {
            row.parameter.code: row for row in rows.select_related("parameter", "basis")
        }

    def ceiling(self, kind: Kind, level: str) -> ParameterValue | None:
        return self._values.get(self.code(kind, level)) if kind.is_money else None

    def times(self, kind: Kind) -> ParameterValue | None:
        return self._values.get(f"{PREFIX}{kind.code}.times")

    def code(self, kind: Kind, level: str) -> str:
        """The parameter by which the ceiling is entered."""
        name = f"{PREFIX}{kind.code}.ceiling"
        return f"{name}.{level}" if kind.by_level else name

    def allowed(self, code: str, level: str) -> Allowed | None:
        """What holds of one kind at one level; None for a kind that the day does not know."""
        kind = self.kinds.get(code)
        if kind is None:
            return None
        ceiling, times = self.ceiling(kind, level), self.times(kind)
        norm = Norm(
            name=kind.name,
            is_money=kind.is_money,
            by_level=kind.by_level,
            ceiling=int(ceiling.value) if ceiling else None,
            ceiling_basis=words_of(ceiling),
            times=int(times.value) if times else None,
            times_basis=words_of(times),
            code=self.code(kind, level),
        )
        based = ceiling or times
        return Allowed(norm, based.basis if based else None)


def words_of(row: ParameterValue | None) -> str:
    """A basis as a sentence names it, with its doubt."""
    if row is None:
        return ""
    return row.basis.number if row.basis.is_seen else f"{row.basis.number}, chưa xác minh"


@dataclass(frozen=True)
class Had:
    """What persons had of one kind in one year, by the records that were asked for.

    `days` are kept by the record that stands for a person, to which `kept` leads; `others` are
    those who keep house with somebody, where the kind is for a household.
    """

    days: dict[int, list[date]]
    kept: Mapping[int, int]
    others: Mapping[int, frozenset[int]]

    def own(self, person: int) -> list[date]:
        return self.days[self.kept[person]]

    def around(self, person: int) -> list[date]:
        return [day for other in self.others.get(person, ()) for day in self.days[other]]

    def take(self, person: int, day: date) -> None:
        self.own(person).append(day)


def had(persons: Collection[int], kind: str, day: date) -> Had:
    """The days of standing benefits of a kind in the year of `day`, on every record of a person."""
    around = _household(persons, day) if kind in PER_HOUSEHOLD else {}
    kept = _kept({*persons, *(pk for found in around.values() for pk in found)})
    days: dict[int, list[date]] = defaultdict(list)
    rows = Benefit.objects.standing().filter(
        kind=kind, granted_on__year=day.year, recognition__person__in=kept
    )
    columns = ("recognition__person", "granted_on")
    for person, granted_on in rows.order_by("granted_on", "pk").values_list(*columns):
        days[kept[person]].append(granted_on)
    others = {
        person: frozenset(kept[one] for one in found if one in kept) - {kept[person]}
        for person, found in around.items()
    }
    return Had(days, kept, others)


def houses(persons: Collection[int], day: date) -> list[int]:
    """The households in which these persons live on a day."""
    living = HouseholdMember.objects.in_force(day).filter(person__in=persons)
    return sorted(set(living.order_by("pk").values_list("household", flat=True)))


def year_of(persons: Collection[int], year: int) -> dict[str, list[date]]:
    """Everything that the records of one person were given in a year, by kind."""
    found: dict[str, list[date]] = defaultdict(list)
    rows = Benefit.objects.standing().filter(
        granted_on__year=year, recognition__person__in=_kept(persons)
    )
    for kind, day in rows.order_by("granted_on", "pk").values_list("kind", "granted_on"):
        found[kind].append(day)
    return found


def _kept(persons: Iterable[int]) -> dict[int, int]:
    """Every record of these persons, and the one that stands for it (`records_of` for many)."""
    above: dict[int, int | None] = {}
    fresh = set(persons)
    while fresh:
        rows = Person.objects.filter(Q(pk__in=fresh) | Q(merged_into__in=fresh)).order_by("pk")
        found = dict(rows.values_list("pk", "merged_into"))
        near = {*found, *(pk for pk in found.values() if pk is not None)}
        above |= found
        fresh = near - above.keys()
    return {pk: _top(pk, above) for pk in above}


def _top(pk: int, above: Mapping[int, int | None]) -> int:
    while (upper := above.get(pk)) is not None:
        pk = upper
    return pk


def _household(persons: Collection[int], day: date) -> dict[int, set[int]]:
    """Who keeps house with each on a day, as far as the kernel knows it."""
    living = HouseholdMember.objects.in_force(day)
    own = living.filter(person__in=persons).order_by("pk")
    houses = dict(own.values_list("person", "household"))
    members: dict[int, set[int]] = defaultdict(set)
    shared = living.filter(household__in=houses.values()).order_by("pk")
    for household, person in shared.values_list("household", "person"):
        members[household].add(person)
    return {person: members[house] - {person} for person, house in houses.items()}


@dataclass(frozen=True)
class Sums:
    """How many benefits, to how many persons, for how much money."""

    benefits: int
    persons: int
    amount: int


def sums(rows: "QuerySet[Benefit]") -> Sums:
    """Of those that stand among the rows."""
    found = rows.filter(is_void=False).aggregate(
        benefits=Count("pk"),
        persons=Count("recognition__person", distinct=True),
        amount=Sum("amount"),
    )
    return Sums(found["benefits"], found["persons"], found["amount"] or 0)


@dataclass(frozen=True)
class Asked:
    """Which benefits a list shows; nothing asked: all that stand."""

    year: int | None = None
    kind: str = ""
    level: str = ""
    scope: str = ""
    state: str = ""


def listed(reader: Reader, asked: Asked) -> "QuerySet[Benefit]":
    """Benefits within reach with what a list shows of them."""
    found = Benefit.objects.visible_to(reader)
    if asked.year:
        found = found.filter(granted_on__year=asked.year)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.level:
        found = found.filter(level=asked.level)
    if asked.scope:
        found = found.under((asked.scope,))
    if asked.state != "all":
        found = found.filter(is_void=asked.state == "void")
    return found.select_related("recognition", "grants")


def lists(reader: Reader) -> "QuerySet[GrantList]":
    """Lists of grants within reach, with how many they gave to and how much."""
    stands = Q(benefits__is_void=False)
    return GrantList.objects.visible_to(reader).annotate(
        persons=Count("benefits", filter=stands), paid=Sum("benefits__amount", filter=stands)
    )


def years(reader: Reader, today: date) -> list[int]:
    """Years in which something was given, and this one, the latest first."""
    found = Benefit.objects.visible_to(reader).order_by("granted_on__year")
    known = set(found.values_list("granted_on__year", flat=True).distinct())
    return sorted(known | {today.year}, reverse=True)
