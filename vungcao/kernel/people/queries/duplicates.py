"""Who may be somebody else: fingerprints are compared, nothing is opened."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from django.db.models import Q

from vungcao.kernel.people import rules, sealing
from vungcao.kernel.people.drafts import PersonDraft
from vungcao.kernel.people.models import Identifier, Person, PersonContact
from vungcao.kernel.people.rules import ENOUGH, Likeness, commune_of
from vungcao.kernel.scopes.models import Reader
from vungcao.kernel.units.models import Succession
from vungcao.kernel.units.models.reforms import ReformState

LIMIT = 20
Kin: TypeAlias = Mapping[int, frozenset[int]]


@dataclass(frozen=True)
class Duplicate:
    """A person who may be the one that is looked at, and why."""

    person: Person
    reasons: tuple[Likeness, ...]

    @property
    def weight(self) -> int:
        return sum(reason.weight for reason in self.reasons)


@dataclass(frozen=True)
class Traits:
    """What is compared of one side: fingerprints and where it lives."""

    pk: int | None
    prints: dict[str, str]
    unit: int
    scope: str
    numbers: frozenset[str]
    ways: frozenset[str]


def possible_duplicates(
    one: Person | PersonDraft, reader: Reader, limit: int = LIMIT
) -> list[Duplicate]:
    """Persons within reach who may be `one`, the likeliest first.

    A common name alone is no likeness: year or place must agree, or a number of a paper.
    """
    traits = _of_draft(one) if isinstance(one, PersonDraft) else _of_person(one)
    return _judged([traits], reader, limit)[0]


def duplicates_of_all(
    drafts: Sequence[PersonDraft], reader: Reader, limit: int = LIMIT
) -> list[list[Duplicate]]:
    """The same for a whole list, in its order and in a fixed number of queries."""
    return _judged([_of_draft(draft) for draft in drafts], reader, limit)


def _judged(every: Sequence[Traits], reader: Reader, limit: int) -> list[list[Duplicate]]:
    kin = _kin_of({traits.unit for traits in every})
    found = list(_candidates(every, kin, reader))
    numbers = _owners(Identifier, found, every, "numbers")
    ways = _owners(PersonContact, found, every, "ways")
    named: dict[str, list[Person]] = defaultdict(list)
    for other in found:
        for text in {other.outer_index, other.plain_index} - {""}:
            named[text].append(other)
    known = {other.pk: other for other in found}
    judged = []
    for traits in every:
        bearers = _with(traits.numbers, numbers)
        reached = _with(traits.ways, ways)
        names = (traits.prints["outer"], traits.prints["plain"])
        others = {pk: known[pk] for pk in bearers}
        others |= {one.pk: one for name in names if name for one in named[name]}
        likely = [
            Duplicate(other, tuple(_reasons(traits, other, kin, pk in bearers, pk in reached)))
            for pk, other in others.items()
            if pk != traits.pk
        ]
        weighty = [one for one in likely if one.weight >= ENOUGH]
        judged.append(sorted(weighty, key=lambda one: (-one.weight, one.person.pk))[:limit])
    return judged


def _of_person(person: Person) -> Traits:
    papers = Identifier.objects.filter(person=person).order_by("pk")
    ways = PersonContact.objects.filter(person=person).order_by("pk")
    return Traits(
        pk=person.pk,
        prints={name: getattr(person, f"{name}_index") for name in sealing.INDEXES},
        unit=person.unit_id,
        scope=person.scope,
        numbers=frozenset(papers.values_list("index", flat=True)),
        ways=frozenset(ways.values_list("index", flat=True)),
    )


def _of_draft(draft: PersonDraft) -> Traits:
    birth = rules.read_birth(draft.birth) or ""
    return Traits(
        pk=None,
        prints=sealing.prints(rules.match_keys(draft.full_name, birth)),
        unit=draft.unit.pk,
        scope=draft.unit.scope,
        numbers=frozenset(sealing.number_print(p.kind, p.number) for p in draft.identifiers),
        ways=frozenset(sealing.contact_print(w.kind, w.value) for w in draft.contacts),
    )


def _candidates(every: Sequence[Traits], kin: Kin, reader: Reader) -> Iterable[Person]:
    """Whoever could reach `ENOUGH` for one of them: a superset that the indexes give quickly."""
    prints = {name: _prints(every, name) for name in ("outer", "plain", "even", "odd")}
    near_place = Q(unit__in={unit for traits in every for unit in kin[traits.unit]})
    for commune in sorted({commune_of(traits.scope) for traits in every}):
        near_place |= Q(scope__startswith=commune)
    near_year = Q(even_index__in=prints["even"]) | Q(odd_index__in=prints["odd"])
    numbers = {index for traits in every for index in traits.numbers}
    ways = {index for traits in every for index in traits.ways}
    bearing = Identifier.objects.filter(index__in=numbers).values("person")
    reached = PersonContact.objects.filter(index__in=ways).values("person")
    wanted = (
        Q(pk__in=bearing)
        | Q(outer_index__in=prints["outer"]) & near_year
        | Q(plain_index__in=prints["plain"]) & near_place
        | Q(outer_index__in=prints["outer"], pk__in=reached)
    )
    found = Person.objects.visible_to(reader).present().filter(wanted)
    return found.order_by("pk")


def _prints(every: Sequence[Traits], name: str) -> set[str]:
    return {traits.prints[name] for traits in every} - {""}


def _owners(
    model: type[Identifier] | type[PersonContact],
    found: list[Person],
    every: Sequence[Traits],
    name: str,
) -> dict[str, set[int]]:
    """Who of the found has which of the wanted fingerprints."""
    wanted = {index for traits in every for index in getattr(traits, name)}
    owners: dict[str, set[int]] = defaultdict(set)
    if wanted:
        rows = model._default_manager.filter(person__in=found, index__in=wanted).order_by("pk")
        for person, index in rows.values_list("person", "index"):
            owners[index].add(person)
    return owners


def _with(wanted: Iterable[str], owners: dict[str, set[int]]) -> set[int]:
    return {pk for index in wanted for pk in owners.get(index, ())}


def _reasons(
    traits: Traits, other: Person, kin: Kin, same_number: bool, same_way: bool
) -> Iterable[Likeness]:
    if same_number:
        yield Likeness.NUMBER
    if same_way:
        yield Likeness.CONTACT
    named = _likeness_of_names(traits, other)
    if named is not None:
        yield named
        if (years := _likeness_of_years(traits, other)) is not None:
            yield years
    if other.scope == traits.scope:
        yield Likeness.PLACE
    elif other.unit_id in kin[traits.unit]:
        yield Likeness.KIN
    elif commune_of(other.scope) == commune_of(traits.scope):
        yield Likeness.COMMUNE


def _likeness_of_names(traits: Traits, other: Person) -> Likeness | None:
    for name, likeness in (
        ("spelt", Likeness.SPELT),
        ("plain", Likeness.PLAIN),
        ("outer", Likeness.OUTER),
    ):
        if traits.prints[name] and traits.prints[name] == getattr(other, f"{name}_index"):
            return likeness
    return None


def _likeness_of_years(traits: Traits, other: Person) -> Likeness | None:
    """Only of names that agree in their ends, for the years are bound to these."""
    if not (traits.prints["even"] and other.even_index):
        return None
    agreeing = [traits.prints[name] == getattr(other, f"{name}_index") for name in ("even", "odd")]
    if all(agreeing):
        return Likeness.YEAR
    return Likeness.NEAR_YEAR if any(agreeing) else Likeness.OTHER_YEAR


def _kin_of(units: set[int]) -> Kin:
    """The units before and after each of these, through every reform that was applied."""
    beside: dict[int, set[int]] = {unit: set() for unit in units}
    known, fresh = set(units), set(units)
    while fresh:
        passed = Succession.objects.filter(
            Q(source__in=fresh) | Q(target__in=fresh),
            reform__state=ReformState.APPLIED,
            target__isnull=False,
        )
        found = set()
        for source, target in passed.order_by("pk").values_list("source", "target"):
            if target is not None:
                beside.setdefault(source, set()).add(target)
                beside.setdefault(target, set()).add(source)
                found |= {source, target}
        fresh = found - known
        known |= found
    return {unit: _reached(unit, beside) for unit in units}


def _reached(unit: int, beside: Mapping[int, set[int]]) -> frozenset[int]:
    reached, waiting = {unit}, [unit]
    while waiting:
        fresh = beside[waiting.pop()] - reached
        reached |= fresh
        waiting += fresh
    return frozenset(reached - {unit})
