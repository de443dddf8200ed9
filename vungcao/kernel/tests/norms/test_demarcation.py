"""Regions computed from the rows of a rule set agree with the decree read as a program."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vungcao.kernel.norms import rules
from vungcao.kernel.norms.rules import Condition, Fact
from vungcao.kernel.offers import reference

RATE = st.integers(0, 100).map(Fraction)
FACTS = st.fixed_dictionaries(
    {
        "poor_rate": st.one_of(RATE, st.integers(1, 3).map(lambda fives: Fraction(5 * fives + 5))),
        "is_new_rural": st.booleans(),
        "minority_share_of_poor": RATE,
        "illiterate_minority_rate": RATE,
        "untrained_worker_rate": RATE,
        "road_to_commune_km": RATE,
        "unpaved_road_share": RATE,
    }
)


def alternatives(rule_set: str, level: str, outcome: str) -> list[list[Condition]]:
    """Straight from the file, as the loader will store it."""
    found: dict[str, list[Condition]] = {}
    for row in reference.rows("demarcation_criteria.csv"):
        if (row["rule_set"], row["level"], row["outcome"], row["variant"]) == (
            rule_set,
            level,
            outcome,
            "",
        ):
            condition = Condition(row["field"], row["operator"], row["threshold"])
            found.setdefault(row["alternative"], []).append(condition)
    return list(found.values())


def region_of_2020(facts: dict[str, Fraction]) -> str:
    """Decision 33/2020 written down by hand: the oracle."""
    if facts["is_new_rural"] or facts["poor_rate"] < 10:
        return "I"
    hard = (
        facts["minority_share_of_poor"] > 60
        or facts["illiterate_minority_rate"] >= 20
        or facts["untrained_worker_rate"] > 80
        or (facts["road_to_commune_km"] > 20 and facts["unpaved_road_share"] > 50)
    )
    if facts["poor_rate"] >= 20 or (facts["poor_rate"] >= 15 and hard):
        return "III"
    return "II"


@given(FACTS)
def test_the_rows_of_2020_give_the_region_that_the_decision_gives(
    facts: dict[str, Fraction],
) -> None:
    first = rules.reached(alternatives("qd33-2020", "commune", "I"), facts)
    third = rules.reached(alternatives("qd33-2020", "commune", "III"), facts)
    both: dict[str, Fact] = {"is_region_i": bool(first), "is_region_iii": bool(third)}
    second = rules.reached(alternatives("qd33-2020", "commune", "II"), both)

    wanted = region_of_2020(facts)

    assert (first, second, third) == (wanted == "I", wanted == "II", wanted == "III")


@given(st.integers(0, 12), st.integers(0, 100).map(Fraction))
def test_every_commune_of_2026_has_exactly_one_region(met: int, share: Fraction) -> None:
    facts: dict[str, Fact] = {"criteria_met": Fraction(met), "difficult_village_share": share}
    third = rules.reached(alternatives("nd272-2025", "commune", "III"), facts)
    facts["is_region_iii"] = bool(third)

    reached = [
        rules.reached(alternatives("nd272-2025", "commune", region), facts)
        for region in ("I", "II", "III")
    ]

    assert reached.count(True) == 1
    assert third is (met >= 6 or (met >= 3 and share > 50))


def test_two_of_three_make_a_village_especially_difficult() -> None:
    rows = alternatives("nd272-2025", "village", "difficult")
    facts: dict[str, Fact] = {
        "poor_rate_to_national": Fraction(4),
        "surfaced_road_share": Fraction(60),
        "grid_household_share": Fraction("89.9"),
    }

    assert rules.reached(rows, facts) is True
    assert rules.reached(rows, facts | {"grid_household_share": Fraction(90)}) is False


def test_two_thirds_are_exact() -> None:
    rows = alternatives("nd272-2025", "province", "area")
    facts: dict[str, Fact] = {"minority_share": Fraction(0)}

    assert rules.reached(rows, facts | {"minority_commune_share": Fraction(66, 99)}) is True
    assert rules.reached(rows, facts | {"minority_commune_share": Fraction(65, 99)}) is False


def test_what_is_not_known_is_not_answered() -> None:
    rows = alternatives("nd272-2025", "commune", "area")

    assert rules.reached(rows, {"minority_share": Fraction(10)}) is None
    assert rules.reached(rows, {"minority_share": Fraction(20)}) is True


def test_criteria_that_nobody_has_read_decide_nothing() -> None:
    rows = alternatives("nd272-2025", "commune", "criteria")

    assert rules.reached(rows, {"criteria_met": Fraction(12)}) is None


@pytest.mark.parametrize("field", ["poor_rate", "is_new_rural"])
def test_a_missing_fact_leaves_the_third_region_open(field: str) -> None:
    facts: dict[str, Fact] = {"poor_rate": Fraction(30), "is_new_rural": False}
    del facts[field]

    assert rules.reached(alternatives("qd33-2020", "commune", "III"), facts) is None
