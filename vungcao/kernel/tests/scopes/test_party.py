"""The second form of policy: a row is seen by every side that takes part in it."""

import pytest
from django.db import ProgrammingError, transaction

from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.scopes import scratch

pytestmark = pytest.mark.usefixtures("tables")


def affairs() -> list[int]:
    return scratch.rows("select id from affair order by id")


@pytest.mark.parametrize(
    ("reach", "seen"),
    [
        (("/1/2/5/",), [1]),
        (("/1/2/",), [1]),
        (("/1/4/",), [1]),
        (("/1/3/",), []),
        (("/1/30/",), [2]),
        (("/1/4/", "/1/30/"), [1, 2]),
        (("/1/4/", "/1/6/", "/1/8/", "/1/9/", "/1/3/"), [1]),
        (("/1/",), [1, 2]),
        ((), []),
    ],
    ids=str,
)
def test_each_side_sees_the_affair_and_nobody_else(reach: tuple[str, ...], seen: list[int]) -> None:
    with scoped(reach):
        assert affairs() == seen


def test_nothing_is_seen_before_a_reach_is_set() -> None:
    assert affairs() == []


def test_who_takes_no_part_changes_nothing() -> None:
    with scoped(("/1/3/",)):
        assert scratch.change("delete from affair") == 0
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            scratch.change("insert into affair default values")


def test_a_side_that_is_added_sees_the_affair_from_then_on() -> None:
    scratch.change("insert into side values (2, '/1/3/')")

    with scoped(("/1/3/",)):
        assert affairs() == [2]
