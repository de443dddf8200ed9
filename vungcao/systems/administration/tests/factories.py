"""Accounts to open the screens of administration with."""

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.tests.factories import GrantFactory, NationFactory
from vungcao.kernel.units.models import Unit


def officer(role: Role, unit: Unit | None = None) -> User:
    """An account that holds `role` over `unit`, or over the whole nation."""
    where = unit or Unit.objects.filter(pk=1).first() or NationFactory.create()
    return GrantFactory.create(user__username=role.value, role=role, unit=where).user
