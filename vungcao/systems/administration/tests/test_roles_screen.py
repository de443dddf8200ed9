"""Roles explained: a page per role, whose screens are read from the product itself."""

import pytest
from django.test import Client
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.systems.administration.tests.factories import officer
from vungcao.systems.administration.views.roles import doors

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(officer(Role.COMMUNE_OFFICER))
    return client


@pytest.mark.slow
@pytest.mark.parametrize("role", sorted(Role))
def test_each_role_has_its_page(reader: Client, role: Role) -> None:
    page = reader.get(reverse("administration:role", args=[role.value])).content.decode()

    assert "Không bao giờ" in page
    assert ("Mở được những trang nào" in page) or role in ("congdan", "uytin")


def test_a_role_that_is_none_is_not_found(reader: Client) -> None:
    assert reader.get(reverse("administration:role", args=["vua"])).status_code == 404


def test_the_list_names_every_role(reader: Client) -> None:
    page = reader.get(reverse("administration:roles")).content.decode().lower()

    assert [role for role in Role if str(role.label).lower() not in page] == []


def test_an_administrator_finds_the_grants_behind_their_entry_and_a_citizen_nothing() -> None:
    routes = {route for door in doors(Role.ADMINISTRATOR) for route in door.routes}

    assert "/quan-tri/phan-quyen/<int:pk>/ket-thuc/" in routes
    assert doors(Role.CITIZEN) == []
