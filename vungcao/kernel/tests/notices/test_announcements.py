"""What the kernel announces becomes a notice of whom it concerns, and of nobody else."""

from datetime import date

import pytest

from vungcao.kernel.access import services as access
from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.roles import Role
from vungcao.kernel.access.services import Handover
from vungcao.kernel.exchange.models import OutboxMessage
from vungcao.kernel.notices.jobs import take
from vungcao.kernel.notices.models import Notice
from vungcao.kernel.offers.outbox import Announcement, Value
from vungcao.kernel.scopes.services import Door, scoped
from vungcao.kernel.tests.factories import (
    CitationFactory,
    GrantFactory,
    NationFactory,
    UnitFactory,
)
from vungcao.kernel.tests.notices.telling import officer
from vungcao.kernel.units.models import Reform, Succession

pytestmark = pytest.mark.django_db


def told(said: Announcement) -> list[Notice]:
    with scoped(("/1/",)):
        take(said)
        take(said)
        return list(Notice.objects.order_by("pk"))


def test_a_grant_is_told_to_its_holder_once() -> None:
    to = officer()
    grant = Grant.objects.get(user=to)

    (notice,) = told(Announcement("access.granted", f"access.Grant:{grant.pk}", key="k"))

    assert notice.recipient == to
    assert "cán bộ xã" in notice.title


def test_a_delegate_finds_in_the_inbox_what_was_handed_over_and_till_when() -> None:
    leader = GrantFactory.create(role=Role.COMMUNE_LEADER)
    to = officer(unit=leader.unit)
    week = Handover(to, date(2026, 11, 23), date(2026, 11, 30), "1/QĐ-MAU")
    with scoped(("/1/",)):
        access.delegate(grant=leader, handover=week, today=week.valid_from, by=leader.user)
        said = OutboxMessage.objects.get(receiver="notices", topic="access.delegated")

    (notice,) = told(Announcement(said.topic, said.subject, said.scope, key=said.key))

    with scoped((leader.scope,), account=to.pk, door=Door.OFFICE):
        assert list(Notice.objects.visible_to(to)) == [notice]
    with scoped((leader.scope,), account=leader.user_id, door=Door.OFFICE):
        assert not Notice.objects.visible_to(leader.user).exists()
    assert "lãnh đạo xã" in notice.title
    assert "30/11/2026" in notice.text


def test_a_reform_is_told_to_whoever_works_there() -> None:
    touched, elsewhere = UnitFactory.create(), UnitFactory.create()
    there, _other = officer(unit=touched), officer(unit=elsewhere)
    reform = Reform.objects.create(
        title="Nhập xã mẫu", effective_on=date(2026, 11, 23), basis=CitationFactory.create()
    )
    Succession.objects.create(reform=reform, source=touched, target=elsewhere)

    (notice,) = told(Announcement("units.reform_took_effect", f"units.Reform:{reform.pk}", key="k"))

    assert notice.recipient == there
    assert "Nhập xã mẫu" in notice.title


def test_what_cannot_be_delivered_is_told_to_administrators_once_a_day() -> None:
    nation = NationFactory.create()
    keeper = officer(unit=nation, role=Role.ADMINISTRATOR)
    officer(unit=UnitFactory.create(), role=Role.ADMINISTRATOR)
    details: dict[str, Value] = {"partner": "email", "number": 5, "fault": "rcpt-550"}

    told(Announcement("exchange.dead", "exchange.OutboxMessage:5", key="a", details=details))
    notices = told(
        Announcement("exchange.dead", "exchange.OutboxMessage:6", key="b", details=details)
    )

    assert [notice.recipient for notice in notices] == [keeper]


def test_what_is_gone_is_told_to_nobody() -> None:
    for topic in ("access.ended", "jobs.failed", "units.reform_took_effect"):
        assert told(Announcement(topic, "x.Y:0", key=topic)) == []
