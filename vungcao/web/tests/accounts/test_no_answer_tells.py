"""Nobody learns by an answer, or by its time, whether an account exists."""

import re
from typing import Any

import pytest
from django.test import Client

from vungcao.kernel.accounts.models import User
from vungcao.web.tests.accounts.world import officer, sign_in, text

pytestmark = pytest.mark.django_db


def seen(response: Any, typed: str) -> tuple[int, str]:
    """What a stranger sees: the page without what they typed and without its one-time marks."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text(response))
    return response.status_code, page.replace(typed, "…")


def test_a_wrong_password_looks_like_a_wrong_name() -> None:
    officer()

    known = seen(sign_in(Client(), password="sai"), "chuyenvien")

    assert known == seen(sign_in(Client(), "khong-co-ai", "sai"), "khong-co-ai")


@pytest.mark.parametrize("change", [{"is_active": False}, {"kind": "system"}, {"password": "!"}])
def test_an_account_that_is_closed_looks_like_none(change: dict[str, object]) -> None:
    officer()
    User.objects.update(**change)

    closed = seen(sign_in(Client()), "chuyenvien")

    assert closed == seen(sign_in(Client(), "khong-co-ai"), "khong-co-ai")


@pytest.mark.parametrize("name", ["chuyenvien", "khong-co-ai"])
def test_one_hash_is_made_whoever_is_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.contrib.auth.hashers import MD5PasswordHasher

    officer()
    made: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        made.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    sign_in(Client(), name, "sai")

    assert made == ["sai"]
