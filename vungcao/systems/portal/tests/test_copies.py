"""Kept copies: nobody changes one, all are hashed again on demand, an article prints its origin."""

from urllib.parse import quote

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from vungcao.kernel.access.roles import Role
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.tests.factories import OrganisationFactory
from vungcao.runtime.env import environment
from vungcao.systems.portal.models import Article, KeptCopy, Section
from vungcao.systems.portal.queries import texts
from vungcao.systems.portal.services import verifying, writing
from vungcao.systems.portal.services.writing import Text
from vungcao.systems.portal.tests.factories import NOON, holder, keeper, published, section

pytestmark = pytest.mark.django_db
STATEMENTS = (
    "update portal_keptcopy set text = 'khác'",
    "update portal_keptcopy set kept_at = kept_at - interval '1 day'",
    "delete from portal_keptcopy",
)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_a_kept_copy_is_neither_changed_nor_deleted(statement: str) -> None:
    published(section())
    before = list(KeptCopy.objects.order_by("pk").values())

    with pytest.raises(ProgrammingError), transaction.atomic():
        connection.cursor().execute(statement)

    assert list(KeptCopy.objects.order_by("pk").values()) == before != []


def test_the_copy_outlives_its_page() -> None:
    page = published(section())

    Page.objects.get(pk=page.pk).delete()

    assert KeptCopy.objects.filter(page=page.pk).count() == 1


def test_copies_that_say_what_they_said_are_good() -> None:
    published(section())

    verdict = verifying.verify_copies(by=keeper())

    assert (verdict.read, verdict.is_good) == (1, True)
    assert "portal.copies_verified" in str(Entry.objects.order_by("-pk")[0].body)


def test_a_copy_that_does_not_fit_its_hash_and_an_article_without_one_are_named() -> None:
    place = section()
    one = published(place)
    bad = KeptCopy.objects.create(page=one.pk, text="sửa sau", sha256="0" * 64, kept_at=NOON)
    without = Section.objects.get(pk=place.pk).add_child(
        instance=Article(title="Bài lạ", slug="bai-la", lead="x")
    )

    verdict = verifying.verify_copies(by=keeper())

    assert (verdict.broken, verdict.without) == ((bad.pk,), (without.pk,))


def test_a_publisher_verifies_by_a_button_and_reads_what_came_out() -> None:
    published(section())
    publisher, _user = holder(Role.PUBLISHER)
    address = reverse("portal:copies")

    assert "Thôn mẫu 1 sửa đường" in publisher.get(address).content.decode()
    assert "đúng như lúc đăng" in publisher.post(address).content.decode()
    KeptCopy.objects.create(page=999_999, text="x", sha256="0" * 64, kept_at=NOON)
    page = publisher.post(address).content.decode()
    assert "1 bản khác lúc đăng" in page
    assert "trang đã xoá" in page


def test_an_editor_does_not_verify() -> None:
    editor, _user = holder(Role.EDITOR)

    assert editor.get(reverse("portal:copies")).status_code == 403
    assert editor.post(reverse("portal:copies")).status_code == 403


def test_a_printed_article_says_where_it_comes_from_and_who_answers_for_it(client: Client) -> None:
    place = section()
    body = OrganisationFactory.create()
    published(place)
    Section.objects.filter(pk=place.pk).update(owner_body=body)

    page = client.get("/tin-tuc/duong-vao-thon/").content.decode()

    foot = page.partition('class="print-only small"')[2].partition("</p>")[0]
    assert "/tin-tuc/duong-vao-thon/" in foot
    assert "Cổng thông tin" in foot
    assert "Cơ quan phụ trách:" in foot
    assert KeptCopy.objects.get().sha256 in page


def test_cells_of_a_table_stay_apart_in_plain_words() -> None:
    table = {"caption": "Số người dự", "rows": "Nhóm|Người\nNam|20"}
    text = Text(slug="bang", title="Bảng", lead="Mẫu.", body=[("table", table)])

    page = writing.bring(section=section(), text=text, at=NOON, by=keeper())

    assert texts.plain(page) == "Số người dự\nNhóm | Người\nNam | 20"


def test_what_is_brought_in_is_published_and_waits_for_nothing() -> None:
    text = Text(slug="bai", title="Bài", lead="Mẫu.")

    page = writing.bring(section=section(), text=text, at=NOON, by=keeper())

    page.refresh_from_db()
    assert page.live
    assert not page.has_unpublished_changes
    assert page.live_revision is not None
    assert page.live_revision == page.latest_revision


def test_the_address_on_paper_and_in_letters_is_that_of_the_product(client: Client) -> None:
    published(section())

    page = client.get("/tin-tuc/duong-vao-thon/").content.decode()

    whole = f"{environment().address}/tin-tuc/duong-vao-thon/"
    assert f'property="og:url" content="{whole}"' in page
    assert f"body={quote(whole, safe='')}" in page
