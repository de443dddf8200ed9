"""What pages share is read once an edition: never older than the last commit, never another's."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction, Site

from vungcao.kernel.access.roles import Role
from vungcao.kernel.calendar import clock
from vungcao.kernel.documents.models import PublishedPaper
from vungcao.kernel.editions import queries as editions
from vungcao.kernel.editions.queries import remembered, remembering
from vungcao.kernel.organisations.models import Contact, OrganisationName
from vungcao.kernel.tests.factories import OrganisationFactory, UnitFactory
from vungcao.systems.comments.models import Discussion, PublishedComment
from vungcao.systems.portal.models import Article, Section
from vungcao.systems.portal.queries import published as reads
from vungcao.systems.portal.services import recording, writing
from vungcao.systems.portal.services.writing import Happening
from vungcao.systems.portal.tests import voices
from vungcao.systems.portal.tests.factories import NOON, holder, keeper, published, section
from vungcao.web import keeping

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ANEW = "?khong-luu=1"  # what pages do not know: not kept, drawn anew each time
SECTION, ARTICLE = "/tin-tuc/", "/tin-tuc/duong-vao-thon/"


def text(path: str, client: Client | None = None) -> str:
    return (client or Client()).get(path + ANEW).content.decode()


def status(path: str) -> int:
    return Client().get(path + ANEW).status_code


def elsewhere(change: Callable[[], object]) -> None:
    """A change on another connection, as another process makes it."""

    def run() -> None:
        try:
            change()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


def statements(path: str) -> list[str]:
    with CaptureQueriesContext(connection) as asked:
        text(path)
    return [one["sql"] for one in asked.captured_queries]


def test_a_page_that_is_drawn_again_asks_for_the_edition_alone() -> None:
    place = section()
    for number in range(8):
        published(place, f"bai-{number}")
    for path in ("/", SECTION, f"{SECTION}bai-1/", f"{SECTION}bai-2/"):
        text(path)

    asked = {path: len(statements(path)) for path in ("/", SECTION, f"{SECTION}bai-1/")}

    assert asked == dict.fromkeys(asked, 4)  # begin, reach, edition, end
    assert not [one for one in statements(SECTION) if "pageviewrestriction" in one]


def test_what_is_closed_elsewhere_is_closed_at_once() -> None:
    place = section()
    published(place)
    assert [status(ARTICLE), status(SECTION)] == [200, 200]

    page = Page.objects.get(pk=place.pk)
    elsewhere(lambda: PageViewRestriction.objects.create(page=page, restriction_type="login"))

    # The head of every page leads to the section of news: closed, it leads on to the front.
    assert [status(ARTICLE), status(SECTION)] == [404, 302]
    assert SECTION not in text("/").partition("<main")[2]
    elsewhere(lambda: PageViewRestriction.objects.all().delete())
    assert status(ARTICLE) == 200


def test_an_article_that_is_taken_down_leaves_pages_and_lists() -> None:
    place = section()
    gone = published(place)
    published(place, "bai-khac")
    assert "Thôn mẫu 1 sửa đường" in text(f"{SECTION}bai-khac/").partition("Bài liên quan")[2]

    elsewhere(lambda: Article.objects.get(pk=gone.pk).unpublish())

    assert status(ARTICLE) == 410
    assert ARTICLE not in text(f"{SECTION}bai-khac/")
    assert ARTICLE not in text(SECTION)


def test_names_of_sections_and_the_front_change_with_their_pages() -> None:
    place = section()
    published(place)
    assert '<a href="/tin-tuc/">Tin tức</a>' in text(ARTICLE)
    assert "Tin tức" in text("/").partition("<main")[2]

    elsewhere(lambda: Page.objects.filter(pk=place.pk).update(title="Tin của thôn"))
    elsewhere(lambda: Page.objects.filter(depth=2).update(title="Cổng mới"))
    elsewhere(lambda: Site.objects.update(site_name="Cổng in ra giấy"))

    assert '<a href="/tin-tuc/">Tin của thôn</a>' in text(ARTICLE)
    assert "Tin của thôn" in text("/").partition("<main")[2]
    assert "<h1>Cổng mới</h1>" in text("/")
    assert "Cổng in ra giấy" in text(ARTICLE)


def test_the_words_of_an_article_and_the_newest_ones_are_those_of_the_last_commit() -> None:
    place = section()
    article = published(place)
    assert "Đường vào thôn đã thông." in text(ARTICLE)
    assert "bai-moi" not in text(SECTION) + text("/")

    body = [("note", "Đường lại tắc.")]
    elsewhere(lambda: Article.objects.filter(pk=article.pk).update(body=body, lead="Sửa thêm."))
    elsewhere(lambda: published(place, "bai-moi"))

    assert "Đường lại tắc." in text(ARTICLE)
    assert "Đường vào thôn đã thông." not in text(ARTICLE)
    assert "Sửa thêm." in text(SECTION)
    assert f"{SECTION}bai-moi/" in text(SECTION)
    assert f"{SECTION}bai-moi/" in text("/")


def test_whatever_one_request_does_to_a_page_the_next_one_knows_nothing_of_it() -> None:
    published(section())
    with transaction.atomic(), remembering(clock.now(), is_for_all=True):
        first, second = (reads.page(ARTICLE.strip("/") + "/") for _time in range(2))

    assert first is not None
    assert second is not None
    first.title = "Tên khác"
    assert second.title == "Thôn mẫu 1 sửa đường"
    assert first.body is second.body  # read once, and nobody changes it


def test_a_page_that_moves_is_found_where_it_is() -> None:
    article = published(section())
    assert status(ARTICLE) == 200

    elsewhere(
        lambda: Page.objects.filter(pk=article.pk).update(
            slug="duong-moi",
            url_path=f"{article.url_path.removesuffix('duong-vao-thon/')}duong-moi/",
        )
    )

    assert [status(ARTICLE), status(f"{SECTION}duong-moi/")] == [404, 200]


def test_the_imprint_is_that_of_the_body_as_it_stands() -> None:
    published(section())
    assert "Cơ quan chủ quản" not in text(ARTICLE)
    body = OrganisationFactory.create(unit=UnitFactory.create(), called="Sở mẫu")
    assert "Sở mẫu" in text(ARTICLE)

    elsewhere(lambda: OrganisationName.objects.filter(organisation=body).update(text="Sở khác"))
    elsewhere(
        lambda: Contact.objects.create(
            organisation=body, address="1 đường Mẫu", valid_from=body.valid_from
        )
    )

    assert "Sở khác" in text(ARTICLE)
    assert "1 đường Mẫu" in text(ARTICLE)
    assert "Sở mẫu" not in text(ARTICLE)


def test_recordings_and_comments_appear_and_go() -> None:
    article = published(section())
    assert 'class="player"' not in text(ARTICLE)
    edition = voices.heard(article, "tyz")
    assert 'class="player"' in text(ARTICLE)
    recording.withdraw(edition=edition, reason="Thử gỡ.", now=NOON, by=keeper())
    assert 'class="player"' not in text(ARTICLE)

    key = f"portal.page:{article.pk}"
    assert "Viết ý kiến" in text(ARTICLE)
    elsewhere(lambda: Discussion.objects.create(article=key, mode="closed"))
    assert "Bài này không nhận thêm ý kiến." in text(ARTICLE)
    elsewhere(
        lambda: PublishedComment.objects.create(
            code="0000000001",
            article=key,
            name="Bạn đọc",
            words="Ý kiến mới",
            written_at=NOON,
            published_at=NOON,
        )
    )
    assert "Ý kiến mới" in text(ARTICLE)


def test_an_event_leaves_the_front_when_it_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    place, now = section(), NOON
    monkeypatch.setattr(clock, "now", lambda: now)
    at = NOON + timedelta(minutes=3)
    said = Happening("hop-thon", "Họp thôn mẫu", "Mẫu.", at, "Nhà văn hoá")
    writing.announce(section=Section.objects.get(pk=place.pk), said=said, by=keeper())
    assert "Họp thôn mẫu" in text("/")

    now = at + timedelta(seconds=1)  # the same edition

    assert "Sự kiện sắp tới" not in text("/")


def test_what_is_not_committed_is_neither_shown_nor_kept() -> None:
    article = published(section())
    text(ARTICLE)

    with transaction.atomic():
        Page.objects.filter(depth=3).update(title="Chưa bao giờ có")
        inside = text(ARTICLE)
        transaction.set_rollback(True)

    assert "Chưa bao giờ có" in inside  # the same connection sees its own change
    assert "Chưa bao giờ có" not in text(ARTICLE)
    assert article.title in text(ARTICLE)


def test_what_an_officer_may_see_is_not_remembered_for_others() -> None:
    published(section())
    officer, _user = holder(Role.COMMUNE_OFFICER)

    assert "Về bàn làm việc" in text(ARTICLE, officer)
    assert "Về bàn làm việc" not in text(ARTICLE)
    assert "Về bàn làm việc" in text(ARTICLE, officer)
    with remembering(NOON, is_for_all=False):
        remembered("test.secret", lambda: "of one reader")
    with transaction.atomic(), remembering(NOON, is_for_all=True):
        assert remembered("test.secret", lambda: "for all") == "for all"


def test_a_value_is_read_once_an_edition_and_for_ten_minutes_at_most() -> None:
    place, read = section(), []

    def title() -> str:
        read.append(1)
        return str(Page.objects.get(pk=place.pk).title)

    def ask(minutes: int = 0) -> str:
        with remembering(NOON + timedelta(minutes=minutes), is_for_all=True):
            return remembered("test.title", title)

    assert [ask(), ask(), ask(9)] == ["Tin tức"] * 3
    assert len(read) == 1
    ask(10)
    assert len(read) == 2
    elsewhere(lambda: Page.objects.filter(pk=place.pk).update(title="Khác"))
    assert ask(10) == "Khác"


def test_what_no_edition_counts_and_what_is_not_there_is_asked_each_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    section()
    monkeypatch.setattr(editions, "counted", lambda: frozenset({"wagtailcore_site"}))
    read: list[str] = []

    def ask(key: str, call: Callable[[], object]) -> None:
        def noted() -> object:
            read.append(key)
            return call()

        with remembering(NOON, is_for_all=True):
            remembered(key, noted)

    for _nth in range(2):
        ask("test.pages", lambda: Page.objects.count())
        ask("test.sites", lambda: Site.objects.count())
        ask("test.none", lambda: None)

    assert [read.count(key) for key in ("test.pages", "test.sites", "test.none")] == [2, 1, 2]


def test_only_papers_with_a_public_abstract_begin_an_edition() -> None:
    watch = editions.Watch()
    given = {
        "kind": "decision",
        "issued_on": NOON.date(),
        "issuer_name": "Sở mẫu",
        "valid_from": NOON.date(),
        "standing": "in_force",
        "sha256": "0" * 64,
        "is_sample": True,
    }
    before = watch.now()

    PublishedPaper.objects.create(code="AAAAAAAAAA", number="1/QĐ", **given)
    assert watch.now() == before
    shown = PublishedPaper.objects.create(code="BBBBBBBBBB", number="2/QĐ", subject="Mẫu", **given)
    issued = watch.now()
    PublishedPaper.objects.filter(pk=shown.pk).update(subject="")
    hidden = watch.now()
    watch.end()

    assert before is not None
    assert issued is not None
    assert hidden is not None
    assert [before.edition + 1, before.edition + 2] == [issued.edition, hidden.edition]


def test_a_page_of_an_address_that_asks_something_has_no_token(rf: RequestFactory) -> None:
    published(section())

    page = Client().get(ARTICLE + ANEW)
    request = rf.get("/")
    request.user = AnonymousUser()
    keeping.offer(request)

    assert "csrfmiddlewaretoken" not in page.content.decode()
    assert not page.cookies
    assert request.is_for_everybody  # type: ignore[attr-defined]
