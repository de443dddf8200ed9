"""Who is told what, once, and never of a neighbour's matter."""

from datetime import date, timedelta

import pytest

from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.notices import services
from vungcao.kernel.notices.models import Delivery, Notice
from vungcao.kernel.notices.rules import MissingField
from vungcao.kernel.offers.notices import AT_ONCE, OFF
from vungcao.kernel.scopes.services import Door, scoped
from vungcao.kernel.tests.factories import GrantFactory, ProvinceFactory, UnitFactory
from vungcao.kernel.tests.notices.telling import NOON, letters, news, officer, send, tell

pytestmark = pytest.mark.django_db


def test_the_same_event_tells_an_account_once() -> None:
    to, other = officer(), officer()

    assert tell(to, news()) is not None
    assert tell(to, news()) is None
    assert tell(other, news()) is not None
    assert tell(to, news(subject="units.Reform:2")) is not None


def test_nobody_is_told_of_a_neighbours_matter() -> None:
    to, neighbour = officer(), UnitFactory.create()

    with pytest.raises(services.OutOfReach):
        tell(to, news(unit=neighbour))
    with scoped(("/1/",)):
        assert not Notice.objects.exists()


def test_holders_above_and_of_the_place_are_told_by_their_roles_on_the_day() -> None:
    province = ProvinceFactory.create()
    commune = UnitFactory.create(parent=province)
    there, above = officer(unit=commune), officer(unit=province)
    officer(unit=UnitFactory.create(parent=province))
    officer(unit=commune, role=Role.EDITOR)
    left = officer(unit=commune)
    Grant.objects.filter(user=left).update(valid_until=date(2026, 11, 23))
    stands_in = GrantFactory.create(
        unit=commune,
        valid_until=date(2026, 12, 1),
        delegated_from=Grant.objects.get(user=there),
    ).user

    with scoped(("/1/",)):
        told = services.notify_holders(
            news=news(unit=commune),
            roles={Role.COMMUNE_OFFICER},
            now=NOON,
            by=system_account("notices"),
        )

    assert {notice.recipient for notice in told} == {there, above, stands_in}


def test_details_that_lack_a_field_are_refused() -> None:
    with pytest.raises(MissingField):
        tell(officer(), news(details={}))


def test_another_account_reads_nothing_even_without_a_filter() -> None:
    to = officer()
    notice = tell(to, news())
    assert notice is not None

    with scoped(("/1/",), account=officer().pk, door=Door.OFFICE):
        assert not Notice.objects.filter(pk=notice.pk).exists()
        assert not Delivery.objects.filter(notice=notice).exists()
    with scoped((), account=to.pk, door=Door.OFFICE):
        assert Notice.objects.visible_to(to).get() == notice
        assert Delivery.objects.filter(notice=notice).exists()


def choose(by: object, way: str, hour: int = 7) -> None:
    with scoped((), account=by.pk, door=Door.OFFICE):  # type: ignore[attr-defined]
        services.choose(ways={"units.reform_took_effect": way}, digest_hour=hour, by=by)  # type: ignore[arg-type]


def test_what_an_account_switched_off_does_not_reach_it() -> None:
    to = officer()
    choose(to, OFF)

    assert tell(to, news()) is None


def test_what_must_be_known_cannot_be_switched_off() -> None:
    to = officer()

    with pytest.raises(RuleBroken), scoped((), account=to.pk):
        services.choose(ways={"access.granted": OFF}, digest_hour=7, by=to)


def test_a_letter_leaves_at_once_when_that_was_chosen() -> None:
    to = officer()
    choose(to, AT_ONCE)

    tell(to, news())

    (letter,) = letters()
    assert letter.topic == "letter"
    assert letter.details["kind"] == "notices.one"
    assert "mau.invalid" not in str(letter.details)


def test_who_has_no_address_is_told_inside_only() -> None:
    to = GrantFactory.create().user
    choose(to, AT_ONCE)

    assert tell(to, news()) is not None
    assert letters() == []


def test_a_digest_carries_the_day_once() -> None:
    to = officer()
    for number in range(3):
        tell(to, news(subject=f"units.Reform:{number}"))
    morning = NOON + timedelta(hours=19)

    sent = [send(NOON), send(morning), send(morning)]

    assert sent == [0, 1, 0]
    (letter,) = letters()
    assert letter.details["kind"] == "notices.digest"
    with scoped(("/1/",)):
        assert Delivery.objects.filter(digest=letter.details["ref"]).count() == 3


def test_what_has_been_read_meanwhile_is_not_sent() -> None:
    to = officer()
    notice = tell(to, news())
    assert notice is not None
    with scoped((), account=to.pk, door=Door.OFFICE):
        services.mark_read(notice=notice, now=NOON, by=to)

    assert send(NOON + timedelta(days=1)) == 0
    assert letters() == []


def test_all_is_read_at_once_and_only_ones_own() -> None:
    to, other = officer(), officer()
    for number in range(2):
        tell(to, news(subject=f"units.Reform:{number}"))
    tell(other, news())

    with scoped((), account=to.pk, door=Door.OFFICE):
        assert services.mark_all_read(now=NOON, by=to) == 2
    with scoped((), account=other.pk, door=Door.OFFICE):
        assert Notice.objects.visible_to(other).unread().count() == 1
