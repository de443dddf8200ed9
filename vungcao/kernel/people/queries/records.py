"""The records of one person, found without opening anything."""

from datetime import date

from django.db.models import QuerySet

from vungcao.kernel.people import sealing
from vungcao.kernel.people.models import Consent, ConsentPurpose, Household, HouseholdMember, Person
from vungcao.kernel.people.models.persons import PersonQuerySet
from vungcao.kernel.scopes.models import Reader


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


def members_of(household: Household, day: date) -> QuerySet[HouseholdMember]:
    """Who belongs to a household on a day, the head first."""
    living = HouseholdMember.objects.in_force(day).filter(household=household)
    return living.select_related("person").order_by("-relation", "pk")
