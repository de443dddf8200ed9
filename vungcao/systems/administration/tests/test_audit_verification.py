"""The button that proves the trail: its verdict in words."""

from datetime import date
from pathlib import Path

import psycopg
import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import anchors, services
from vungcao.systems.administration.tests.factories import officer
from vungcao.systems.administration.views import audit as view


def verify(client: Client) -> str:
    return client.post(reverse("administration:audit-verify")).content.decode()


@pytest.fixture
def anchor_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "heads.jsonl"
    monkeypatch.setattr(view, "ANCHORS", str(path))
    return path


@pytest.fixture
def trail(client: Client, transactional_db: None) -> None:

    client.force_login(officer(Role.AUDITOR))
    with transaction.atomic():
        services.record(by=User(username="x"), action="units.opened", subject="units")


def test_says_that_nothing_was_changed(client: Client, trail: None, anchor_file: Path) -> None:
    assert "Nhật ký nguyên vẹn." in verify(client)


def test_names_the_first_link_that_was_changed(
    client: Client, trail: None, anchor_file: Path, owner: psycopg.Connection[object]
) -> None:
    owner.execute("alter table audit_entry disable trigger user")
    owner.execute("update audit_entry set body = replace(body, '\"x\"', '\"y\"')")

    text = verify(client)

    assert "Nhật ký đã bị can thiệp." in text
    assert "dòng “units”, mắt xích số 1: nội dung một dòng đã bị sửa" in text


def test_names_the_line_of_the_anchors_that_no_longer_fits(
    client: Client, trail: None, anchor_file: Path
) -> None:

    anchors.append(anchor_file, date(2026, 11, 22))
    anchor_file.write_text(anchor_file.read_text().replace('"units": [1', '"units": [7'))

    assert "Dòng 1 của tệp dấu mốc: nhật ký “units” không còn khớp" in verify(client)


@pytest.mark.django_db
def test_needs_a_button(client: Client) -> None:
    client.force_login(officer(Role.AUDITOR))

    assert client.get(reverse("administration:audit-verify")).status_code == 405


@pytest.mark.django_db
def test_is_closed_to_other_roles(client: Client) -> None:
    client.force_login(officer(Role.COMMUNE_OFFICER))

    assert client.post(reverse("administration:audit-verify")).status_code == 403
