"""Who signs in to the demo: one account per role, named by its slug, and neighbours to compare."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from vungcao.kernel.access import services as access
from vungcao.kernel.access.roles import Role
from vungcao.kernel.access.weighing import NewGrant
from vungcao.kernel.accounts import services as accounts
from vungcao.kernel.accounts.models import User
from vungcao.kernel.organisations.models import Organisation, OrganisationKind
from vungcao.kernel.organisations.queries import responsible
from vungcao.kernel.units import queries
from vungcao.kernel.units.models import Kind, Unit

# The demo's commune is Vân Sơn, once of Sơn Động, made of two; its neighbour lies in what was Lục
# Ngạn. The day is that of today's map.
PROVINCE, COMMUNE, NEIGHBOUR = "24", "07621", "07582"
SINCE = date(2025, 7, 1)
# Parts of the demo up to this order are the ground on which accounts stand: villages, bodies.
GROUND = 20


def nation() -> Unit:
    return Unit.objects.get(kind=Kind.NATION)


def province() -> Unit:
    return _unit(Kind.PROVINCE, PROVINCE)


def commune() -> Unit:
    return _unit(Kind.COMMUNE, COMMUNE)


def neighbour() -> Unit:
    return _unit(Kind.COMMUNE, NEIGHBOUR)


def village() -> Unit:
    return _first_village(commune())


def neighbours_village() -> Unit:
    return _first_village(neighbour())


@dataclass(frozen=True)
class DemoAccount:
    """A role held somewhere, as part of a body of this kind where the role is held in one."""

    role: Role
    place: Callable[[], Unit]
    body: OrganisationKind | None = None
    suffix: str = ""

    @property
    def username(self) -> str:
        return f"{self.role.value}{self.suffix}"


DEPARTMENT = OrganisationKind.DEPARTMENT
COMMITTEE = OrganisationKind.PEOPLES_COMMITTEE
CENTRE = OrganisationKind.SERVICE_CENTRE

ACCOUNTS = (
    DemoAccount(Role.COMMUNE_OFFICER, commune, COMMITTEE),
    DemoAccount(Role.COMMUNE_OFFICER, neighbour, COMMITTEE, "-2"),
    DemoAccount(Role.COMMUNE_LEADER, commune, COMMITTEE),
    DemoAccount(Role.COMMUNE_LEADER, neighbour, COMMITTEE, "-2"),
    DemoAccount(Role.VILLAGE_HEAD, village),
    DemoAccount(Role.VILLAGE_HEAD, neighbours_village, suffix="-2"),
    DemoAccount(Role.DESK_OFFICER, commune, CENTRE),
    DemoAccount(Role.SPECIALIST, province, DEPARTMENT),
    DemoAccount(Role.INDICATOR_OWNER, province, DEPARTMENT),
    DemoAccount(Role.DEPARTMENT_LEADER, province, DEPARTMENT),
    DemoAccount(Role.PROVINCE_LEADER, province, COMMITTEE),
    DemoAccount(Role.FINANCE, province, DEPARTMENT),
    DemoAccount(Role.INVESTOR, commune, COMMITTEE),
    DemoAccount(Role.EDITOR, province, DEPARTMENT),
    DemoAccount(Role.PUBLISHER, province, DEPARTMENT),
    DemoAccount(Role.DESIGNER, province, DEPARTMENT),
    DemoAccount(Role.AUDITOR, nation),
    DemoAccount(Role.MINISTRY_READER, nation),
    DemoAccount(Role.ADMINISTRATOR, nation),
)

# Theirs is what they own: no role is granted to them.
CITIZENS = (Role.CITIZEN, Role.PRESTIGIOUS_PERSON)


def open_accounts(*, password: str, by: User) -> None:
    """Open the demo's accounts with their grants; repeated, it only sets the password anew."""
    for account in ACCOUNTS:
        user = accounts.open_demo_account(username=account.username, password=password, by=by)
        unit = account.place()
        new = NewGrant(
            user=user,
            role=account.role,
            unit=unit,
            valid_from=SINCE,
            organisation=_body(account, unit),
        )
        access.grant(new=new, today=SINCE, by=by)

    for role in CITIZENS:
        name, kind = role.value, User.Kind.CITIZEN
        accounts.open_demo_account(username=name, password=password, kind=kind, by=by)


def _body(account: DemoAccount, unit: Unit) -> Organisation | None:
    return None if account.body is None else responsible(unit, account.body, SINCE)


def _unit(kind: Kind, code: str) -> Unit:
    found = queries.by_code("gso", kind, code, SINCE)
    if found is None:
        raise LookupError(f"Chưa có đơn vị mã {code}: chạy “vungcao load” trước.")
    return found


def _first_village(commune: Unit) -> Unit:
    """The first "Thôn mẫu" of a commune, which the demo of units has made."""
    villages = [unit for unit in queries.children(commune, SINCE) if unit.kind == Kind.VILLAGE]
    return Unit.objects.get(pk=min(villages, key=lambda unit: unit.name).id)
