"""Which rows were ticked, and where the reader goes back to."""

import pytest
from django.test import RequestFactory

from vungcao.web.tables import picked, way_back
from vungcao.web.tables.picking import MOST


def test_what_is_no_number_nobody_has_ticked() -> None:
    asked = RequestFactory().post("/", {"pick": ["7", "3", "3", "x", "-1", "", "9" * 30]})

    assert picked(asked) == [3, 7]


def test_no_more_than_a_page_can_be_ticked() -> None:
    asked = RequestFactory().post("/", {"pick": [str(one) for one in range(MOST + 9)]})

    assert len(picked(asked)) == MOST


@pytest.mark.parametrize(
    ("wanted", "place"),
    [
        ("/quan-tri/?page=2", "/quan-tri/?page=2"),
        ("https://elsewhere.example/", "/usual/"),
        ("//elsewhere.example/", "/usual/"),
        ("?page=2", "/usual/"),
        ("", "/usual/"),
    ],
)
def test_only_an_address_of_ours_is_gone_back_to(wanted: str, place: str) -> None:
    assert way_back(RequestFactory().post("/", {"next": wanted}), "/usual/") == place
