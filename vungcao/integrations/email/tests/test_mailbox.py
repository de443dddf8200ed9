"""The demo's mailbox: letters and codes for whoever tries the product, nothing in production."""

import dataclasses
import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from vungcao.integrations.email import box, inbound
from vungcao.integrations.email.adapter import mime
from vungcao.kernel.offers.letters import Letter
from vungcao.runtime.env import Environment, environment
from vungcao.web import shell

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Environment:
    mine = dataclasses.replace(environment(), home=tmp_path)
    monkeypatch.setattr(inbound, "environment", lambda: mine)
    return mine


def page(client: Client) -> str:
    return client.get(reverse("mailbox")).content.decode()


def test_shows_the_newest_first_and_safely(client: Client, here: Environment) -> None:
    keep = box.Folder(here.mailbox)
    for number in (1, 2):
        letter = Letter("nguoi-nhan@mau.invalid", f"Thư {number}", "Mã <b>000 123</b> của bạn")
        keep(mime(letter, str(number), "khong-tra-loi@vung-cao.invalid"))

    text = page(client)

    assert text.index("Thư 2") < text.index("Thư 1")
    assert "Mã &lt;b&gt;000 123&lt;/b&gt; của bạn" in text


def test_finds_what_was_sent_to_somebody_and_says_when(client: Client, here: Environment) -> None:
    keep = box.Folder(here.mailbox)
    for number in range(inbound.SHOWN + 1):
        to = "can-tim@mau.invalid" if not number else f"nguoi-{number}@mau.invalid"
        keep(mime(Letter(to, f"Thư {number}", "Chữ"), str(number), "khong-tra-loi@mau.invalid"))
    there = reverse("mailbox")

    assert "can-tim@mau.invalid" not in page(client)
    found = client.get(there, {"den": "Can-Tim"}).content.decode()
    assert found.count("<article") == 1
    assert re.search(r"can-tim@mau\.invalid, \d\d:\d\d \d\d/\d\d/20\d\d", found)
    assert "Chưa có thư nào gửi đến đây" in client.get(there, {"den": "ai-do"}).content.decode()
    assert "ký tự không in được" in client.get(there, {"den": "a\0"}).content.decode()


def test_says_that_nothing_has_come(client: Client, here: Environment) -> None:
    assert "Chưa có thư nào" in page(client)


def test_a_box_that_is_only_half_made_is_empty(client: Client, here: Environment) -> None:
    (here.mailbox / "tmp").mkdir(parents=True)

    assert "Chưa có thư nào" in page(client)


def test_does_not_exist_in_production(
    client: Client, here: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    box.Folder(here.mailbox)
    monkeypatch.setattr(
        inbound, "environment", lambda: dataclasses.replace(here, mode="production")
    )

    assert client.get(reverse("mailbox")).status_code == 404


def test_a_class_is_warned_that_everybody_reads_it(
    client: Client, here: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Cả lớp đọc được" not in page(client)
    class_room = dataclasses.replace(here, practice="class")
    monkeypatch.setattr(shell, "environment", lambda: class_room)

    assert "Cả lớp đọc được" in page(client)
