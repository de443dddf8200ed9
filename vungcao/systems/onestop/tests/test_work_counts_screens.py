"""The screens of figures: statistics of a period, and the register behind each number."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.models import Entry
from vungcao.systems.onestop.services.moving import move
from vungcao.systems.onestop.tests.factories import (
    Arrange,
    at,
    at_work,
    commune,
    neighbour,
    officer,
    standing,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.usefixtures("province"),
]
PERIOD = {"first": "01/11/2026", "last": "30/11/2026"}
STATISTICS, REGISTER = reverse("onestop:statistics"), reverse("onestop:register")


def officer_with_two() -> User:
    found = officer("can-bo", Role.COMMUNE_OFFICER, commune())
    with standing(found):
        at_work(found)
        move(dossier=at_work(found), action="dung", words="Thử", now=at(26), by=found)
    return found


@pytest.fixture(scope="module")
def arranged(once: Arrange) -> User:
    return once(officer_with_two)


@pytest.fixture
def worker(client: Client, arranged: User) -> User:
    client.force_login(arranged)
    return arranged


def text(client: Client, address: str, **asked: str) -> str:
    return " ".join(client.get(address, asked).content.decode().split())


@pytest.mark.parametrize("group", ["agency", "procedure", "channel"])
def test_the_figures_of_a_period_stand_with_their_identities(
    client: Client, worker: User, group: str
) -> None:
    page = text(client, STATISTICS, **PERIOD, group=group)

    assert "Tiếp nhận 2 = đã giải quyết 1 + đang giải quyết 1 + tạm dừng 0" in page
    assert page.count('<span class="tag ok"> khớp </span>') == 3


def test_each_figure_leads_to_the_dossiers_behind_it(client: Client, worker: User) -> None:
    page = text(client, STATISTICS, **PERIOD)
    links = re.findall(r'<a href="([^"]+)">(\d+)</a>', page)
    assert len(links) == 22  # of the total and of the one agency

    for address, number in links[:11]:
        answer = client.get(address.replace("&amp;", "&") + "&format=csv")
        assert len(b"".join(answer).decode().splitlines()) == int(number) + 1


def test_the_register_opens_names_with_a_trail_and_leaves_as_a_file(
    client: Client, worker: User
) -> None:
    page = text(client, REGISTER, **PERIOD)
    file = b"".join(client.get(REGISTER, {**PERIOD, "format": "csv"})).decode("utf-8-sig")

    assert "Trưởng thôn Mẫu" in page
    assert file.count("Trưởng thôn Mẫu") == 2
    assert Entry.objects.filter(action="onestop.register_read").count() == 2


def test_a_leader_of_the_province_sees_figures_and_no_persons(client: Client, worker: User) -> None:
    client.force_login(officer("lanh-dao", Role.PROVINCE_LEADER, commune()))

    page = text(client, STATISTICS, **PERIOD)

    assert "Tiếp nhận 2" in page
    assert REGISTER + "?" not in page
    assert "Bấm vào một số" not in page
    assert client.get(REGISTER).status_code == 403


def test_a_neighbour_counts_nothing(client: Client, worker: User) -> None:
    client.force_login(officer("ban", Role.COMMUNE_OFFICER, neighbour()))

    assert "Tiếp nhận 0" in text(client, STATISTICS, **PERIOD)
    assert "Trưởng thôn Mẫu" not in text(client, REGISTER, **PERIOD)


def test_a_period_that_ends_before_it_begins_is_refused(client: Client, worker: User) -> None:
    page = text(client, STATISTICS, first="30/11/2026", last="01/11/2026")

    assert "phải từ ngày đầu kỳ" in page


def test_figures_and_register_cost_the_same_for_many(
    client: Client, worker: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with standing(worker):
        for _ in range(4):
            at_work(worker, now=at(26))

    with django_assert_max_num_queries(32):
        client.get(STATISTICS, PERIOD)
    with django_assert_max_num_queries(45):
        client.get(REGISTER, PERIOD)
