"""The demo's register has the distribution that was published, on the map of then and of today."""

import re
from collections import Counter
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode

from vungcao.kernel.accounts.models import User
from vungcao.kernel.scopes.services import scoped
from vungcao.systems.prestige.queries import coverage
from vungcao.systems.prestige.queries import listing as queries
from vungcao.systems.prestige.services import listing

TODAY = date(2026, 11, 23)
# Decision 50/QĐ-UBND as published: persons of 2023–2027 by the district of that time.
PUBLISHED = {
    "Huyện Sơn Động": 116,
    "Huyện Lục Ngạn": 214,
    "Huyện Lục Nam": 69,
    "Huyện Yên Thế": 98,
    "Huyện Lạng Giang": 20,
    "Huyện Tân Yên": 5,
}


@pytest.fixture
def specialist(client: Client, register: None, db: None) -> Client:
    client.force_login(User.objects.get(username="chuyenvien"))
    return client


def total(client: Client, **words: str) -> int:
    """What stands at the foot of the list."""
    text = client.get(f"{reverse('prestige:register')}?{urlencode(words)}").content.decode()
    found = re.search(r"1 đến \d+ trên ([\d.]+)", text)
    return int(found[1].replace(".", "")) if found else 0


def test_the_list_of_2024_by_district_equals_what_was_published(specialist: Client) -> None:
    day = date(2024, 12, 31)
    with scoped(("/1/",)):
        rows = queries.matching(("/1/",), queries.Wanted(day, day))
        counted = Counter(line.place.district for line in listing.lines(rows, day, day))

    assert counted == PUBLISHED
    assert total(specialist, day="31/12/2024", unit="Huyện Sơn Động") == 116


def test_on_the_communes_of_today_the_same_persons_add_up(specialist: Client) -> None:
    with scoped(("/1/",)):
        lines = coverage.village_lines(("/1/",), TODAY)
        communes = coverage.by_commune(lines, ("/1/",), TODAY)

    assert sum(one.persons for one in communes) == total(specialist, map="today") == 522
    assert {one.name: one.persons for one in communes}["Phường Chũ"] == total(
        specialist, unit="Phường Chũ"
    )
