"""What an account reaches is what it was granted, in that role, on that day."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from vungcao.kernel.access.queries import reach
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.tests.factories import GrantFactory, UserFactory

pytestmark = pytest.mark.django_db
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})


def test_who_was_granted_nothing_reaches_nothing(today: date) -> None:
    assert reach(UserFactory.create(), today) == ()


def test_a_grant_counts_from_its_first_day_until_the_day_it_ends(today: date) -> None:
    grant = GrantFactory.create(valid_from=today, valid_until=today + timedelta(days=2))

    days = [today + timedelta(days=number) for number in (-1, 0, 1, 2)]

    assert [bool(reach(grant.user, day)) for day in days] == [False, True, True, False]


def test_each_role_reaches_only_where_it_is_held(today: date) -> None:
    officer = GrantFactory.create(role=Role.COMMUNE_OFFICER, scope="/1/3/")
    GrantFactory.create(user=officer.user, role=Role.ADMINISTRATOR, scope="/1/30/")

    assert reach(officer.user, today) == ("/1/3/", "/1/30/")
    assert reach(officer.user, today, ADMINISTRATORS) == ("/1/30/",)


def test_a_citizen_reaches_nothing_even_with_a_grant_that_should_not_be(today: date) -> None:
    citizen = UserFactory.create(kind=User.Kind.CITIZEN)
    GrantFactory.create(user=citizen, scope="/1/")

    assert reach(citizen, today) == ()


def test_the_database_refuses_the_same_grant_twice_at_a_time(today: date) -> None:
    grant = GrantFactory.create(valid_from=today)

    with pytest.raises(IntegrityError, match="grant_is_held_once_at_a_time"), transaction.atomic():
        GrantFactory.create(user=grant.user, unit=grant.unit, role=grant.role, valid_from=today)


def test_the_database_refuses_a_role_outside_the_catalogue() -> None:
    with pytest.raises(IntegrityError, match="grant_role_is_in_the_catalogue"):
        GrantFactory.create(role="vua")
