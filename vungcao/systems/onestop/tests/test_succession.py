"""A dossier keeps the law of its day, and finds who follows the body that held it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

import pytest

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases import services as cases
from vungcao.kernel.cases.models import Party
from vungcao.kernel.cases.queries import chains, clocks
from vungcao.kernel.cases.services import Handed
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.organisations.models import Organisation, OrganisationSuccession
from vungcao.kernel.tests.factories import GrantFactory
from vungcao.kernel.units.models import NATION_SCOPE, Kind, Placement, Unit
from vungcao.systems.onestop.models import Dossier
from vungcao.systems.onestop.queries import agencies
from vungcao.systems.onestop.services import receiving
from vungcao.systems.onestop.services.moving import move
from vungcao.systems.onestop.services.submitting import submit
from vungcao.systems.onestop.tests.factories import (
    new_dossier,
    officer,
    received,
    standing,
    version,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]
ENDS = date(2025, 7, 1)


def moment(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 9, tzinfo=ZONE)


@pytest.fixture
def anywhere() -> Iterator[User]:
    """An officer who reaches the whole country, as long ago as these tests go."""
    nation = Unit.objects.get(scope=NATION_SCOPE)
    user = User.objects.create(username="khap-noi")
    GrantFactory.create(
        user=user, role=Role.COMMUNE_OFFICER, unit=nation, valid_from=date(2023, 1, 1)
    )
    with standing(officer("khap-noi", Role.COMMUNE_OFFICER, nation)) as account:
        yield account


@pytest.fixture
def system() -> User:
    account = system_account("succession")
    account.reach = (NATION_SCOPE,)
    return account


def office() -> Organisation:
    """An office of ethnic affairs of a district, which ended with its district."""
    found = Organisation.objects.filter(kind="office", valid_until=ENDS).order_by("pk").first()
    assert found is not None
    return found


def place(of: Organisation) -> Unit:
    """A commune of the office's district, as it was until the district ended."""
    below = Placement.objects.in_force(date(2025, 6, 20)).filter(parent=of.unit_id)
    found = below.filter(unit__kind=Kind.COMMUNE, unit__valid_until=ENDS).order_by("unit")
    return found.select_related("unit")[0].unit


def held_by_the_office(by: User) -> Dossier:
    """Examined by a district's office in June 2025."""
    now, holder = moment(2025, 6, 20), office()
    law = version(day=now.date())
    new = replace(new_dossier(), version=law, intake=holder, place=place(holder))
    row = submit(new=new, now=now, by=by).dossier
    return receiving.receive(dossier=row, action="tiep_nhan", now=now, by=by)


def test_a_dossier_received_under_the_old_law_keeps_it(anywhere: User) -> None:
    old = version("1.004875", date(2024, 1, 14))
    row = received(anywhere, moment(2024, 1, 14), version=old)

    now = moment(2024, 1, 16)
    moved = move(dossier=row, action="rut", words="Đơn ngày 15/01", now=now, by=anywhere)

    assert moved.version == old
    assert old.valid_until == date(2024, 1, 15)
    assert moved.case.term_halves == old.term_halves == 30


def test_a_body_that_ended_hands_its_dossiers_to_the_successor_of_their_place(
    anywhere: User, system: User
) -> None:
    row = held_by_the_office(anywhere)
    due = row.case.due_at

    with standing(system):
        handed = cases.hand_over(day=ENDS, now=moment(2025, 7, 1), by=system)

    after = Dossier.objects.select_related("case__organisation").get(pk=row.pk)
    assert handed == Handed(moved=1, left=0)
    assert after.case.organisation.unit == agencies.place_on(row.unit, ENDS)
    assert after.case.due_at == due == clocks.due(after.case, [])
    assert chains.verify(after.case).holds
    assert Party.objects.filter(case=row.case, role="responsible", until=None).count() == 1


