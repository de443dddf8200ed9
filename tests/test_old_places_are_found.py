"""Old and new names of places lead to the same things, by the reforms as they are loaded."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from vungcao.kernel.offers.search import PublicText
from vungcao.kernel.search import queries
from vungcao.systems.portal.offers import finding
from vungcao.systems.portal.queries import open_things

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 27)


def found(client: Client, typed: str) -> list[str]:
    hits = client.get(reverse("portal:search"), {"q": typed}).context["found"].hits
    return ["".join(text for text, _ in hit.title) for hit in hits]


def shelve(*said: tuple[str, str]) -> None:
    texts = [
        PublicText(str(at), title, open_things.SCREEN, address="/", text=text)
        for at, (title, text) in enumerate(said)
    ]
    queries.publish("portal.screens", None, texts, queries.gazetteer(TODAY))


def test_a_former_district_finds_its_communes_of_today_and_they_find_it(
    ground: None, client: Client
) -> None:
    assert finding is not None
    shelve(
        ("Chợ phiên", "Chợ ở phường Chũ họp ngày lẻ."),
        ("Vụ vải", "Nông dân huyện Lục Ngạn vào vụ."),
        ("Nơi khác", "Ở huyện Sơn Động."),
    )

    assert set(found(client, "huyện Lục Ngạn")) == {"Chợ phiên", "Vụ vải"}
    assert found(client, "huyện Lục Ngạn")[0] == "Vụ vải"
    assert set(found(client, "phuong chu")) == {"Chợ phiên", "Vụ vải"}
    page = client.get(reverse("portal:search"), {"q": "huyện Lục Ngạn"}).content.decode()
    assert "Tên khác của nơi được nhắc đến:" in page


def test_a_place_says_what_it_came_from(ground: None, client: Client) -> None:
    read = open_things.places(None, TODAY)
    queries.publish("portal.places", None, read, queries.gazetteer(TODAY))

    page = client.get(reverse("portal:search"), {"q": "xã Vân Sơn"}).content.decode()

    assert "Hình thành từ: " in page
