"""The style guide: every component in it, open to everybody, and nothing written."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

import vungcao
from vungcao.web.guide.sections import SECTIONS, Section
from vungcao.web.icons import ICONS
from vungcao.web.templatetags.ui import _fixed

pytestmark = pytest.mark.django_db

TEMPLATES = Path(vungcao.__file__).parent / "web/templates"
ALL = pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.slug or "first")


def drawn(address: str) -> set[str]:
    """The names of the templates that a page of the guide is made of."""
    answer = Client().get(address)
    assert answer.status_code == 200, address
    return {str(template.name) for template in answer.templates}


@pytest.mark.slow
def test_every_component_is_shown(province: None) -> None:
    _fixed.cache_clear()  # parts that were drawn before are not drawn again
    shown = set().union(*(drawn(section.address) for section in SECTIONS))

    made = {f"components/{path.name}" for path in (TEMPLATES / "components").glob("*.html")}
    assert sorted(made - shown) == [], "show it in vungcao/web/guide and templates/guide"


def test_no_page_of_the_guide_is_left_without_an_address() -> None:
    pages = {path.name for path in (TEMPLATES / "guide").glob("[!_]*.html")} - {"base.html"}

    assert pages == {Path(section.template).name for section in SECTIONS}


@ALL
def test_a_page_of_the_guide_is_open_to_everybody_and_not_for_search_engines(
    section: Section,
) -> None:
    answer = Client().get(section.address)

    assert answer.status_code == 200
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert str(section.label) in answer.content.decode()


def test_an_unknown_page_of_the_guide_is_not_found() -> None:
    assert Client().get("/giao-dien/khong-co/").status_code == 404


def test_a_button_of_the_guide_writes_nothing_and_says_so() -> None:
    answer = Client().post(reverse("guide-section", args=["o-nhap"]), {"plain-name": "x"})

    assert "Đây là trang mẫu: không có gì được ghi." in answer.content.decode()


@pytest.mark.parametrize(("many", "rows"), [("0", 0), ("1", 1), ("20", 20), ("", 20)])
def test_a_list_is_shown_with_none_one_and_twenty_rows(
    province: None, many: str, rows: int
) -> None:
    page = Client().get(reverse("guide-section", args=["bang"]), {"dong": many})

    assert page.content.decode().count('name="pick"') == rows


def test_every_icon_is_shown() -> None:
    page = Client().get(reverse("guide")).content.decode()

    assert [name for name in ICONS if f"</svg>{name}</li>" not in page] == []
