"""Forty officers press the same button of one dossier at the same moment: one wins."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from threading import Barrier

import pytest
from django.db import connection

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.cases.models import CaseEvent
from vungcao.kernel.cases.queries import chains
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.onestop.models import Dossier, Extension, Supplement
from vungcao.systems.onestop.services import supplementing
from vungcao.systems.onestop.services.engine import STALE
from vungcao.systems.onestop.services.extending import Longer, extend
from vungcao.systems.onestop.services.moving import move
from vungcao.systems.onestop.services.submitting import Submitted
from vungcao.systems.onestop.services.supplementing import Item, Request
from vungcao.systems.onestop.services.taking_in import take_in
from vungcao.systems.onestop.tests.factories import (
    NOW,
    at,
    at_work,
    commune,
    new_dossier,
    officer,
    received,
    standing,
    submitted,
)

CLICKS = 40
pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("province"),
]


@pytest.fixture
def crowd(transactional_db: None) -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(CLICKS) as pool:
        yield pool


@pytest.fixture
def worker(transactional_db: None) -> User:
    with standing(officer("can-bo", Role.COMMUNE_OFFICER, commune())) as user:
        return user


def pressed(crowd: ThreadPoolExecutor, worker: User, press: Callable[[], object]) -> Counter[str]:
    """What each of them was told."""
    start = Barrier(CLICKS, timeout=60)

    def click(_nth: int) -> str:
        try:
            with standing(worker):
                start.wait()
                press()
            return "won"
        except RuleBroken as told:
            return str(told)
        finally:
            connection.close()

    return Counter(crowd.map(click, range(CLICKS)))


def test_of_forty_clicks_on_one_action_one_wins_and_the_others_get_the_sentence(
    crowd: ThreadPoolExecutor, worker: User
) -> None:
    with standing(worker):
        row = received(worker)
    seen = row.case.version

    told = pressed(
        crowd,
        worker,
        lambda: move(dossier=row, action="chuyen", now=at(24), by=worker, seen=seen),
    )

    assert told == {"won": 1, STALE: CLICKS - 1}
    with standing(worker):
        after = Dossier.objects.select_related("case").get(pk=row.pk)
        assert after.step == "tham_dinh"
        assert chains.verify(after.case).holds
        moves = CaseEvent.objects.filter(case=after.case, action="onestop.moved")
        assert moves.count() == 3
        assert after.case.parties.filter(role="responsible", until=None).count() == 1


@pytest.mark.soak
def test_of_forty_requests_for_a_supplement_one_is_sent(
    crowd: ThreadPoolExecutor, worker: User
) -> None:
    with standing(worker):
        row = at_work(worker)
    asked = Request([Item("mau02", "Thiếu chữ ký")])

    told = pressed(
        crowd,
        worker,
        lambda: supplementing.ask(
            dossier=row, action="bo_sung", request=asked, now=at(24), by=worker
        ),
    )

    assert told["won"] == 1
    assert len(told) == 2
    with standing(worker):
        assert Supplement.objects.filter(dossier=row).count() == 1


@pytest.mark.soak
def test_of_forty_extensions_one_is_given(crowd: ThreadPoolExecutor, worker: User) -> None:
    with standing(worker):
        row = at_work(worker)
    longer = Longer(Fraction(5), "Chờ xác minh")

    told = pressed(crowd, worker, lambda: extend(dossier=row, longer=longer, now=at(24), by=worker))

    assert told["won"] == 1
    with standing(worker):
        assert Extension.objects.filter(dossier=row).count() == 1


@pytest.mark.soak
def test_codes_are_unique_when_forty_dossiers_come_in_at_once(
    crowd: ThreadPoolExecutor, worker: User
) -> None:
    start, made = Barrier(CLICKS, timeout=60), list[Submitted]()

    def hand_in(_nth: int) -> None:
        try:
            with standing(worker):
                start.wait()
                made.append(submitted(worker, NOW))
        finally:
            connection.close()

    list(crowd.map(hand_in, range(CLICKS)))

    numbers = {one.dossier.case.number for one in made}
    assert len(numbers) == len({one.dossier.case.code for one in made}) == CLICKS
    orders = sorted(int(number[-4:]) for number in numbers)
    assert orders == list(range(orders[0], orders[0] + CLICKS))


@pytest.mark.soak
def test_of_forty_who_take_the_same_in_one_does_and_the_others_are_asked(
    crowd: ThreadPoolExecutor, worker: User
) -> None:
    told = pressed(crowd, worker, lambda: take_in(new=new_dossier(), now=NOW, by=worker))

    assert told["won"] == 1
    assert len(told) == 2
    with standing(worker):
        assert Dossier.objects.count() == 1
