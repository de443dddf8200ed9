"""Who may be somebody else: fingerprints are compared, nothing is opened."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from vungcao.kernel.people import rules, sealing
from vungcao.kernel.people.drafts import PersonDraft
from vungcao.kernel.people.models import Identifier, Person, PersonContact
from vungcao.kernel.people.rules import ENOUGH, Likeness, commune_of
from vungcao.kernel.scopes.models import Reader
from vungcao.kernel.units.models import Succession
from vungcao.kernel.units.models.reforms import ReformState

LIMIT = 20


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
    kin = _kin(traits.unit)
    found = list(_candidates(traits, kin, reader))
    numbers = _prints_of(Identifier, found, traits.numbers)
    ways = _prints_of(PersonContact, found, traits.ways)
    judged = [
        Duplicate(other, tuple(_reasons(traits, other, kin, other.pk in numbers, other.pk in ways)))
        for other in found
    ]
    likely = [one for one in judged if one.weight >= ENOUGH]
    return sorted(likely, key=lambda one: (-one.weight, one.person.pk))[:limit]


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


def _candidates(traits: Traits, kin: frozenset[int], reader: Reader) -> Iterable[Person]:
    """Whoever could reach `ENOUGH`: a superset that the indexes give quickly."""
    prints = {name: text for name, text in traits.prints.items() if text}
    near_year = Q(pk__in=[])
    for name in ("even", "odd"):
        if name in prints:
            near_year |= Q(**{f"{name}_index": prints[name]})
    wanted = Q(identifiers__index__in=traits.numbers)
    if "outer" in prints:
        near_place = Q(scope__startswith=commune_of(traits.scope)) | Q(unit__in=kin)
        wanted |= Q(outer_index=prints["outer"]) & near_year
        wanted |= Q(plain_index=prints["plain"]) & near_place
        wanted |= Q(outer_index=prints["outer"], contacts__index__in=traits.ways)
    found = Person.objects.visible_to(reader).present().filter(wanted)
    return found.exclude(pk=traits.pk or 0).order_by("pk").distinct()


def _prints_of(
    model: type[Identifier] | type[PersonContact], found: list[Person], wanted: frozenset[str]
) -> set[int]:
    """Who of the found has one of the wanted fingerprints."""
    if not wanted:
        return set()
    rows = model._default_manager.filter(person__in=found, index__in=wanted).order_by("pk")
    return set(rows.values_list("person", flat=True))


def _reasons(
    traits: Traits, other: Person, kin: frozenset[int], same_number: bool, same_way: bool
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
    elif other.unit_id in kin:
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


def _kin(unit: int) -> frozenset[int]:
    """The units before and after this one, through every reform that was applied."""
    known, fresh = {unit}, {unit}
    while fresh:
        passed = Succession.objects.filter(
            Q(source__in=fresh) | Q(target__in=fresh),
            reform__state=ReformState.APPLIED,
            target__isnull=False,
        )
        pairs = passed.order_by("pk").values_list("source", "target")
        fresh = {pk for pair in pairs for pk in pair if pk is not None} - known
        known |= fresh
    return frozenset(known - {unit})
