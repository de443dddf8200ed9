"""Rows that no single table holds stand in the order of a reader, whatever is asked for."""

from dataclasses import dataclass
from datetime import date

import pytest

from vungcao.web.tables import Lines


@dataclass(frozen=True)
class Place:
    name: str
    since: date | None = None
    people: int | None = None


PLACES = Lines(
    [
        Place("Đồng Cốc", date(2025, 7, 1), 12),
        Place("Ấm Thượng", None, 7),
        Place("Dương Hưu", date(1997, 1, 1)),
        Place("An Lạc", date(2024, 12, 31), 100),
    ]
)


def names(*terms: str) -> list[str]:
    return [place.name for place in PLACES.order_by(*terms).iterator()]


@pytest.mark.parametrize(
    ("term", "order"),
    [
        ("name", ["Ấm Thượng", "An Lạc", "Đồng Cốc", "Dương Hưu"]),
        ("-name", ["Dương Hưu", "Đồng Cốc", "An Lạc", "Ấm Thượng"]),
        ("since", ["Dương Hưu", "An Lạc", "Đồng Cốc", "Ấm Thượng"]),
        ("people", ["Ấm Thượng", "Đồng Cốc", "An Lạc", "Dương Hưu"]),
        ("pk", ["Đồng Cốc", "Ấm Thượng", "Dương Hưu", "An Lạc"]),
    ],
)
def test_letters_with_and_without_marks_stand_together_and_what_is_missing_last(
    term: str, order: list[str]
) -> None:
    assert names(term, "pk") == order


def test_equals_stay_in_the_order_in_which_they_were_given() -> None:
    rows = Lines([Place("B", people=1), Place("A", people=1), Place("C", people=0)])

    assert [row.name for row in rows.order_by("people", "pk").iterator()] == ["C", "B", "A"]


def test_a_page_is_a_part_of_all_rows() -> None:
    assert [place.name for place in PLACES[1:3]] == ["Ấm Thượng", "Dương Hưu"]
    assert PLACES.count() == len(PLACES) == 4
