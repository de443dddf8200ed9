"""Numbers follow dated rules; two callers never get the same, and none is lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection, transaction

from vungcao.kernel.cases import rules, services
from vungcao.kernel.cases.models import NumberPattern
from vungcao.kernel.cases.services import numbers
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.tests.cases.world import KIND, World, at
from vungcao.kernel.tests.factories import CitationFactory, UserFactory

DAY = date(2026, 11, 16)


def set_pattern(pattern: str, reset: str = "year", since: date = date(2027, 1, 1)) -> NumberPattern:
    return services.set_pattern(
        kind=KIND,
        pattern=pattern,
        reset=reset,
        basis=CitationFactory.create(),
        valid_from=since,
        by=UserFactory.create(),
    )


def test_counting_begins_anew_each_day_and_for_each_prefix(world: World) -> None:
    given = [numbers.give(KIND, prefix, DAY) for prefix in ("VS", "VS", "TD")]

    assert given == ["VS-261116-0001", "VS-261116-0002", "TD-261116-0001"]
    assert numbers.give(KIND, "VS", date(2026, 11, 17)) == "VS-261117-0001"


def test_a_new_rule_counts_from_its_day_on(world: World) -> None:
    set_pattern("{order}/{yyyy}-{prefix}")

    assert numbers.give(KIND, "VS", DAY) == "VS-261116-0001"
    assert numbers.give(KIND, "VS", date(2027, 1, 4)) == "1/2027-VS"


def test_an_open_case_keeps_the_number_of_its_day(world: World) -> None:
    case = world.open()
    set_pattern("{order}/{yyyy}", since=date(2026, 11, 17))

    assert services.note(case=case, action="x", now=at("18/11 08:00"), by=world.officer)
    case.refresh_from_db()
    assert case.number == "VS-261116-0001"


@pytest.mark.parametrize("pattern", ["{prefix}", "{order}{order}", "{order}{name}", "{order", "{}"])
def test_a_pattern_that_cannot_number_is_refused(pattern: str) -> None:
    with pytest.raises(RuleBroken):
        rules.check_pattern(pattern)


def test_two_rules_never_hold_on_one_day(world: World) -> None:
    with pytest.raises(RuleBroken, match="có hiệu lực sau"):
        set_pattern("{order}", since=date(2026, 1, 1))


def test_without_a_rule_no_case_is_opened(world: World) -> None:
    with pytest.raises(RuleBroken, match="quy tắc đánh số"):
        world.open(now=at("16/11 08:00").replace(year=2025))


def _give(_: int) -> str:
    try:
        with transaction.atomic():
            return numbers.give("tests.many", "", DAY)
    finally:
        connection.close()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_eight_at_once_get_every_number_once() -> None:
    services.set_pattern(
        kind="tests.many",
        pattern="{order}",
        reset="never",
        basis=CitationFactory.create(),
        valid_from=date(2026, 1, 1),
        by=UserFactory.create(),
    )

    with ThreadPoolExecutor(8) as pool:
        given = list(pool.map(_give, range(80)))

    assert sorted(map(int, given)) == list(range(1, 81))
