"""The reading mode and other choices that pages offer to everybody, without a token."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from vungcao.web import reading
from vungcao.web.tests.accounts.world import text

pytestmark = pytest.mark.django_db
HERE = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}


def test_who_chooses_the_reading_mode_comes_back_and_reads_text_alone(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    before = text(strict.get(reverse("sitemap")))

    answer = strict.post(
        reverse("reading"), {"reading": "1"}, headers=HERE | {"Referer": "http://testserver/x/"}
    )
    on = text(strict.get(reverse("sitemap")))
    strict.post(reverse("reading"), {"reading": ""}, headers=HERE)
    off = text(strict.get(reverse("sitemap")))

    assert answer.headers["Location"] == "http://testserver/x/"
    assert ['class="reading"' in page for page in (before, on, off)] == [False, True, False]
    assert ["css/reading" in page for page in (before, on, off)] == [False, True, False]
    assert ">Thôi chế độ đọc</button>" in " ".join(on.split())


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://khac.vn"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}]
)
@pytest.mark.parametrize("name", ["reading", "language"])
def test_another_site_chooses_nothing(client: Client, headers: dict[str, str], name: str) -> None:
    answer = client.post(reverse(name), {"reading": "1", "language": "en"}, headers=headers)

    assert answer.status_code == 403
    assert {reading.COOKIE, settings.LANGUAGE_COOKIE_NAME} & set(client.cookies) == set()


def test_choosing_takes_a_form_and_nothing_else(client: Client) -> None:
    assert client.get(reverse("reading")).status_code == 405


def test_a_public_page_holds_no_token_and_sets_no_cookie(client: Client) -> None:
    for name in ("sitemap", "accessibility"):
        answer = client.get(reverse(name))

        assert "csrfmiddlewaretoken" not in text(answer)
        assert not answer.cookies
