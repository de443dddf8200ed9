"""Ethnic groups and demarcation rules on the screen."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.systems.administration.tests.factories import officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client: Client, province: None) -> Client:
    client.force_login(officer(Role.COMMUNE_OFFICER))
    return client


def groups(client: Client, asked: str = "") -> str:
    return client.get(reverse("administration:ethnic-groups"), {"q": asked}).content.decode()


def test_shows_every_group_with_both_codes(reader: Client) -> None:
    text = groups(reader)

    assert text.count('<th scope="row">') == 55
    row = text[text.index("Sán Chay") :]
    assert row.index(">15 ") < row.index(">13 ")


def test_one_name_is_answered(reader: Client) -> None:
    text = groups(reader, "cao lan")

    assert "là dân tộc <strong>Sán Chay</strong>" in text
    assert "Nhóm địa phương: Cao Lan" in text


def test_an_ambiguous_name_is_asked_back(reader: Client) -> None:
    assert "nhiều dân tộc: Dao, Sán Chay, Sán Dìu" in groups(reader, "Trại")


def test_a_name_without_marks_is_suggested(reader: Client) -> None:
    assert "Có thể là: Sán Dìu" in groups(reader, "san diu")


def test_an_unknown_name_is_said_to_be_unknown(reader: Client) -> None:
    assert "Không có tên “&lt;b&gt;” trong danh mục" in groups(reader, "<b>")


def test_costs_few_queries(
    reader: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(22):
        groups(reader, "Trại")


def test_the_rule_set_in_force_is_marked(reader: Client) -> None:
    text = reader.get(reverse("administration:rule-sets")).content.decode()

    assert text.index("Nghị định 272/2025/NĐ-CP") < text.index("đang áp dụng")
    assert text.count("đang áp dụng") == 1
    assert "đến hết ngày 31/12/2025" in text


def test_criteria_that_nobody_read_stand_first(reader: Client) -> None:
    address = reverse("administration:rule-set", args=["nd272-2025"])
    text = reader.get(address).content.decode()

    assert text.index("Danh mục 12 tiêu chí") < text.index("Xã: khu vực III")
    assert "Đạt từ 6 tiêu chí của xã" in text


def test_the_indicators_of_poverty_are_listed(reader: Client) -> None:
    text = reader.get(reverse("administration:norm-table", args=["poverty.indicators"]))

    assert "Bảo hiểm y tế" in text.content.decode()


@pytest.mark.parametrize("name", ["ethnic-groups", "rule-sets"])
def test_is_closed_to_citizens(client: Client, name: str) -> None:
    client.force_login(officer(Role.CITIZEN))

    assert client.get(reverse(f"administration:{name}")).status_code == 403
