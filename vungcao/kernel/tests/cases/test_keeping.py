"""A person cannot be erased while a case about them is going on, wherever it is held."""

import pytest

from vungcao.kernel.cases import services
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.people import services as people
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.cases.world import World, at
from vungcao.kernel.tests.factories import PersonFactory

NOW = at("17/11 08:00")


def test_a_running_case_keeps_the_person_whom_it_is_about(world: World) -> None:
    with scoped((world.province.scope,)):
        person = PersonFactory.create(unit=world.there.unit)
        case = world.open(key=person.key)

    with scoped((world.there.unit.scope,)), pytest.raises(RuleBroken, match="1 vụ việc") as refused:
        people.erase(person=person, now=NOW, by=world.officer)

    assert case.number not in str(refused.value)


def test_a_person_goes_once_the_case_is_closed(world: World) -> None:
    with scoped((world.province.scope,)):
        person = PersonFactory.create(unit=world.here.unit)
        case = world.open(key=person.key)
        services.close(case=case, outcome="done", reason="", now=NOW, by=world.officer)

        people.erase(person=person, now=NOW, by=world.officer)

        person.refresh_from_db()

    assert person.erased_at == NOW
