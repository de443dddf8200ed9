"""A commune hears of its list when somebody else decided, once for each decision, unnamed."""

from datetime import date

import pytest

from vungcao.kernel.access.roles import Role
from vungcao.kernel.notices.models import Notice
from vungcao.kernel.offers.outbox import Announcement
from vungcao.systems.prestige.models import Recognition
from vungcao.systems.prestige.offers.changes_notices import take
from vungcao.systems.prestige.tests import factories
from vungcao.systems.prestige.tests.changing import Ground
from vungcao.systems.prestige.tests.factories import officer

PROVINCE = 0  # of no unit of the tests


@pytest.fixture
def at(ground_of_changes: Ground) -> Ground:
    officer(Role.COMMUNE_LEADER, ground_of_changes.commune)
    officer(Role.COMMUNE_OFFICER, ground_of_changes.neighbour)
    return ground_of_changes


def said(row: Recognition, topic: str = "recognised", decided_in: int = PROVINCE) -> Announcement:
    subject = f"prestige.Recognition:{row.pk}"
    return Announcement(f"prestige.{topic}", subject, row.scope, details={"decided_in": decided_in})


def lately(row: Recognition) -> Recognition:
    """Decided a few days before the day of the tests."""
    Recognition.objects.filter(pk=row.pk).update(decided_on=date(2026, 11, 20))
    return row


def test_who_keeps_the_list_hears_of_a_decision_taken_elsewhere(at: Ground) -> None:
    take(said(lately(at.held())))

    notice = Notice.objects.get()
    assert notice.recipient.username == Role.COMMUNE_LEADER
    assert notice.title == "Danh sách người có uy tín của Xã Mẫu có thay đổi"
    assert "07/QĐ-MAU ngày 20/11/2026" in notice.text
    assert "Nông" not in notice.title + notice.text


def test_a_decision_about_many_is_told_once(at: Ground) -> None:
    rows = [lately(at.held()), lately(at.held(at.other))]

    for row in [*rows, *rows]:
        take(said(row))

    assert Notice.objects.count() == 1


def test_a_withdrawal_names_its_own_decision(at: Ground) -> None:
    row = at.withdraw(at.held(), date(2026, 11, 2))

    take(said(row, "withdrawn"))

    assert "08/QĐ-MAU ngày 02/11/2026" in Notice.objects.get().text


def test_nobody_is_told_of_their_own_decision_of_the_past_or_of_a_mistake(at: Ground) -> None:
    past, own, mistake = (
        at.held(),
        at.held(at.other),
        lately(at.held(factories.village(at.neighbour))),
    )
    Recognition.objects.filter(pk=mistake.pk).update(is_void=True, void_reason="nhầm")

    take(said(past))
    take(said(lately(own), decided_in=at.commune.pk))
    take(said(mistake))

    assert not Notice.objects.exists()
