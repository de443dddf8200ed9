"""Households: opened, joined, left and closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet

from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.people.models import Household, HouseholdMember, Person
from vungcao.kernel.people.services import registering
from vungcao.kernel.units.models import Unit

Relation = HouseholdMember.Relation


@dataclass(frozen=True)
class NewHousehold:
    """A household with its members, the head among them."""

    unit: Unit
    members: Sequence[tuple[Person, Relation]]
    code: str = ""


@transaction.atomic
def open_household(*, new: NewHousehold, valid_from: date, by: AbstractBaseUser) -> Household:
    """A household with its members. Raises `RuleBroken` without exactly one head."""
    (made,) = open_households(new=[new], valid_from=valid_from, by=by)
    return made


@transaction.atomic
def open_households(
    *, new: Sequence[NewHousehold], valid_from: date, by: AbstractBaseUser
) -> list[Household]:
    """Many households at once, all or none."""
    for one in new:
        if [relation for _person, relation in one.members].count(Relation.HEAD) != 1:
            raise RuleBroken("Mỗi hộ có đúng một chủ hộ.")
        for person, _relation in one.members:
            _refuse_second(person, valid_from)
    made = Household.objects.bulk_create(
        Household(unit=one.unit, scope=one.unit.scope, code=one.code, valid_from=valid_from)
        for one in new
    )
    HouseholdMember.objects.bulk_create(
        HouseholdMember(
            household=household, person=person, relation=relation, valid_from=valid_from
        )
        for household, one in zip(made, new, strict=True)
        for person, relation in one.members
    )
    subject = made[0] if len(made) == 1 else Household._meta.label
    audit.record(
        by=by, action="people.household_opened", subject=subject, households=[h.pk for h in made]
    )
    return made


@transaction.atomic
def join(
    *,
    household: Household,
    person: Person,
    relation: Relation,
    valid_from: date,
    by: AbstractBaseUser,
) -> HouseholdMember:
    """From a day on a person belongs to a household, to one only. It has one head."""
    locked = registering.lock(person)
    _refuse_second(locked, valid_from)
    if household.valid_until is not None and household.valid_until <= valid_from:
        raise RuleBroken("Hộ này đã kết thúc.")
    if relation == Relation.HEAD and _living(household).filter(relation=Relation.HEAD).exists():
        raise RuleBroken("Hộ đã có chủ hộ: ghi chủ hộ cũ ra khỏi hộ hoặc đổi quan hệ trước.")
    made = HouseholdMember.objects.create(
        household=household, person=locked, relation=relation, valid_from=valid_from
    )
    registering.touch(locked)
    audit.record(by=by, action="people.household_joined", subject=locked, household=household.pk)
    return made


@transaction.atomic
def leave(*, member: HouseholdMember, until: date, by: AbstractBaseUser) -> None:
    """From a day on a person no longer belongs to the household."""
    if until <= member.valid_from:
        raise RuleBroken("Ngày ra khỏi hộ phải sau ngày vào hộ.")
    locked = registering.lock(member.person)
    member.valid_until = until
    member.save(update_fields=["valid_until"])
    registering.touch(locked)
    audit.record(
        by=by, action="people.household_left", subject=locked, household=member.household_id
    )


@transaction.atomic
def close_household(*, household: Household, until: date, by: AbstractBaseUser) -> None:
    """From a day on there is no such household; whoever is still a member leaves with it."""
    if until <= household.valid_from:
        raise RuleBroken("Ngày kết thúc hộ phải sau ngày lập hộ.")
    household.valid_until = until
    household.save(update_fields=["valid_until"])
    living = _living(household)
    living.filter(valid_from__gte=until).delete()
    living.update(valid_until=until)
    audit.record(by=by, action="people.household_closed", subject=household, day=str(until))


def _living(household: Household) -> QuerySet[HouseholdMember]:
    return HouseholdMember.objects.filter(household=household, valid_until=None)


def _refuse_second(person: Person, valid_from: date) -> None:
    elsewhere = HouseholdMember.objects.filter(person=person).exclude(valid_until__lte=valid_from)
    if elsewhere.exists():
        raise RuleBroken("Người này đang ở một hộ khác: ghi ra khỏi hộ đó trước.")
