"""What waits for an administrator, a leader and an officer, each in their own places."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import Invitation, User
from vungcao.kernel.citations.models import State
from vungcao.kernel.jobs import services as jobs
from vungcao.kernel.jobs.models import Run
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.scopes.services import Door, scoped
from vungcao.kernel.tests.documents import world as papers
from vungcao.kernel.tests.factories import (
    CitationFactory,
    GrantFactory,
    NationFactory,
    UserFactory,
)
from vungcao.kernel.tests.units.world import World
from vungcao.kernel.units.models import Unit
from vungcao.systems.administration.tests.test_exchange_screens import dead
from vungcao.web.tests.accounts.world import text
from vungcao.web.tests.test_todo import titles

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


def waiting(client: Client, user: User) -> str:
    client.force_login(user)
    return text(client.get(reverse("todo")))


def holder(role: Role, unit: Unit | None = None) -> User:
    return GrantFactory.create(role=role, unit=unit or NationFactory.create()).user


def acting(user: User, unit: Unit, work: Callable[[], object]) -> None:
    with scoped((unit.scope,), account=user.pk, door=Door.OFFICE):
        work()


@pytest.fixture
def office() -> Organisation:
    made = papers.office()
    keeper = UserFactory.create()
    acting(keeper, made.unit, lambda: papers.books(made, keeper))
    return made


def test_a_numbered_paper_waits_for_the_leader_of_its_office(
    client: Client, office: Organisation
) -> None:
    writer = holder(Role.COMMUNE_OFFICER, office.unit)
    leader = holder(Role.COMMUNE_LEADER, office.unit)
    acting(writer, office.unit, lambda: papers.numbered(office, writer))

    assert titles(waiting(client, leader)) == ["Ký quyết định số 01/QĐ-MAU"]
    assert titles(waiting(client, writer)) == []


def test_who_reaches_the_commune_from_above_is_not_asked_to_sign(
    client: Client, office: Organisation
) -> None:
    writer = holder(Role.COMMUNE_OFFICER, office.unit)
    acting(writer, office.unit, lambda: papers.numbered(office, writer))

    above = holder(Role.PROVINCE_LEADER)

    assert titles(waiting(client, above)) == []


def test_a_draft_waits_for_who_wrote_it(client: Client, office: Organisation) -> None:
    writer = holder(Role.COMMUNE_OFFICER, office.unit)
    colleague = holder(Role.COMMUNE_OFFICER, office.unit)
    acting(writer, office.unit, lambda: papers.draft(office, writer))

    assert titles(waiting(client, writer)) == ["Hoàn thành dự thảo quyết định"]
    assert titles(waiting(client, colleague)) == []


def test_a_paper_is_named_by_its_number_and_never_by_its_subject(
    client: Client, office: Organisation
) -> None:
    writer = holder(Role.COMMUNE_LEADER, office.unit)
    acting(writer, office.unit, lambda: papers.numbered(office, writer))

    assert papers.SUBJECT not in waiting(client, writer)


def test_drafts_of_reforms_wait_for_the_administrator_with_their_day(client: Client) -> None:
    world = World()
    world.draft(date(2026, 11, 20))
    world.draft(date(2027, 1, 1))
    keeper = GrantFactory.create(role=Role.ADMINISTRATOR, unit=world.nation).user

    shown = waiting(client, keeper)

    assert titles(shown) == ["Áp dụng hoặc bỏ dự thảo sắp xếp: Sắp xếp mẫu"] * 2
    assert "Quá hạn 3 ngày" in shown
    assert "Hạn 01/01/2027" in shown


def test_an_invitation_that_lapses_waits_and_one_with_time_does_not(client: Client) -> None:
    keeper = holder(Role.ADMINISTRATOR)
    for name, days in (("sap-het", 1), ("con-lau", 5)):
        account = UserFactory.create(username=name, is_active=False)
        Invitation.objects.create(
            account=account, seed="x", made_at=NOW, expires_at=NOW + timedelta(days=days)
        )

    assert titles(waiting(client, keeper)) == ["Mời lại tài khoản sap-het"]


def test_an_invitation_elsewhere_is_not_told(client: Client) -> None:
    place, elsewhere = papers.office().unit, papers.office().unit
    keeper = holder(Role.ADMINISTRATOR, place)
    invited = GrantFactory.create(unit=elsewhere, user__is_active=False).user
    Invitation.objects.create(account=invited, seed="x", made_at=NOW, expires_at=NOW)

    assert titles(waiting(client, keeper)) == []


def test_what_nobody_has_read_is_one_duty(client: Client) -> None:
    keeper = holder(Role.ADMINISTRATOR)
    for _number in range(3):
        CitationFactory.create(state=State.UNVERIFIED)

    assert titles(waiting(client, keeper)) == ["3 căn cứ chưa xác minh"]


def test_failed_work_waits_for_a_week(client: Client) -> None:
    keeper = holder(Role.ADMINISTRATOR)
    for days in (1, 30):
        with scoped(("/1/",), account=keeper.pk, door=Door.OFFICE):
            run = jobs.start(
                kind="audit.verify", arguments={}, by=keeper, unit=Unit.objects.get(pk=1)
            )
            ended = NOW - timedelta(days=days)
            Run.objects.filter(pk=run.pk).update(state=Run.State.FAILED, ended_at=ended)

    assert titles(waiting(client, keeper)) == ["1 công việc nền không xong"]


def test_an_auditor_reads_and_has_nothing_to_mend(client: Client) -> None:
    World().draft()
    auditor = GrantFactory.create(role=Role.AUDITOR, unit=Unit.objects.get(pk=1)).user
    CitationFactory.create(state=State.UNVERIFIED)

    assert titles(waiting(client, auditor)) == []


def test_letters_that_cannot_be_delivered_are_one_duty_of_their_place(client: Client) -> None:
    here, there = papers.office().unit, papers.office().unit
    keeper = holder(Role.ADMINISTRATOR, here)
    for key, unit in (("a", here), ("b", here), ("c", there)):
        dead(key, scope=unit.scope)

    assert titles(waiting(client, keeper)) == ["2 thư không giao được"]


def test_a_page_of_duties_asks_the_database_for_little(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    World().draft()
    keeper = GrantFactory.create(role=Role.ADMINISTRATOR, unit=Unit.objects.get(pk=1)).user
    client.force_login(keeper)

    with django_assert_max_num_queries(22):
        client.get(reverse("todo"))
