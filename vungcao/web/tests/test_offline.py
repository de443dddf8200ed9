"""Without a network a page of our own answers; nothing personal is kept for it."""

import json
from dataclasses import replace

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client

from vungcao.kernel.access.roles import Role
from vungcao.kernel.tests.factories import GrantFactory
from vungcao.runtime.env import environment
from vungcao.web import offline
from vungcao.web.tests.accounts.world import text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def anew() -> None:
    offline.worker.cache_clear()


def setup(client: Client) -> dict[str, object]:
    first = text(client.get("/sw.js")).partition(";\n")[0]
    said: dict[str, object] = json.loads(first.removeprefix("const SETUP = "))
    return said


def test_the_worker_stands_at_the_root_and_is_asked_for_each_time(client: Client) -> None:
    answer = client.get("/sw.js")

    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Cache-Control"] == "no-cache"


def test_the_worker_keeps_the_page_and_what_the_page_shows(client: Client) -> None:
    said = setup(client)

    page = text(client.get(str(said["page"])))
    assert "Mất mạng" in page
    assert said["files"]
    assert [file for file in said["files"] if str(file) not in page] == []  # type: ignore[attr-defined]


def test_another_state_of_the_static_files_is_another_version(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = setup(client)["version"]
    offline.worker.cache_clear()
    monkeypatch.setattr(staticfiles_storage, "manifest_hash", "khac", raising=False)

    assert setup(client)["version"] != before


@pytest.mark.parametrize(
    ("mode", "practice", "realm"),
    [
        ("production", "", "vungcao-production-8000"),
        ("demo", "", "vungcao-demo-8000"),
        ("demo", "class", "vungcao-practice-8000"),
    ],
)
def test_production_demo_and_practice_keep_apart(
    mode: str, practice: str, realm: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = replace(environment(), mode=mode, practice=practice, port=8000)
    monkeypatch.setattr(offline, "environment", lambda: there)

    assert offline.realm() == realm


def test_the_kept_page_is_the_same_for_everybody(client: Client) -> None:
    grant = GrantFactory.create(role=Role.COMMUNE_OFFICER)
    nobody = text(client.get("/mat-mang/"))
    client.force_login(grant.user)

    page = text(client.get("/mat-mang/"))

    assert page == nobody
    assert "csrfmiddlewaretoken" not in page


def test_signing_out_empties_what_the_browser_has_kept_of_pages(client: Client) -> None:
    client.force_login(GrantFactory.create().user)

    assert client.post("/tai-khoan/dang-xuat/").headers["Clear-Site-Data"] == '"cache"'


def test_the_manifest_names_the_demo_and_icons_that_exist(client: Client) -> None:
    answer = client.get("/manifest.webmanifest")

    said = answer.json()
    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert said["name"] == "Vùng Cao (trình diễn)"
    assert {(icon["sizes"], icon.get("purpose")) for icon in said["icons"]} >= {
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    }
    names = [icon["src"].removeprefix(settings.STATIC_URL) for icon in said["icons"]]
    assert [name for name in names if not finders.find(name)] == []
