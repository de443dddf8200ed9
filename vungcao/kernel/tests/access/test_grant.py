"""Granting a role over a unit: from a day on, once, and never over a unit that has ended."""

from datetime import date

import pytest

from vungcao.kernel.access import services
from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.roles import Role
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.tests.factories import UnitFactory, UserFactory
from vungcao.kernel.units.models import Unit

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 23)


def grant(unit: Unit) -> Grant:
    return services.grant(
        user=UserFactory.create(),
        role=Role.COMMUNE_OFFICER,
        unit=unit,
        valid_from=DAY,
        by=UserFactory.create(),
    )


def test_reaches_the_unit_and_what_lies_below() -> None:
    unit = UnitFactory.create()

    assert grant(unit).scope == unit.scope


def test_a_unit_that_has_ended_cannot_be_granted() -> None:
    ended = UnitFactory.create(scope="/1/", valid_until=date(2025, 7, 1))

    with pytest.raises(RuleBroken, match="đã kết thúc"):
        grant(ended)

    assert not Grant.objects.exists()
