"""Two officers at the same moment: the village's one place is given once, and so is a person."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.scopes.services import scoped
from vungcao.systems.prestige.models import Recognition
from vungcao.systems.prestige.services.recognising import NewRecognition
from vungcao.systems.prestige.tests.changing import Ground
from vungcao.systems.prestige.tests.factories import SINCE

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def at_once(ground: Ground, *new: NewRecognition) -> list[str]:
    """Each in a session of its own, begun together: what each was answered."""
    barrier = Barrier(len(new))

    def answer(one: NewRecognition) -> str:
        try:
            with transaction.atomic(), scoped(("/1/",)):
                barrier.wait()
                ground.recognise(one)
            return ""
        except RuleBroken as broken:
            return str(broken)
        finally:
            connection.close()

    call: Callable[[NewRecognition], str] = answer
    with ThreadPoolExecutor(len(new)) as pool:
        return sorted(pool.map(call, new))


def test_of_two_for_one_place_one_is_told_that_it_is_taken() -> None:
    with transaction.atomic(), scoped(("/1/",)):
        ground = Ground()
        both = [ground.new(), ground.new()]

    done, refused = at_once(ground, *both)

    assert done == ""
    assert "được 1 người và đã có đủ" in refused
    with transaction.atomic(), scoped(("/1/",)):
        assert Recognition.objects.count() == 1


def test_of_two_for_one_person_one_is_told_that_they_are_recognised() -> None:
    with transaction.atomic(), scoped(("/1/",)):
        ground = Ground()
        somebody = ground.person()
        villages = (ground.village, ground.other)
        both = [NewRecognition(somebody, village, SINCE) for village in villages]

    done, refused = at_once(ground, *both)

    assert done == ""
    assert "mỗi người chỉ được công nhận một lần" in refused
