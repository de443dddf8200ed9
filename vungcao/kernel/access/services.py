"""Granting a role."""

from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.units.models import Unit


@transaction.atomic
def grant(*, user: User, role: Role, unit: Unit, valid_from: date, by: AbstractBaseUser) -> Grant:
    """Let an account act in a role over `unit` and all below it, from a day on without an end.

    A grant that is already open is returned as it is.
    """
    held = Grant.objects.filter(user=user, role=role, unit=unit, valid_until=None).first()
    if held is not None:
        return held
    made = Grant.objects.create(
        user=user, role=role, unit=unit, scope=unit.scope, valid_from=valid_from
    )
    audit.record(by=by, action="access.granted", subject=made, role=role, unit=unit.pk)
    return made
