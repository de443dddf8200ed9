"""A small place in which somebody reports: a commune with its committee, a neighbour, a Sở."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases.loading import load_patterns
from vungcao.kernel.offers.reference import rows
from vungcao.kernel.organisations.models import Organisation, OrganisationKind
from vungcao.kernel.scopes.services import Door, bind
from vungcao.kernel.tests.cases.world import working_week
from vungcao.kernel.tests.factories import (
    CitationFactory,
    GrantFactory,
    OrganisationFactory,
    UserFactory,
)
from vungcao.kernel.units.models import Unit
from vungcao.systems.prestige.models import FieldReport, Recognition, ReportChannel, ReportKind
from vungcao.systems.prestige.services import reporting
from vungcao.systems.prestige.services.reporting import Answer, NewReport
from vungcao.systems.prestige.tests import factories
from vungcao.systems.prestige.tests.factories import TODAY

WORDS = "Đường vào thôn sạt ở khúc cua Khe Mẫu"
ANSWER = "Đã cử tổ xuống xem, cuối tuần sẽ dọn"


def at(text: str) -> datetime:
    """`16/11 08:00` in the year of all tests; a Monday."""
    return datetime.strptime(f"2026/{text}", "%Y/%d/%m %H:%M").replace(tzinfo=ZONE)


NOW = at("23/11 10:00")


@dataclass
class Place:
    """A commune whose officer takes reports of `row`'s person; and who else there is."""

    province: Unit
    commune: Unit
    committee: Organisation
    department: Organisation
    officer: User
    leader: User
    specialist: User
    neighbour: User
    row: Recognition

    def receive(self, *, now: datetime = NOW, **said: Any) -> FieldReport:
        new: dict[str, Any] = {
            "recognition": self.row,
            "kind": ReportKind.PROPOSAL,
            "channel": ReportChannel.MEETING,
            "words": WORDS,
            "received_on": TODAY,
            **said,
        }
        today = now.astimezone(ZONE).date()
        return reporting.receive(new=NewReport(**new), today=today, now=now, by=self.officer)

    def answer(self, report: FieldReport, **said: Any) -> FieldReport:
        given: dict[str, Any] = {
            "words": ANSWER, "told_by": ReportChannel.TELEPHONE, "on": TODAY, **said
        }  # fmt: skip
        return reporting.answer(
            report=report, given=Answer(**given), today=TODAY, now=NOW, by=self.officer
        )


def look_as(user: User) -> None:
    """From here on the database shows what this account may see."""
    bind(user.reach, account=user.pk, door=Door.OFFICE)


def build() -> Place:
    """Made with all in reach; the test is bound to the officer's."""
    bind(("/1/",))
    factories.law()
    load_patterns(rows("case_numbers.csv"), UserFactory.create())
    here = factories.commune()
    there = factories.commune("Kề")
    province = Unit.objects.get(pk=int(here.scope.split("/")[-3]))
    calendar = working_week(CitationFactory.create())
    committee, _other = (
        OrganisationFactory.create(
            kind=OrganisationKind.PEOPLES_COMMITTEE, unit=unit, calendar=calendar, called=name
        )
        for unit, name in ((here, "Uỷ ban nhân dân Xã Mẫu"), (there, "Uỷ ban nhân dân Xã Kề"))
    )
    department = OrganisationFactory.create(unit=province, calendar=calendar, called="Sở Mẫu")
    officer, leader, specialist, neighbour = (
        _officer(*held)
        for held in (
            (Role.COMMUNE_OFFICER, here, ""),
            (Role.COMMUNE_LEADER, here, ""),
            (Role.SPECIALIST, province, ""),
            (Role.COMMUNE_OFFICER, there, "-ke"),
        )
    )
    row = factories.recognised(factories.village(here), UserFactory.create())
    place = Place(
        province, here, committee, department, officer, leader, specialist, neighbour, row
    )
    look_as(officer)
    return place


def _officer(role: Role, unit: Unit, suffix: str) -> User:
    user: User = GrantFactory.create(
        user__username=f"{role.value}{suffix}", role=role, unit=unit
    ).user
    user.reach = (unit.scope,)
    return user
