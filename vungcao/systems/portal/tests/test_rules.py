"""Addresses that pages may not have, and references to documents that lack something."""

import re

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from vungcao.systems.portal.rules import addresses, references


def first_parts(resolver: URLResolver) -> set[str]:
    found = set()
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            found |= first_parts(pattern)
        elif isinstance(pattern, URLPattern):
            found.add(str(pattern.pattern).partition("/")[0])
    return found


def test_no_page_can_have_an_address_that_the_product_answers() -> None:
    own = first_parts(get_resolver()) - {"", "<page:path>", addresses.NEWS.strip("/")}

    assert {part for part in own if re.fullmatch(r"[a-z0-9-]+", part)} <= addresses.TAKEN


@pytest.mark.parametrize(
    ("path", "fits"),
    [
        ("tin-tuc/", True),
        ("tin-tuc/bai-1/", True),
        ("", True),
        ("lam-viec/khong-co/", False),
        ("tep/x/", False),
        ("Tin/", False),
        ("tin-tuc", False),
        ("tin//bai/", False),
    ],
)
def test_an_address_of_a_page(path: str, fits: bool) -> None:
    assert bool(re.fullmatch(addresses.PATH, path)) is fits


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("theo Quyết định số 12/2018/QĐ-TTg ngày 06/3/2018 của", 0),
        ("theo Quyết định số 12/2018/QĐ-TTg ngày 6 tháng 3 năm 2018", 0),
        ("theo Quyết định số 12/2018/QĐ-TTg của Thủ tướng", 1),
        ("theo Nghị định số 42 về thông tin", 2),
        ("không nhắc văn bản nào", 0),
    ],
)
def test_a_reference_without_number_or_day_is_pointed_out(text: str, count: int) -> None:
    assert len(references.faults(text)) == count
