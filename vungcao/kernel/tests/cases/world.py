"""A small province in which cases run: two communes, their committees, their officers."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.models import WorkingCalendar, WorkingHours
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases import services
from vungcao.kernel.cases.models import Case
from vungcao.kernel.cases.services import NewCase, Term
from vungcao.kernel.citations.models import Citation
from vungcao.kernel.offers.cases import CaseKind, case_kinds
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.scopes.services import Door, bind
from vungcao.kernel.tests.factories import (
    CitationFactory,
    GrantFactory,
    NationFactory,
    ProvinceFactory,
    UnitFactory,
    UserFactory,
)
from vungcao.kernel.units.models import Unit

KIND = "tests.affair"
LIKE_DOSSIERS = CaseKind("vụ việc mẫu", frozenset({Role.COMMUNE_OFFICER}), lambda code: f"/{code}/")  # type: ignore[arg-type]
if KIND not in dict(case_kinds.items()):
    case_kinds.register(KIND, LIKE_DOSSIERS)


def at(text: str) -> datetime:
    """`16/11 08:00` in the year of all tests; a Monday."""
    return datetime.strptime(f"2026/{text}", "%Y/%d/%m %H:%M").replace(tzinfo=ZONE)


MONDAY = at("16/11 08:00")


@dataclass
class World:
    """What a test begins with. `here` and `there` are neighbours."""

    province: Unit
    here: Organisation
    there: Organisation
    officer: User
    colleague: User
    neighbour: User
    basis: Citation

    def open(self, *, days: Fraction | int = 5, now: datetime = MONDAY, **given: object) -> Case:
        """A case of the officer's own committee, with a term in working days."""
        new = NewCase(
            **{
                "kind": KIND,
                "label": "Vụ việc mẫu",
                "organisation": self.here,
                "term": Term(Fraction(days), self.basis),
                "prefix": "VS",
                **given,
            }  # type: ignore[arg-type]
        )
        return services.open_case(new=new, now=now, by=self.officer)


def look_as(user: User, door: Door = Door.OFFICE) -> None:
    """From here on the database shows what this account may see."""
    bind(user.reach, account=user.pk, door=door)


def build() -> World:
    """Bound to the officer's reach."""
    nation = NationFactory.create()
    province = ProvinceFactory.create(parent=nation, called="Tỉnh mẫu")
    here, there = (UnitFactory.create(parent=province) for _ in range(2))
    basis = CitationFactory.create()
    calendar = working_week(basis)
    services.set_pattern(
        kind=KIND,
        pattern="{prefix}-{yy}{mm}{dd}-{order:04}",
        reset="day",
        basis=basis,
        valid_from=date(2026, 1, 1),
        by=UserFactory.create(),
    )
    bodies = [_committee(unit, calendar, basis) for unit in (here, there)]
    world = World(
        province, bodies[0], bodies[1], officer_of(here), officer_of(here), officer_of(there), basis
    )
    look_as(world.officer)
    return world


def officer_of(unit: Unit) -> User:
    user = UserFactory.create()
    GrantFactory.create(user=user, unit=unit, role=Role.COMMUNE_OFFICER)
    user.reach = (unit.scope,)
    return user


def working_week(basis: Citation) -> WorkingCalendar:
    """Monday to Friday, 07:30 to 11:30 and 13:30 to 17:00."""
    calendar = WorkingCalendar.objects.create(code="mau", name="Lịch mẫu")
    WorkingHours.objects.bulk_create(
        WorkingHours(
            calendar=calendar,
            weekday=weekday,
            starts=starts,
            ends=ends,
            basis=basis,
            valid_from=date(2020, 1, 1),
        )
        for weekday in range(1, 6)
        for starts, ends in ((time(7, 30), time(11, 30)), (time(13, 30), time(17)))
    )
    return calendar


def _committee(unit: Unit, calendar: WorkingCalendar, basis: Citation) -> Organisation:
    return Organisation.objects.create(
        kind=Organisation.Kind.PEOPLES_COMMITTEE,
        unit=unit,
        scope=unit.scope,
        calendar=calendar,
        basis=basis,
        valid_from=date(2025, 7, 1),
    )


def later(**by: int) -> datetime:
    return MONDAY + timedelta(**by)
