"""Granting a role."""

from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.units.models import Unit


@transaction.atomic
def grant(*, user: User, role: Role, unit: Unit, valid_from: date, by: AbstractBaseUser) -> Grant:
    """Let an account act in a role over `unit` and all below it, from a day on without an end.

    A grant that is already open is returned as it is. Raises `RuleBroken` for a unit that has
    ended: its scope is that of whoever took it over, perhaps a whole province.
    """
    if unit.valid_until is not None and unit.valid_until <= valid_from:
        raise RuleBroken("Đơn vị này đã kết thúc: phân quyền ở đơn vị tiếp nhận.")
    held = Grant.objects.filter(user=user, role=role, unit=unit, valid_until=None).first()
    if held is not None:
        return held
    made = Grant.objects.create(
        user=user, role=role, unit=unit, scope=unit.scope, valid_from=valid_from
    )
    audit.record(by=by, action="access.granted", subject=made, role=role, unit=unit.pk)
    return made
