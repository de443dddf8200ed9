"""Where people live and with whom: dated, one place and one household at a time."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.people import queries, services
from vungcao.kernel.people.models import (
    Household,
    HouseholdMember,
    Person,
    PersonRole,
    ResidenceKind,
)
from vungcao.kernel.people.services import NewHousehold
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.people.conftest import Place

Relation = HouseholdMember.Relation
FIRST, LATER, LAST = date(2026, 1, 5), date(2026, 6, 1), date(2026, 9, 1)


def household(place: Place, *members: tuple[Person, Relation], code: str = "") -> Household:
    new = NewHousehold(unit=place.village, members=members, code=code)
    return services.open_household(new=new, valid_from=FIRST, by=place.by)


def test_a_household_has_exactly_one_head(place: Place) -> None:
    head, wife = place.person(), place.person()

    made = household(place, (wife, Relation.SPOUSE), (head, Relation.HEAD))

    members = queries.members_of(made, LATER)
    assert {(member.person_id, member.relation) for member in members} == {
        (head.pk, "head"),
        (wife.pk, "spouse"),
    }
    with pytest.raises(RuleBroken, match="đúng một chủ hộ"):
        household(place, (place.person(), Relation.CHILD))


def test_somebody_lives_in_one_household_at_a_time(place: Place) -> None:
    person = place.person()
    one = household(place, (person, Relation.HEAD))
    other = household(place, (place.person(), Relation.HEAD))

    with pytest.raises(RuleBroken, match="hộ khác"):
        services.join(
            household=other,
            person=person,
            relation=Relation.OTHER,
            valid_from=LATER,
            by=place.by,
        )
    services.leave(member=one.members.get(), until=LATER, by=place.by)
    services.join(
        household=other, person=person, relation=Relation.OTHER, valid_from=LATER, by=place.by
    )

    assert list(queries.members_of(one, LATER)) == []
    assert queries.members_of(other, LATER).count() == 2
    assert queries.members_of(one, FIRST).count() == 1


def test_the_database_itself_refuses_a_second_household(place: Place) -> None:
    person = place.person()
    household(place, (person, Relation.HEAD))
    other = household(place, (place.person(), Relation.HEAD))

    with pytest.raises(IntegrityError, match="one_household_at_a_time"), transaction.atomic():
        HouseholdMember.objects.create(
            household=other, person=person, relation=Relation.OTHER, valid_from=LATER
        )


def test_a_second_head_is_refused(place: Place) -> None:
    made = household(place, (place.person(), Relation.HEAD))

    with pytest.raises(RuleBroken, match="đã có chủ hộ"):
        services.join(
            household=made,
            person=place.person(),
            relation=Relation.HEAD,
            valid_from=LATER,
            by=place.by,
        )


def test_a_household_that_ends_ends_for_its_members(place: Place) -> None:
    made = household(place, (place.person(), Relation.HEAD))

    services.close_household(household=made, until=LATER, by=place.by)

    assert [member.valid_until for member in made.members.all()] == [LATER]
    with pytest.raises(RuleBroken, match="đã kết thúc"):
        services.join(
            household=made,
            person=place.person(),
            relation=Relation.CHILD,
            valid_from=LAST,
            by=place.by,
        )


def test_moving_closes_the_former_residence_and_moves_the_scope(place: Place) -> None:
    person = place.person()

    services.move(
        person=person,
        to=place.far_village,
        kind=ResidenceKind.TEMPORARY,
        moved_on=LATER,
        by=place.by,
    )

    person.refresh_from_db()
    lived = person.residences.order_by("valid_from")
    assert person.scope == place.far_village.scope
    assert [(one.place_id, one.valid_from, one.valid_until) for one in lived] == [
        (place.village.pk, FIRST, LATER),
        (place.far_village.pk, LATER, None),
    ]


def test_nobody_moves_a_person_beyond_their_own_reach(place: Place) -> None:
    person = place.person()

    with scoped((place.north.scope,)), pytest.raises(RuleBroken, match="ngoài phạm vi"):
        services.move(
            person=person,
            to=place.far_village,
            kind=ResidenceKind.PERMANENT,
            moved_on=LATER,
            by=place.by,
        )


def test_a_move_before_the_last_one_is_refused(place: Place) -> None:
    person = place.person()

    with pytest.raises(RuleBroken, match="05/01/2026"):
        services.move(
            person=person,
            to=place.other_village,
            kind=ResidenceKind.PERMANENT,
            moved_on=date(2025, 1, 1),
            by=place.by,
        )


def test_a_role_is_held_once_and_ends(place: Place) -> None:
    person = place.person()

    def assign(valid_from: date) -> PersonRole:
        return services.assign_role(
            person=person,
            role=PersonRole.Role.VILLAGE_HEAD,
            place=place.village,
            valid_from=valid_from,
            by=place.by,
        )

    one, again = assign(FIRST), assign(LATER)
    services.end_role(role=one, until=LAST, by=place.by)

    assert again == one
    assert not PersonRole.objects.in_force(LAST).exists()
    with pytest.raises(RuleBroken, match="sau ngày bắt đầu"):
        services.end_role(role=one, until=FIRST, by=place.by)


def test_the_households_of_a_neighbour_are_not_seen(place: Place) -> None:
    household(place, (place.person(), Relation.HEAD), code="MAU-1")

    with scoped((place.south.scope,)):
        assert not Household.objects.exists()
        assert not HouseholdMember.objects.exists()
