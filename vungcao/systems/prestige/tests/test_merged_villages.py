"""What a reform touches: persons of its villages, also of those that earlier ones merged."""

from vungcao.kernel.offers.upkeep import touches
from vungcao.systems.prestige.tests.changing import Ground


def touched(*units: int) -> int:
    return touches.get("prestige.recognitions").count(frozenset(units))


def test_a_village_counts_its_persons_and_a_mistake_counts_nowhere(
    ground_of_changes: Ground,
) -> None:
    ground_of_changes.held()

    assert touched(ground_of_changes.village.pk) == 1
    assert touched(ground_of_changes.other.pk, ground_of_changes.commune.pk) == 0


def test_a_merged_village_counts_those_of_its_parts(ground_of_changes: Ground) -> None:
    ground_of_changes.held()
    ground_of_changes.held(ground_of_changes.other)

    merged = ground_of_changes.merge_villages()

    assert touched(merged.pk) == 2
