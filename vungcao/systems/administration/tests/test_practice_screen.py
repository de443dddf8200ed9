"""The switch of practice mode: an administrator's wish, traced; inside practice none is taken."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.exchange import delivery
from vungcao.runtime import practice
from vungcao.runtime.env import Environment, environment
from vungcao.systems.administration import services
from vungcao.systems.administration.tests.factories import officer
from vungcao.systems.administration.views import practice as views
from vungcao.web import shell

pytestmark = pytest.mark.django_db
SCREEN = reverse("administration:practice")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, client: Client) -> Environment:
    """An administrator at a home of their own."""
    home = replace(environment(), home=tmp_path)
    for module in (services, views):
        monkeypatch.setattr(module, "environment", lambda: home)
    client.force_login(officer(Role.ADMINISTRATOR))
    return home


def test_a_wish_is_left_for_the_supervisor_and_traced(client: Client, here: Environment) -> None:
    assert "Đang tắt" in client.get(SCREEN).content.decode()

    client.post(SCREEN, {"wish": "on"})
    client.post(SCREEN, {"wish": "reset"})

    assert (
        practice.within(here.home) / "wanted.json"
    ).read_text() == '{"wanted": "on", "resets": 1}'
    assert Entry.objects.filter(action="administration.practice_switched").count() == 2


def test_a_wish_that_is_none_is_not_found(client: Client, here: Environment) -> None:
    assert client.post(SCREEN, {"wish": "delete"}).status_code == 404


def test_inside_practice_nothing_is_switched(
    client: Client, here: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "environment", lambda: replace(here, practice="class"))

    assert "đang ở trong chế độ thực hành" in client.get(SCREEN).content.decode()
    assert client.post(SCREEN, {"wish": "off"}).status_code == 404


def test_every_page_of_practice_says_so(
    client: Client, here: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "không gửi đi đâu." not in client.get(reverse("home")).content.decode()
    monkeypatch.setattr(shell, "environment", lambda: replace(here, practice="class"))

    assert "Chế độ thực hành: dữ liệu giả, không gửi đi đâu." in (
        client.get(reverse("home")).content.decode()
    )


def test_a_letter_put_in_practice_is_not_delivered(
    here: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody even looks at the outbox: a receiver that does not exist raises nothing."""
    monkeypatch.setattr(delivery, "environment", lambda: replace(here, practice="class"))
    alone = "vungcao.kernel.exchange.queries.alone"
    monkeypatch.setattr(alone, lambda receiver: pytest.fail("it was looked at"))

    delivery.deliver("email", lambda: pytest.fail("asked"), officer(Role.AUDITOR))


def test_a_commune_officer_does_not_open_it(client: Client) -> None:
    client.force_login(officer(Role.COMMUNE_OFFICER))

    assert client.get(SCREEN).status_code == 403
