"""Every address × every role × objects of one's own unit, the neighbour's, the parent's, nobody's.

Who may open an address says `test_addresses.py`; what of whom they see there says
`tests/architecture/samples/`. An address that either lacks is a failure.

`make soak` asks for all of it. `make test` asks every address as a quarter of the roles that must
be refused, and for objects of every place as one of those that may open it; which ones they are
changes from address to address. Whom a page lets in is compared for all roles by
`test_addresses.py`.
"""

import logging
import zlib
from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver

from tests.architecture.samples import Arguments, Builder, Sample, samples
from tests.architecture.test_addresses import (
    ADDRESSES,
    EXPECTED,
    SIGNED_IN,
    status,
)
from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import (
    GrantFactory,
    NationFactory,
    ProvinceFactory,
    UnitFactory,
)
from vungcao.kernel.units.models import Unit

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.usefixtures("no_frames"),
]

SAMPLES = samples()
CIRCLES = [sorted(Role)[nth::4] for nth in range(4)]
REFUSED = 4  # of so many roles that must be refused one is asked
CITIZENS = {Role.CITIZEN, Role.PRESTIGIOUS_PERSON}
ANSWERED = {200, 302}


class Asker:
    """Somebody who holds one role at a time over the unit `own`; citizens hold none."""

    def __init__(self, role: Role) -> None:
        parent = ProvinceFactory.create(parent=NationFactory.create(), called="Mẫu")
        own, neighbour = (UnitFactory.create(parent=parent) for _ in range(2))
        self.places: dict[str, Unit] = {"own": own, "neighbour": neighbour, "parent": parent}
        self.user = User.objects.create(username="ai-do")
        self.client = Client()
        self.client.force_login(self.user)
        self.objects: dict[tuple[Builder, int], Arguments] = {}
        self.become(role)

    def become(self, role: Role) -> None:
        """The objects stay: to make them anew for every role took as long as to ask for them."""
        self.role = role
        Grant.objects.filter(user=self.user).delete()
        self.user.kind = User.Kind.CITIZEN if role in CITIZENS else User.Kind.OFFICER
        self.user.save()
        if role not in CITIZENS:
            GrantFactory.create(user=self.user, role=role, unit=self.places["own"])

    def made(self, sample: Sample, unit: Unit) -> Arguments:
        """One object serves for many addresses and for every role."""
        key = (sample.build, unit.pk)
        if key not in self.objects:
            with scoped(("/1/",), account=self.user.pk):
                self.objects[key] = sample.build(unit, self.user)
        return self.objects[key]

    def answer(self, name: str, said: Arguments | None = None) -> int:
        """What a page or a button did is undone."""
        with transaction.atomic():
            answer = status(self.client, name, said)
            transaction.set_rollback(True)
        return answer


@pytest.fixture(autouse=True)
def plain_refusals(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages that say "no" are many here and drawn elsewhere; so are the lines of the log."""

    def handler(code: int) -> Callable[..., HttpResponse]:
        return lambda request, **_: HttpResponse(status=code)

    monkeypatch.setattr(get_resolver(), "resolve_error_handler", handler)
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)


def is_asked(name: str, role: Role) -> bool:
    """Whether it is one of the refused that are asked, or the one that asks for everything."""
    may, first = sorted(EXPECTED.get(name, set(Role))), zlib.crc32(name.encode())
    if role not in may:
        return (first + sorted(Role).index(role)) % REFUSED == 0
    return role == may[first % len(may)]


def wrong(asker: Asker, name: str) -> Iterator[str]:
    """What the address answers and should not."""
    refused = name in EXPECTED and asker.role not in EXPECTED[name]
    sample = SAMPLES.get(name)
    if sample is None:
        answer = asker.answer(name)
        if answer not in ({403} if refused else ANSWERED):
            yield f"{name}: {answer}"
        return
    # Who may not open the address at all is asked for the most tempting object: that of their own.
    for place, unit in list(asker.places.items())[: 1 if refused else None]:
        is_seen = place in sample.seen and asker.role not in sample.not_of
        fits = {403} if refused else ANSWERED if is_seen else {404}
        answer = asker.answer(name, asker.made(sample, unit))
        if answer not in fits:
            yield f"{name} of {place}: {answer}"
    if not refused and (answer := asker.answer(name)) not in {*ANSWERED, 404}:
        yield f"{name} of nobody: {answer}"


def test_every_address_with_arguments_has_a_sample_and_no_other() -> None:
    asked = {name for name in EXPECTED.keys() | SIGNED_IN if ADDRESSES[name]}

    assert sorted(asked - SAMPLES.keys()) == [], "lay an object into tests/architecture/samples/"
    assert sorted(SAMPLES.keys() - asked) == []


def faults(circle: list[Role], asks: Callable[[str, Role], bool]) -> Iterator[str]:
    """Of all addresses, for one role after the other."""
    asker = Asker(circle[0])
    for role in circle:
        asker.become(role)
        for name in [*EXPECTED, *SIGNED_IN]:
            if asks(name, role):
                yield from (f"{role}: {fault}" for fault in wrong(asker, name))


def test_a_role_opens_what_the_tables_say_and_nothing_else() -> None:
    assert list(faults(sorted(Role), is_asked)) == []


@pytest.mark.soak
@pytest.mark.parametrize("circle", CIRCLES, ids="+".join)
def test_the_same_for_every_role_that_may_open_it(circle: list[Role]) -> None:
    assert list(faults(circle, lambda name, role: True)) == []


def test_each_address_is_asked_by_some_whom_it_refuses_and_by_one_that_may_open_it() -> None:
    refused = set()
    for name, may in EXPECTED.items():
        asked = {role for role in Role if is_asked(name, role)}

        assert (asked - may) or len(set(Role) - may) < REFUSED
        assert len(asked & may) == 1
        refused |= asked - may
    assert refused == set(Role)  # nobody is never refused


def test_a_refusal_where_none_is_expected_is_a_fault_and_so_is_the_opposite() -> None:
    asker = Asker(Role.FINANCE)
    closed, opened = "administration:reform", "administration:unit"
    assert [*wrong(asker, closed), *wrong(asker, opened)] == []

    asker.role = Role.ADMINISTRATOR  # what the table expects, not what was granted

    assert list(wrong(asker, closed))[:1] == [f"{closed} of own: 403"]


def test_what_is_seen_where_it_should_not_be_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    asker, name = Asker(Role.FINANCE), "administration:unit"
    monkeypatch.setitem(SAMPLES, name, Sample(SAMPLES[name].build))

    assert list(wrong(asker, name)) == [f"{name} of neighbour: 200", f"{name} of parent: 200"]
