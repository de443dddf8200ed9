"""The records of one person, found without opening anything."""

from datetime import date

from django.db.models import Q, QuerySet

from vungcao.kernel.people import rules, sealing
from vungcao.kernel.people.models import (
    Consent,
    ConsentPurpose,
    Household,
    HouseholdMember,
    Identifier,
    Person,
    PersonContact,
)
from vungcao.kernel.people.models.persons import PersonQuerySet
from vungcao.kernel.scopes.models import Reader

SHORTEST_NUMBER = 6


def kept_of(person: Person) -> Person:
    """The record that stands for this person today: itself, or the one it was merged into."""
    found = person
    while found.merged_into_id is not None:
        found = Person.objects.get(pk=found.merged_into_id)
    return found


def records_of(person: Person) -> PersonQuerySet:
    """Every record of this person: the kept one and all that were merged into it."""
    known = {kept_of(person).pk}
    while more := set(
        Person.objects.filter(merged_into__in=known)
        .exclude(pk__in=known)
        .order_by("pk")
        .values_list("pk", flat=True)
    ):
        known |= more
    return Person.objects.filter(pk__in=known)


def consent_of(person: Person, purpose: ConsentPurpose) -> Consent | None:
    """The agreement that stands. The last word counts, on whichever record it was said."""
    said = list(
        Consent.objects.filter(person__in=records_of(person), purpose=purpose).order_by(
            "-given_at", "pk"
        )
    )
    if not said or said[0].withdrawn_at is not None:
        return None
    refused = [one.withdrawn_at for one in said if one.withdrawn_at is not None]
    return None if any(moment > said[0].given_at for moment in refused) else said[0]


def by_identifier(kind: str, number: str, reader: Reader) -> PersonQuerySet:
    """Whoever within reach bears this number today or bore it before."""
    index = sealing.number_print(kind, number)
    found = Person.objects.visible_to(reader).filter(
        identifiers__kind=kind, identifiers__index=index
    )
    return found.order_by("pk").distinct()


def by_contact(kind: str, value: str, reader: Reader) -> PersonQuerySet:
    """Whoever within reach is reached there now."""
    index = sealing.contact_print(kind, value)
    found = Person.objects.visible_to(reader).filter(
        contacts__kind=kind, contacts__index=index, contacts__valid_until=None
    )
    return found.order_by("pk").distinct()


def sought(text: str, reader: Reader) -> PersonQuerySet | None:
    """Whoever within reach has this whole name, or this exact number; None when it says too little.

    Nothing is opened: a name is compared with and without the names in between.
    """
    is_number = any(letter.isdigit() for letter in text)
    wanted = _numbered(text) if is_number else _named(text)
    if wanted is None:
        return None
    found = Person.objects.visible_to(reader).present().filter(wanted)
    return Person.objects.filter(pk__in=found.values("pk")).order_by("outer_index", "pk")


def _named(text: str) -> Q | None:
    if len(rules.plain(text).split()) < 2:
        return None
    prints = sealing.prints(rules.match_keys(text, ""))
    return Q(plain_index=prints["plain"]) | Q(outer_index=prints["outer"])


def _numbered(text: str) -> Q | None:
    """By a paper's number of any kind, or by a telephone that still stands."""
    if len(rules.number(text)) < SHORTEST_NUMBER:
        return None
    papers = [sealing.number_print(kind, text) for kind in Identifier.Kind.values]
    way = sealing.contact_print(PersonContact.Kind.TELEPHONE, text)
    return Q(identifiers__index__in=papers) | Q(contacts__index=way, contacts__valid_until=None)


def members_of(household: Household, day: date) -> QuerySet[HouseholdMember]:
    """Who belongs to a household on a day, the head first."""
    living = HouseholdMember.objects.in_force(day).filter(household=household)
    return living.select_related("person").order_by("-relation", "pk")
