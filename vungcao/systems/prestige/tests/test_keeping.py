"""Whoever was ever on the register stays known; a mistake keeps nobody."""

from datetime import UTC, datetime

import pytest

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.offers.people import keepers
from vungcao.kernel.people import services as people
from vungcao.kernel.scopes.services import scoped
from vungcao.systems.prestige.services import ending
from vungcao.systems.prestige.tests.changing import Ground

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


def why(person: int) -> str | None:
    return keepers.get("prestige.recognitions")(person)


def test_a_record_is_not_erased_while_the_register_names_it(ground_of_changes: Ground) -> None:
    row = ground_of_changes.withdraw(ground_of_changes.held())

    with pytest.raises(RuleBroken, match="danh sách người có uy tín, hồ sơ phải giữ"):
        people.erase(person=row.person, now=NOW, by=ground_of_changes.by)


def test_the_register_is_asked_wherever_the_village_lies(ground_of_changes: Ground) -> None:
    row = ground_of_changes.held()

    with scoped((ground_of_changes.neighbour.scope,)):
        assert why(row.person_id) is not None


def test_a_mistake_and_a_stranger_keep_nobody(ground_of_changes: Ground) -> None:
    row = ground_of_changes.held()
    ending.void(recognition=row, reason="nhầm", by=ground_of_changes.by)

    assert why(row.person_id) is None
    assert why(999_999_999) is None
