"""Changing one's own password: what is wrong is said at once, and other places are signed out."""

import pytest
from django.test import Client
from django.urls import reverse

from vungcao.web.tests.accounts.world import PASSWORD, is_in, officer, sign_in, text

pytestmark = pytest.mark.django_db
NEW = "năm từ không liên quan gì"


def inside() -> Client:
    client = Client()
    sign_in(client)
    return client


def change(client: Client, old: str, new: str, again: str) -> str:
    said = {"old": old, "new": new, "again": again}
    return text(client.post(reverse("account-password"), said, follow=True))


def test_other_places_are_signed_out_and_this_one_goes_on() -> None:
    officer()
    here, elsewhere = inside(), inside()

    page = change(here, PASSWORD, NEW, NEW)

    assert "Đã đổi mật khẩu." in page
    assert is_in(here)
    assert elsewhere.get(reverse("account")).status_code == 302


def test_the_old_one_and_the_new_one_are_refused_together() -> None:
    officer()

    page = change(inside(), "sai", NEW, "khác")

    assert "Mật khẩu hiện tại: Mật khẩu chưa đúng." in page
    assert "Nhập lại mật khẩu mới: Hai lần nhập khác nhau." in page


def test_the_only_place_is_not_offered_to_end_others() -> None:
    officer()
    client = inside()

    alone = text(client.get(reverse("account-sessions")))
    inside()
    beside = text(client.get(reverse("account-sessions")))

    button = "Đăng xuất mọi nơi khác"
    assert (button in alone, button in beside) == (False, True)
