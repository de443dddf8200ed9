"""Who signs in to the demo: one account per role that has something to see, named by its slug."""

from collections.abc import Callable
from datetime import date

from vungcao.kernel.access import services as access
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts import services as accounts
from vungcao.kernel.accounts.models import User
from vungcao.kernel.units import queries
from vungcao.kernel.units.models import Kind, Unit

# The demo's commune is Vân Sơn, made of two; the day is that of today's map.
PROVINCE, COMMUNE = "24", "07621"
SINCE = date(2025, 7, 1)


def nation() -> Unit:
    return Unit.objects.get(kind=Kind.NATION)


def province() -> Unit:
    return _unit(Kind.PROVINCE, PROVINCE)


def commune() -> Unit:
    return _unit(Kind.COMMUNE, COMMUNE)


ACCOUNTS: dict[Role, Callable[[], Unit]] = {
    Role.ADMINISTRATOR: nation,
    Role.AUDITOR: nation,
    Role.MINISTRY_READER: nation,
    Role.SPECIALIST: province,
    Role.DEPARTMENT_LEADER: province,
    Role.PROVINCE_LEADER: province,
    Role.COMMUNE_OFFICER: commune,
    Role.COMMUNE_LEADER: commune,
}


def open_accounts(*, password: str, by: User) -> None:
    """Open the demo's accounts with their grants; repeated, it only sets the password anew."""
    for role, where in ACCOUNTS.items():
        user = accounts.open_demo_account(username=role.value, password=password, by=by)
        new = access.NewGrant(user=user, role=role, unit=where(), valid_from=SINCE)
        access.grant(new=new, today=SINCE, by=by)


def _unit(kind: Kind, code: str) -> Unit:
    found = queries.by_code("gso", kind, code, SINCE)
    if found is None:
        raise LookupError(f"Chưa có đơn vị mã {code}: chạy “vungcao load” trước.")
    return found
