"""What is not shown is traced: a screen that is closed, a row that is out of reach or not there."""

import json

import pytest
from django.test import Client

from vungcao.kernel.access.roles import Role
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.tests.factories import GrantFactory, UserFactory
from vungcao.web.access import asked

pytestmark = [pytest.mark.django_db, pytest.mark.urls("vungcao.web.tests.probe")]


def traced() -> list[tuple[str, str]]:
    found = Entry.objects.filter(action="access.refused").order_by("pk")
    return [(entry.subject, json.loads(entry.body).get("asked", "")) for entry in found]


@pytest.fixture
def officer(client: Client) -> Client:
    client.force_login(GrantFactory.create(role=Role.ADMINISTRATOR).user)
    return client


def test_a_row_that_is_not_to_be_seen_is_traced_with_its_number(officer: Client) -> None:
    assert officer.get("/object/17").status_code == 404

    assert traced() == [("vungcao.web.tests.one", "pk=17")]


def test_a_row_that_is_shown_is_not(officer: Client) -> None:
    assert officer.get("/object/1").status_code == 200

    assert traced() == []


def test_a_screen_of_ones_own_traces_what_is_anothers(client: Client) -> None:
    client.force_login(UserFactory.create())

    assert client.get("/own/17").status_code == 404

    assert traced() == [("vungcao.web.tests.own_one", "pk=17")]


def test_the_trail_keeps_numbers_and_our_codes_and_no_other_word() -> None:
    words = asked({"pk": 7, "code": "abcdefgh23", "name": "Nguyễn Văn Mẫu", "number": "000123"})
    printed = asked({"code": "ABCDEFGH23", "mixed": "Nguyenvanm"})

    assert words == "code=abcdefgh23 name=? number=? pk=7"
    assert printed == "code=ABCDEFGH23 mixed=?"
