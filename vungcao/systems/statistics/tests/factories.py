"""Accounts, a small form and answers to begin a test with, on the reference data."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from vungcao.kernel.access.queries import reach
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import GrantFactory
from vungcao.kernel.units.models import NATION_SCOPE, Kind, Unit
from vungcao.kernel.units.queries import GSO, by_code
from vungcao.systems.statistics.models import Campaign, FormVersion, Submission
from vungcao.systems.statistics.rules import definition
from vungcao.systems.statistics.rules.operations import Op
from vungcao.systems.statistics.services import campaigning, publishing
from vungcao.systems.statistics.services.campaigning import NewCampaign
from vungcao.systems.statistics.services.publishing import Title
from vungcao.systems.statistics.tests.layouts import small

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 8, 15, tzinfo=ZONE)
YEAR = 2025001
NAMESPACE = UUID(int=7)


def at(day: int, hour: int = 9, minute: int = 0, month: int = 11) -> datetime:
    """A moment of the tests' year."""
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


def province() -> Unit:
    found = by_code(GSO, Kind.PROVINCE, "24", TODAY)
    assert found is not None
    return found


def commune(code: str = "07621") -> Unit:
    """A commune of the reference data, Vân Sơn when nothing is said."""
    found = by_code(GSO, Kind.COMMUNE, code, TODAY)
    assert found is not None
    return found


def neighbour() -> Unit:
    """Another commune of the same province."""
    others = Unit.objects.in_force(TODAY).filter(kind=Kind.COMMUNE).exclude(pk=commune().pk)
    return others.under((province().scope,)).order_by("pk")[0]


def department() -> Organisation:
    """A body of the province that owes figures of its own."""
    found = Organisation.objects.in_force(TODAY).filter(kind="department", unit=province())
    return found.order_by("pk")[0]


def officer(name: str, role: Role, place: Unit, organisation: Organisation | None = None) -> User:
    """An account that holds one role over a place."""
    user, is_new = User.objects.get_or_create(username=name)
    if is_new:
        GrantFactory.create(user=user, role=role, unit=place, organisation=organisation)
    user.reach = reach(user, TODAY)
    return user


@contextmanager
def standing(user: User) -> Iterator[User]:
    """The database bound as for a request of this account."""
    with scoped(user.reach, account=user.pk):
        yield user


@contextmanager
def everywhere() -> Iterator[User]:
    """The product itself, over the whole country."""
    with scoped((NATION_SCOPE,)):
        yield system_account("so-lieu")


def form(code: str = "thu01", checks: Iterable[Any] = (), **changed: Any) -> FormVersion:
    """A published form of six inputs, perhaps with more checks."""
    title = Title(
        **{
            "name": "Biểu thử",
            "reporter": "commune",
            "valid_from": date(2020, 1, 1),
            **changed,
        }
    )
    by = system_account("thiet-ke-bieu")
    said = small()
    said["checks"] += checks
    made = publishing.draft(code=code, title=title, layout=definition.read(said), by=by)
    return publishing.publish(version=made, now=NOW, by=by)


def campaign(by: User, version: FormVersion | None = None, **changed: Any) -> Campaign:
    """The small form asked of every commune for 2025, due fifteen working days after its end."""
    given = {"unit": province(), "period": YEAR, "due_days": 15, "late_days": 10, **changed}
    new = NewCampaign(version=version or form(), **given)
    return campaigning.open_campaign(new=new, now=NOW, by=by)


def answer(of: Campaign, place: Unit | None = None) -> Submission:
    """The answer of one unit."""
    return Submission.objects.get(obligation__campaign=of, unit=place or commune())


def op(name: str, cell: str, value: str = "", base: int | None = 0, state: str = "v") -> Op:
    """An operation whose identity comes from a name."""
    return Op(uuid5(NAMESPACE, name), cell, state if value or state != "v" else "n", value, base)
