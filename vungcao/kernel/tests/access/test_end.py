"""Ending a role: from today or later, with a reason, and never the last administrator's."""

from datetime import date, timedelta

import pytest

from vungcao.kernel.access import services
from vungcao.kernel.access.models import EndReason, Grant
from vungcao.kernel.access.queries import reach
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.tests.access.people import administrator
from vungcao.kernel.tests.factories import GrantFactory, ProvinceFactory, UserFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)


def end(grant: Grant, by: User, on: date = TODAY) -> Grant:
    services.end(grant=grant, on=on, reason=EndReason.MOVED, today=TODAY, by=by)
    grant.refresh_from_db()
    return grant


def refusal(grant: Grant, by: User, on: date = TODAY) -> str:
    with pytest.raises(RuleBroken) as refused:
        end(grant, by, on)
    return str(refused.value)


def test_from_that_day_on_nothing_is_reached() -> None:
    grant = GrantFactory.create()

    end(grant, administrator(), TODAY + timedelta(days=3))

    days = [TODAY, TODAY + timedelta(days=2), TODAY + timedelta(days=3)]
    assert [bool(reach(grant.user, day)) for day in days] == [True, True, False]


def test_ended_today_it_counts_no_more_today_and_the_trail_says_why_by_a_code() -> None:
    grant = GrantFactory.create()

    end(grant, administrator())

    assert reach(grant.user, TODAY) == ()
    assert '"reason":"moved"' in Entry.objects.get(action="access.grant_ended").body


def test_what_was_granted_this_morning_can_be_taken_back_and_has_never_counted() -> None:
    grant = GrantFactory.create(valid_from=TODAY)

    assert end(grant, administrator()).is_withdrawn
    assert reach(grant.user, TODAY) == ()


def test_what_has_not_begun_is_withdrawn_before_its_first_day() -> None:
    grant = GrantFactory.create(valid_from=TODAY + timedelta(days=9))

    assert end(grant, administrator()).is_withdrawn
    assert reach(grant.user, TODAY + timedelta(days=9)) == ()


def test_the_past_is_not_rewritten() -> None:
    grant = GrantFactory.create()

    assert "đã qua" in refusal(grant, administrator(), TODAY - timedelta(days=1))
    assert reach(grant.user, TODAY)


def test_what_ends_sooner_is_not_prolonged() -> None:
    grant = GrantFactory.create(valid_until=TODAY + timedelta(days=1))

    assert "sớm hơn" in refusal(grant, administrator(), TODAY + timedelta(days=5))


def test_an_administrator_of_elsewhere_ends_nothing_here() -> None:
    grant = GrantFactory.create()

    said = refusal(grant, administrator(ProvinceFactory.create()))

    assert said == "Vai trò này nằm ngoài phạm vi quản trị của chị/anh."
    assert reach(grant.user, TODAY)


def test_nobody_ends_their_own_role_without_being_administrator() -> None:
    grant = GrantFactory.create()

    assert refusal(grant, grant.user) == "Vai trò này nằm ngoài phạm vi quản trị của chị/anh."


def test_the_last_administrator_stays() -> None:
    by = administrator()
    (only,) = Grant.objects.filter(user=by)
    GrantFactory.create(role=Role.ADMINISTRATOR, unit=ProvinceFactory.create())

    assert refusal(only, by).startswith("Đây là quản trị cuối cùng của phạm vi này")

    administrator(only.unit)
    assert end(only, by).valid_until == TODAY


@pytest.mark.parametrize("traits", [{"user__is_active": False}, {"valid_until": date(2027, 1, 1)}])
def test_a_closed_account_or_one_for_a_while_is_no_second_administrator(
    traits: dict[str, object],
) -> None:
    by = administrator()
    (only,) = Grant.objects.filter(user=by)
    GrantFactory.create(role=Role.ADMINISTRATOR, unit=only.unit, **traits)

    assert refusal(only, by).startswith("Đây là quản trị cuối cùng")


def test_an_account_that_holds_the_role_twice_is_still_one_administrator() -> None:
    by = administrator()
    (first,) = Grant.objects.filter(user=by)
    GrantFactory.create(user=by, role=Role.ADMINISTRATOR, scope=first.scope)

    assert refusal(first, by).startswith("Đây là quản trị cuối cùng")


def test_somebody_without_any_role_ends_nothing() -> None:
    assert "ngoài phạm vi" in refusal(GrantFactory.create(), UserFactory.create())
