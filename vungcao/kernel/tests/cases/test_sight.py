"""Who takes part sees a case; who does not sees nothing of it, not even with SQL of their own."""

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from vungcao.kernel.accounts.models import User
from vungcao.kernel.cases import services
from vungcao.kernel.cases.models import Case, Party
from vungcao.kernel.scopes.services import Door
from vungcao.kernel.tests.cases.world import World, later, look_as
from vungcao.kernel.tests.factories import UserFactory

TABLES = ("cases_case", "cases_party", "cases_caseevent", "cases_pause", "cases_caselink")


def counts() -> list[int]:
    found = []
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"select count(*) from {table}")
            found.append(cursor.fetchone()[0])
    return found


def busy(world: World, **given: object) -> Case:
    """A case with a row in every table."""
    case = world.open(**given)  # type: ignore[arg-type]
    services.pause(case=case, kind="papers", reason="", now=later(hours=1), by=world.officer)
    child = world.open(now=later(hours=1))
    services.link(parent=case, child=child, is_required=True, now=later(hours=2), by=world.officer)
    return case


def test_a_neighbour_sees_nothing(world: World) -> None:
    case = busy(world)
    look_as(world.neighbour)

    assert counts() == [0, 0, 0, 0, 0]
    assert not Case.objects.visible_to(world.neighbour).exists()
    with pytest.raises(Case.DoesNotExist):
        services.note(case=case, action="x", now=later(hours=3), by=world.neighbour)


def test_a_neighbour_cannot_make_themselves_a_party(world: World) -> None:
    case = busy(world)
    look_as(world.neighbour)
    own = Party(
        case=case,
        role=Party.Role.ASKED,
        organisation=world.there,
        unit=world.there.unit,
        scope=world.there.scope,
        since=later(),
    )

    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Party.objects.bulk_create([own])

    assert counts() == [0, 0, 0, 0, 0]


def test_both_parties_see_each_other(world: World) -> None:
    case = world.open(organisation=world.there, intake=world.here)
    assert case.parties.count() == 2

    look_as(world.neighbour)

    assert case.parties.count() == 2


def test_an_applicant_sees_their_own_case_through_the_citizens_door_only(world: World) -> None:
    citizen, other = UserFactory.create(), UserFactory.create()
    case = world.open(applicant=citizen)
    world.open()

    look_as(citizen, Door.CITIZEN)
    assert list(Case.objects.values_list("pk", flat=True)) == [case.pk]
    assert Case.objects.visible_to(citizen).get() == case
    look_as(other, Door.CITIZEN)
    assert counts() == [0, 0, 0, 0, 0]
    assert not Case.objects.visible_to(other).exists()
    look_as(citizen, Door.OFFICE)
    assert counts() == [0, 0, 0, 0, 0]


def test_an_applicants_neighbours_learn_nothing_by_them(world: World) -> None:
    case = world.open(applicant=UserFactory.create())

    applicant = case.parties.get(role=Party.Role.APPLICANT)

    assert applicant.scope == world.here.scope


def test_without_a_reach_nothing_is_visible(world: World) -> None:
    world.open()

    assert not Case.objects.visible_to(User()).exists()
