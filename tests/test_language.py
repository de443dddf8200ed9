"""The product speaks Vietnamese, whatever language a browser prefers."""

import pytest
from django.test import Client
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.tests.factories import GrantFactory, NationFactory

pytestmark = pytest.mark.django_db

BROWSERS = ["en-US,en;q=0.9", "vi-VN,vi;q=0.9,en;q=0.8", "fr", ""]


@pytest.mark.parametrize("wanted", BROWSERS)
def test_every_browser_is_answered_in_vietnamese(wanted: str) -> None:
    answer = Client().get(reverse("sign-in"), headers={"Accept-Language": wanted})

    assert answer.headers["Content-Language"] == "vi"
    assert "Đăng nhập" in answer.content.decode()


def test_a_browser_in_english_reads_and_writes_days_the_vietnamese_way() -> None:
    client = Client(headers={"Accept-Language": "en-US,en;q=0.9"})
    grant = GrantFactory.create(role=Role.ADMINISTRATOR, unit=NationFactory.create())
    client.force_login(grant.user)

    text = client.get(reverse("administration:units")).content.decode()

    assert "23/11/2026" in text
    assert "Chưa xem được" not in text
