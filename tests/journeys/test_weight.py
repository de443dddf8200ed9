"""A slow phone's budget: the first view of a page, compressed."""

import gzip

import pytest
from playwright.sync_api import Page, Response
from pytest_django.live_server_helper import LiveServer

from tests.journeys.conftest import ON_A_PHONE

pytestmark = pytest.mark.journey

FIRST_VIEW_KB = 90


@ON_A_PHONE
def test_the_first_view_of_sign_in_is_light(
    transactional_db: None, live_server: LiveServer, page: Page
) -> None:
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))

    page.goto(live_server.url, wait_until="networkidle")

    bodies = [answer.body() for answer in answers if answer.ok]
    assert len(bodies) > 5  # the page, its styles and scripts
    assert sum(len(gzip.compress(body)) for body in bodies) / 1024 <= FIRST_VIEW_KB
