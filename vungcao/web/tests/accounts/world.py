"""Accounts to sign in with, and the way to do so."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from vungcao.kernel.accounts.models import User

PASSWORD = "bốn từ không liên quan"


def officer(username: str = "chuyenvien") -> User:
    return User.objects.create_user(username, password=PASSWORD)


def sign_in(
    client: Client,
    username: str = "chuyenvien",
    password: str = PASSWORD,
    network: str = "10.0.0.1",
) -> HttpResponse:
    said = {"username": username, "password": password}
    answer: HttpResponse = client.post(reverse("sign-in"), said, REMOTE_ADDR=network)  # type: ignore[assignment]
    return answer


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def text(response: Any) -> str:
    return str(response.content.decode())
