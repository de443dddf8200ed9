"""Bodies on the screen: the list of a day, and one with what came before and after it."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.organisations.models import Organisation
from vungcao.systems.administration.tests.factories import officer

pytestmark = pytest.mark.slow


@pytest.fixture
def reader(client: Client, province: None) -> Client:
    client.force_login(officer(Role.COMMUNE_OFFICER))
    return client


def listed(client: Client, **asked: str) -> str:
    return client.get(reverse("administration:organisations"), asked).content.decode()


def page(client: Client, key: str, **asked: str) -> str:
    pk = Organisation.objects.get(key=key).pk
    return client.get(reverse("administration:organisation", args=[pk]), asked).content.decode()


def test_the_list_is_that_of_its_day_and_territory(reader: Client) -> None:
    today, before = listed(reader, unit="Xã Vân Sơn"), listed(reader, day="30/06/2025")

    assert "Uỷ ban nhân dân xã Vân Sơn" in today
    assert "1 đến 2 trên 2" in today
    assert "Ban Dân tộc tỉnh Bắc Giang" not in before
    assert "Sở Dân tộc và Tôn giáo tỉnh Bắc Giang" in before


def test_an_old_name_is_found_without_tones(reader: Client) -> None:
    assert "Ban Dân tộc tỉnh Bắc Giang" in listed(reader, q="ban dan toc")


def test_the_list_goes_on_page_by_page(reader: Client) -> None:
    assert "page=2" in listed(reader)
    assert "page=3" in listed(reader, page="2")


def test_the_list_takes_the_same_number_of_queries_for_any_length(
    reader: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    listed(reader)
    with django_assert_max_num_queries(31):
        listed(reader)


def test_a_kind_that_does_not_exist_is_refused(reader: Client) -> None:
    assert "Chưa xem được" in listed(reader, kind="khong-co")


def test_a_body_shows_who_follows_whom(reader: Client) -> None:
    text = page(reader, "so-dttg-bac-giang")

    assert "Ban Dân tộc tỉnh Bắc Giang" in text
    assert "Sở Dân tộc và Tôn giáo tỉnh Bắc Ninh" in text
    assert "kết thúc từ 01/07/2025" in text
    assert "Đổi tên" not in text


def test_a_body_shows_those_under_it_and_its_territory(reader: Client) -> None:
    text = page(reader, "ubnd-bac-ninh")

    assert "Sở Dân tộc và Tôn giáo tỉnh Bắc Ninh" in text
    assert "Tỉnh Bắc Ninh" in text
