"""Dossiers to begin a test with, on the reference data; all names are invented."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

from vungcao.kernel.access.queries import reach
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.organisations.models import Organisation, OrganisationKind
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import GrantFactory
from vungcao.kernel.units.models import Kind, Unit
from vungcao.kernel.units.queries import GSO, by_code
from vungcao.systems.onestop.models import Channel, Dossier, ProcedureVersion
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.services import receiving
from vungcao.systems.onestop.services.moving import move
from vungcao.systems.onestop.services.submitting import (
    NewDossier,
    NewPaper,
    NewSubject,
    Submitted,
    submit,
)

Made = TypeVar("Made")


class Arrange(Protocol):
    """The fixture `once`: what is made by it stands for every test of the module."""

    def __call__(self, make: Callable[[], Made], /) -> Made: ...


TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 8, 15, tzinfo=ZONE)
RECOGNISE = "1.012222"


def at(day: int, hour: int = 9, minute: int = 0, month: int = 11, year: int = 2026) -> datetime:
    """A moment of the tests' month."""
    return datetime(year, month, day, hour, minute, tzinfo=ZONE)


def commune(code: str = "07621") -> Unit:
    """A commune of the reference data, Vân Sơn when nothing is said."""
    found = by_code(GSO, Kind.COMMUNE, code, TODAY)
    assert found is not None
    return found


def neighbour() -> Unit:
    """Another commune of the same province."""
    here = commune()
    others = Unit.objects.in_force(TODAY).filter(kind=Kind.COMMUNE).exclude(pk=here.pk)
    found = others.filter(scope__startswith=here.scope.rsplit("/", 2)[0] + "/").order_by("pk")
    return found[0]


def province_above() -> Unit:
    """The province in which the commune lies."""
    above = commune().scope.rsplit("/", 2)[0] + "/"
    return Unit.objects.in_force(TODAY).get(kind=Kind.PROVINCE, scope=above)


def body(place: Unit, kind: OrganisationKind) -> Organisation:
    """The living body of a kind that has this territory."""
    return Organisation.objects.in_force(TODAY).get(kind=kind, unit=place)


def officer(name: str, role: Role, place: Unit, day: date = TODAY) -> User:
    """An account that holds one role over a place."""
    user, is_new = User.objects.get_or_create(username=name)
    if is_new:
        GrantFactory.create(user=user, role=role, unit=place)
    user.reach = reach(user, day)
    return user


@contextmanager
def standing(user: User) -> Iterator[User]:
    """The database bound as for a request of this account."""
    with scoped(user.reach, account=user.pk):
        yield user


def version(code: str = RECOGNISE, day: date = TODAY) -> ProcedureVersion:
    found = versions.on(code, day)
    assert found is not None
    return found


def line(number: int, **changed: Any) -> NewSubject:
    """One person of a list, invented."""
    values = {
        "ho_ten": f"Nông Văn Mẫu {number}",
        "nam_sinh": 1950 + number,
        "gioi_tinh": "male",
        "dan_toc": "Nùng",
        "thon": 1,
    }
    return NewSubject(values={**values, **changed})


def new_dossier(place: Unit | None = None, **changed: Any) -> NewDossier:
    """A complete dossier of 1.012222 for two persons, at the desk of the commune."""
    where = place or commune()
    given: dict[str, Any] = {
        "version": version(),
        "place": where,
        "intake": body(where, OrganisationKind.SERVICE_CENTRE),
        "channel": Channel.DESK,
        "contact": {"name": "Trưởng thôn Mẫu", "telephone": "0900000123"},
        "answers": {"ngay_hop": "2026-11-10"},
        "subjects": [line(1), line(2)],
        "papers": papers("de_nghi", "mau01", "mau02"),
    }
    return NewDossier(**{**given, **changed})


def papers(*codes: str) -> Sequence[NewPaper]:
    return [NewPaper(code) for code in codes]


def submitted(by: User, now: datetime = NOW, **changed: Any) -> Submitted:
    return submit(new=new_dossier(**changed), now=now, by=by)


def received(by: User, now: datetime = NOW, **changed: Any) -> Dossier:
    """A dossier with its clock running, still at the desk."""
    given = submitted(by, now, **changed).dossier
    return receiving.receive(dossier=given, action="tiep_nhan", now=now, by=by)


def at_work(by: User, now: datetime = NOW, **changed: Any) -> Dossier:
    """A dossier that the commune's own office examines."""
    return move(dossier=received(by, now, **changed), action="chuyen", now=now, by=by)
