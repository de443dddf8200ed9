"""What was public and is not any more answers 410 and says so; what never was is not found."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from vungcao.kernel.access.roles import Role
from vungcao.kernel.offers.imprints import Imprint
from vungcao.systems.portal.models import Article, KeptCopy
from vungcao.systems.portal.services import schedule
from vungcao.systems.portal.tests.factories import NOON, draft, holder, keeper, published, section
from vungcao.web import shell

pytestmark = pytest.mark.django_db
AT = "/tin-tuc/duong-vao-thon/"


def down(article: Article) -> None:
    Article.objects.get(pk=article.pk).unpublish()


def test_a_page_taken_down_says_so_without_its_title_and_leads_on(client: Client) -> None:
    article = published(section())
    down(article)

    answer = client.get(AT)
    page = answer.content.decode()

    assert (answer.status_code, answer.headers["Cache-Control"]) == (410, "no-cache")
    assert "đã được gỡ xuống" in page
    assert article.title not in page
    assert '<a href="/tin-tuc/" lang="vi">Tin tức</a>' in page


def test_a_page_that_has_expired_says_that(client: Client) -> None:
    article = published(section())
    Page.objects.filter(pk=article.pk).update(expire_at=NOON)
    schedule.publish_due(now=NOON, by=keeper())

    answer = client.get(AT)

    assert answer.status_code == 410
    assert "đã hết thời hạn đăng" in answer.content.decode()


def test_its_foot_names_the_body_as_every_page_does(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    down(published(section()))
    monkeypatch.setattr(shell, "_imprint", lambda: Imprint("Cơ quan mẫu", telephone="0900 000 001"))

    foot = client.get(AT).content.decode().partition("<footer")[2]

    assert "Cơ quan mẫu" in foot
    assert "0900 000 001" in foot


def test_a_page_published_again_is_read_again(client: Client) -> None:
    article = published(section())
    down(article)
    assert client.get(AT).status_code == 410

    Article.objects.get(pk=article.pk).save_revision().publish()

    assert client.get(AT).status_code == 200


def test_a_draft_never_was_there(client: Client) -> None:
    draft(section())

    assert client.get(AT).status_code == 404


def test_its_kept_copy_stays_with_the_office(client: Client) -> None:
    article = published(section())
    copy = KeptCopy.objects.get(page=article.pk)
    address = reverse("portal:copy", args=[article.pk, copy.sha256])
    assert client.get(address).status_code == 200

    down(article)

    publisher, _one = holder(Role.PUBLISHER)
    officer, _other = holder(Role.COMMUNE_OFFICER)
    assert (client.get(address).status_code, officer.get(address).status_code) == (410, 410)
    assert publisher.get(address).status_code == 200
    Page.objects.get(pk=article.pk).delete()
    assert (client.get(address).status_code, publisher.get(address).status_code) == (410, 200)


def test_what_is_gone_costs_few_questions(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    down(published(section()))
    client.get(AT)

    with django_assert_max_num_queries(20):
        client.get(AT)
