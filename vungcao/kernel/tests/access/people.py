"""Administrators and bodies to grant roles with."""

from datetime import date

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.models import WorkingCalendar
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.tests.factories import CitationFactory, GrantFactory, NationFactory
from vungcao.kernel.units.models import Unit


def administrator(unit: Unit | None = None) -> User:
    """Somebody who administers `unit`, or the whole nation."""
    where = unit or Unit.objects.filter(pk=1).first() or NationFactory.create()
    return GrantFactory.create(role=Role.ADMINISTRATOR, unit=where).user


def body(unit: Unit) -> Organisation:
    """An organisation that is responsible for `unit`."""
    calendar, _made = WorkingCalendar.objects.get_or_create(code="mau", defaults={"name": "Mẫu"})
    return Organisation.objects.create(
        kind="department",
        unit=unit,
        scope=unit.scope,
        calendar=calendar,
        basis=CitationFactory.create(),
        valid_from=date(2025, 7, 1),
    )
