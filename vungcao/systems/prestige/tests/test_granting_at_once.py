"""Two officers who give the last benefit of a year at the same moment: one is told."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import UserFactory
from vungcao.systems.prestige.models import Benefit
from vungcao.systems.prestige.services.granting import NewBenefit, grant
from vungcao.systems.prestige.tests.factories import TODAY, commune, law, recognised, village

ILLNESS = NewBenefit("illness", "commune", date(2026, 3, 5), 400_000)


@pytest.fixture
def at_once(transactional_db: None) -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as pool:
        yield pool


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_grants_at_once_for_the_last_count_one_is_refused(
    at_once: ThreadPoolExecutor,
) -> None:
    with scoped(("/1/",)):
        law()
        by = UserFactory.create()
        row = recognised(village(commune()), by)

    start = Barrier(2, timeout=10)

    def give(_nth: int) -> str:
        try:
            with scoped(("/1/",)):
                start.wait()
                grant(recognition=row, new=ILLNESS, today=TODAY, by=by)
            return "given"
        except RuleBroken:
            return "refused"
        finally:
            connection.close()

    assert sorted(at_once.map(give, range(2))) == ["given", "refused"]
    with scoped(("/1/",)):
        assert Benefit.objects.standing().count() == 1