def test_the_event_names_the_act_as_proof(anywhere: User, system: User) -> None:
    row = held_by_the_office(anywhere)
    with standing(system):
        cases.hand_over(day=ENDS, now=moment(2025, 7, 1), by=system)

    (event,) = [one for one in cases.read(case=row.case, by=anywhere) if "act" in one.details]

    act = OrganisationSuccession.objects.get(pk=str(event.details["act"]))
    assert event.action == "transferred"
    assert (act.source, act.effective_on) == (office(), ENDS)
    assert event.details["basis"] == act.basis_id


def test_it_is_done_on_the_day_and_once(anywhere: User, system: User) -> None:
    held_by_the_office(anywhere)

    with standing(system):
        before = cases.hand_over(day=date(2025, 6, 30), now=moment(2025, 6, 30), by=system)
        first = cases.hand_over(day=ENDS, now=moment(2025, 7, 1), by=system)
        second = cases.hand_over(day=ENDS, now=moment(2025, 7, 2), by=system)

    assert (before.moved, first.moved, second.moved) == (0, 1, 0)


def test_where_nobody_can_tell_the_dossier_stays_and_is_counted(
    anywhere: User, system: User
) -> None:
    held_by_the_office(anywhere)
    OrganisationSuccession.objects.filter(source=office()).update(
        kind=OrganisationSuccession.Kind.TRANSFER
    )

    with standing(system):
        handed = cases.hand_over(day=ENDS, now=moment(2025, 7, 1), by=system)

    assert handed == Handed(moved=0, left=1)


def test_the_successor_goes_on_where_the_office_stopped(anywhere: User, system: User) -> None:
    row = held_by_the_office(anywhere)
    moved = move(dossier=row, action="chuyen", now=moment(2025, 6, 23), by=anywhere)
    assert moved.case.organisation == office()
    with standing(system):
        cases.hand_over(day=ENDS, now=moment(2025, 7, 1), by=system)

    ended = move(
        dossier=row, action="dung", words="Theo văn bản mẫu", now=moment(2025, 7, 3), by=anywhere
    )

    assert ended.case.organisation.unit == agencies.place_on(row.unit, ENDS)
    assert ended.finished_at == moment(2025, 7, 3)


def not_yet_forwarded(by: User) -> Dossier:
    """Received in June 2025 at the desk of a body that goes on; the office is to examine it."""
    now, gone = moment(2025, 6, 20), office()
    desk = Organisation.objects.in_force(now.date()).get(valid_until=None)
    law = version(day=now.date())
    new = replace(new_dossier(), version=law, intake=desk, place=place(gone))
    row = submit(new=new, now=now, by=by).dossier
    return receiving.receive(dossier=row, action="tiep_nhan", now=now, by=by)


def test_what_was_not_yet_forwarded_goes_to_the_successor_of_the_day_with_proof(
    anywhere: User,
) -> None:
    row = not_yet_forwarded(anywhere)

    moved = move(dossier=row, action="chuyen", now=moment(2025, 7, 3), by=anywhere)

    assert moved.case.organisation.unit == agencies.place_on(row.unit, ENDS)
    event = [one for one in cases.read(case=moved.case, by=anywhere) if "act" in one.details][-1]
    act = OrganisationSuccession.objects.get(pk=str(event.details["act"]))
    assert (act.source, act.target) == (office(), moved.case.organisation)
    assert event.details["basis"] == act.basis_id
    held = Party.objects.get(case=row.case, role="responsible", until=None)
    assert (held.organisation, held.since) == (moved.case.organisation, moment(2025, 7, 3))


def test_where_nobody_follows_the_sentence_says_who_must_do_what(anywhere: User) -> None:
    row = not_yet_forwarded(anywhere)
    OrganisationSuccession.objects.filter(source=office()).update(
        kind=OrganisationSuccession.Kind.TRANSFER
    )

    with pytest.raises(RuleBroken, match="Người quản trị ghi cơ quan kế thừa") as refused:
        move(dossier=row, action="chuyen", now=moment(2025, 7, 3), by=anywhere)

    assert "đã kết thúc hoạt động từ ngày 01/07/2025" in str(refused.value)
    assert Dossier.objects.get(pk=row.pk).step == "tiep_nhan"
