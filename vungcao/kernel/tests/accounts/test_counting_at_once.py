"""Tries counted by many at once stay one count: nobody gets more of them by hurrying."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from vungcao.kernel.accounts.models import AttemptCount
from vungcao.kernel.accounts.queries.attempts import Bucket, reserve
from vungcao.kernel.accounts.rules import Limit

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
OWN, SHARED = (
    Bucket(name, Limit(free, timedelta(minutes=15))) for name, free in (("own", 5), ("shared", 12))
)


def _try(number: int) -> bool:
    """Whether this try was looked at; half of them name the counts in the other order."""
    try:
        return not reserve((OWN, SHARED)[:: 1 if number % 2 else -1], NOW)
    finally:
        connection.close()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_forty_tries_of_eight_at_once_are_five() -> None:
    with ThreadPoolExecutor(8) as pool:
        looked_at = list(pool.map(_try, range(40)))

    assert sum(looked_at) == 5
    assert sorted(AttemptCount.objects.values_list("failures", flat=True)) == [5, 5]
