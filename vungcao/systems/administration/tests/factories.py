"""Accounts to open the screens of administration with."""

from datetime import date

from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.units.models import Kind, Unit


def officer(role: Role, scope: str = "/1/") -> User:
    """An account that holds `role` over `scope`."""
    user, _made = User.objects.get_or_create(username=role.value)
    unit = Unit.objects.create(kind=Kind.NATION, scope=scope, valid_from=date(2020, 1, 1))
    Grant.objects.create(user=user, role=role, unit=unit, scope=scope, valid_from=date(2020, 1, 1))
    return user
