"""Kept pages: never older than the last commit, never another reader's, in whatever process."""

import gzip
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, transaction
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st
from wagtail.models import Page

from vungcao.config.kept_places import is_place
from vungcao.kernel.calendar import clock
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.editions import queries as editions
from vungcao.kernel.editions.models import Edition
from vungcao.systems.comments.models import PublishedComment
from vungcao.systems.portal.models import Article, Section
from vungcao.systems.portal.services import schedule, writing
from vungcao.systems.portal.services.writing import Happening
from vungcao.systems.portal.tests import voices
from vungcao.systems.portal.tests.factories import NOON, draft, keeper, published, section
from vungcao.web import keeping, reading
from vungcao.web.keeping import Keeper, Shelf

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("front")]
TITLE = re.compile(r"Bài (\d+) lần (\d+)")
SECTION, FRONT = "/tin-tuc/", "/trang-chu/"


@dataclass
class Answer:
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes = b""

    @property
    def text(self) -> str:
        packed = self.headers.get("Content-Encoding") == "gzip"
        return (gzip.decompress(self.raw) if packed else self.raw).decode()


def ask(web: Any, path: str, method: str = "GET", query: str = "", **headers: str) -> Answer:
    """As the web server hands a request on."""
    answer = Answer()

    def start(status: str, given: list[tuple[str, str]], *_more: object) -> None:
        answer.status, answer.headers = int(status.split()[0]), dict(given)

    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "HTTP_HOST": "localhost",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": BytesIO(),
    }
    parts = web(environ | {f"HTTP_{name.upper()}": said for name, said in headers.items()}, start)
    answer.raw = b"".join(parts)
    if close := getattr(parts, "close", None):
        close()
    return answer


@pytest.fixture
def webs(transactional_db: None) -> Iterator[tuple[Keeper, Keeper]]:
    """Two web processes over one database, each with a shelf of its own."""
    product = get_wsgi_application()
    made = Keeper(product, is_place), Keeper(product, is_place)
    yield made
    for one in made:
        one.watch.end()
    connection.close()


@pytest.fixture
def web(webs: tuple[Keeper, Keeper]) -> Keeper:
    return webs[0]


def rename(article: Article, title: str) -> None:
    fresh = Article.objects.get(pk=article.pk)
    fresh.title = title
    writing.publish(article=fresh, at=fresh.first_published_at or NOON, by=keeper())


def undone(change: Callable[[], object]) -> None:
    """A change whose transaction is rolled back."""
    with transaction.atomic():
        change()
        transaction.set_rollback(True)


def count(web: Keeper, call: Callable[[], object]) -> int:
    """How often the product was asked meanwhile."""
    inner, drawn = web.application, []

    def counting(environ: dict[str, Any], start: Any) -> Any:
        drawn.append(environ["PATH_INFO"])
        return inner(environ, start)

    web.application = counting
    try:
        call()
    finally:
        web.application = inner
    return len(drawn)


def test_a_page_is_drawn_once_and_then_sent_as_it_is(web: Keeper) -> None:
    published(section())
    first = ask(web, "/tin-tuc/duong-vao-thon/", accept_encoding="gzip")

    again = Answer()
    drawn = count(web, lambda: vars(again).update(vars(ask(web, "/tin-tuc/duong-vao-thon/"))))

    assert (first.status, drawn) == (200, 0)
    assert again.text == first.text
    assert first.headers["Content-Encoding"] == "gzip"
    assert len(first.raw) < len(again.raw) / 3
    for name in ("Content-Security-Policy", "X-Frame-Options", "Referrer-Policy", "Vary"):
        assert first.headers[name] == again.headers[name]
    assert {"Cookie", "Accept-Encoding", "Save-Data"} <= set(first.headers["Vary"].split(", "))
    assert "Set-Cookie" not in first.headers
    assert "csrfmiddlewaretoken" not in first.text


def test_a_browser_that_holds_the_page_is_told_so(web: Keeper) -> None:
    article = published(section())
    path = "/tin-tuc/duong-vao-thon/"
    mark = ask(web, path, accept_encoding="gzip").headers["ETag"]

    held = ask(web, path, accept_encoding="gzip", if_none_match=f'"x", W/{mark}')
    head = ask(web, path, "HEAD")
    rename(article, "Tên mới")
    changed = ask(web, path, accept_encoding="gzip", if_none_match=mark)

    assert (held.status, held.raw, held.headers["ETag"]) == (304, b"", mark)
    assert held.headers["Cache-Control"] == "no-cache"
    assert (head.status, head.raw) == (200, b"")
    assert int(head.headers["Content-Length"]) == len(ask(web, path).raw) or changed.status == 200
    assert changed.status == 200
    assert "Tên mới" in changed.text


def test_each_language_and_mode_has_a_page_of_its_own(web: Keeper) -> None:
    published(section())
    english = f"{settings.LANGUAGE_COOKIE_NAME}=en"
    ways: list[dict[str, str]] = [
        {},
        {"cookie": english},
        {"cookie": f"{reading.COOKIE}=1"},
        {"save_data": "on"},
    ]

    for _nth in range(2):
        shown = [ask(web, SECTION, **way).text for way in ways]
        assert ['<html lang="en"' in one for one in shown] == [False, True, False, False]
        assert ['class="reading"' in one for one in shown] == [False, False, True, False]
    assert len(web.shelf) == 4


def test_who_is_signed_in_or_waits_for_a_message_is_answered_by_the_product(web: Keeper) -> None:
    published(section())
    client = Client()
    from vungcao.kernel.tests.factories import UserFactory

    client.force_login(UserFactory.create())
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    ask(web, SECTION)

    signed_in = ask(web, SECTION, cookie=f"{settings.SESSION_COOKIE_NAME}={session}")

    assert "Tài khoản của tôi" in signed_in.text
    assert "Tài khoản của tôi" not in ask(web, SECTION).text
    assert "ETag" not in signed_in.headers
    assert count(web, lambda: ask(web, SECTION, cookie="messages=x")) == 1
    assert count(web, lambda: ask(web, SECTION, query="x=1")) == 1
    assert count(web, lambda: ask(web, SECTION, query="fbclid=a&utm_source=zalo")) == 0
    assert len(web.shelf) == 1


def test_what_a_reader_brings_along_does_not_reach_a_kept_page(web: Keeper) -> None:
    published(section())
    csrf = f"{settings.CSRF_COOKIE_NAME}={'a' * 32}; khac=bi-mat-cua-toi"

    page = ask(web, "/tin-tuc/duong-vao-thon/", cookie=csrf, user_agent="bi-mat-cua-toi")

    assert "bi-mat-cua-toi" not in page.text
    assert "a" * 32 not in page.text
    assert count(web, lambda: ask(web, "/tin-tuc/duong-vao-thon/")) == 0


def test_a_change_that_is_not_committed_or_undone_is_not_shown(webs: tuple[Keeper, Keeper]) -> None:
    article, (web, _other) = published(section()), webs
    path = "/tin-tuc/duong-vao-thon/"
    ask(web, path)
    before = web.watch.now()

    undone(lambda: rename(article, "Chưa bao giờ có"))

    assert web.watch.now() == before
    assert "Chưa bao giờ có" not in ask(web, path).text


def test_what_is_scheduled_appears_and_ends_in_every_process(webs: tuple[Keeper, Keeper]) -> None:
    article = published(section())
    path = "/tin-tuc/duong-vao-thon/"
    assert [ask(web, path).status for web in webs] == [200, 200]

    Page.objects.filter(pk=article.pk).update(expire_at=NOON)
    schedule.publish_due(now=NOON + timedelta(minutes=1), by=keeper())

    assert [ask(web, path).status for web in webs] == [410, 410]
    assert all("duong-vao-thon" not in ask(web, SECTION).text for web in webs)


def test_a_page_ends_with_the_day_and_with_the_next_event(
    web: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = section()
    at = datetime(2026, 11, 20, 20, tzinfo=ZONE)
    said = Happening("hop-thon", "Họp thôn mẫu", "Mẫu.", at, "Nhà văn hoá")
    writing.announce(section=Section.objects.get(pk=place.pk), said=said, by=keeper())
    now = at - timedelta(minutes=5)
    monkeypatch.setattr(clock, "now", lambda: now)
    assert "Họp thôn mẫu" in ask(web, FRONT).text

    now = at + timedelta(seconds=1)
    after = ask(web, FRONT).text.partition("<main")[2]
    midnight = keeping.midnight(now)
    ask(web, SECTION)
    asked = next(one for one in web.shelf._pages if one.path == SECTION)

    assert "Sự kiện sắp tới" not in after
    assert web.shelf._pages[asked].until <= midnight


def test_a_page_that_read_what_nobody_counts_is_not_kept(
    web: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(section())
    monkeypatch.setattr(editions, "counted", lambda: frozenset({"wagtailcore_page"}))

    assert ask(web, SECTION, accept_encoding="gzip").headers["Content-Encoding"] == "gzip"

    assert len(web.shelf) == 0
    assert count(web, lambda: ask(web, SECTION)) == 1


def test_every_page_of_the_portal_reads_only_what_is_counted(web: Keeper) -> None:
    published(section())

    for path in ("/", FRONT, SECTION, "/tin-tuc/duong-vao-thon/", "/thu-tuc/"):
        assert ask(web, path).status == 200
        assert count(web, lambda path=path: ask(web, path)) == 0, path  # type: ignore[misc]


def test_pages_of_a_province_that_has_bodies_and_recordings_are_kept_as_well(
    ground: None, webs: tuple[Keeper, Keeper]
) -> None:
    """Foot and head name the body of the day: without one nothing of it is read."""
    web = webs[0]
    voices.heard(published(section()), "tyz")

    for path in ("/", FRONT, SECTION, "/tin-tuc/duong-vao-thon/", "/thu-tuc/", "/nghe/"):
        assert ask(web, path).status == 200
        assert count(web, lambda path=path: ask(web, path)) == 0, path  # type: ignore[misc]


def test_changes_are_gathered_and_none_is_lost(transactional_db: None) -> None:
    watch = editions.Watch()
    place = section()
    before = watch.now()
    assert before is not None

    for number in range(150):
        Page.objects.filter(pk=place.pk).update(draft_title=str(number))

    after = watch.now()
    watch.end()
    assert after is not None
    assert after.edition == before.edition + 150
    assert Edition.objects.count() < 100


def test_without_a_database_the_product_itself_answers(
    web: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(section())
    ask(web, SECTION)
    monkeypatch.setattr(web.watch, "now", lambda: None)

    assert count(web, lambda: ask(web, SECTION)) == 1


def test_the_shelf_never_holds_more_than_there_is_room(transactional_db: None) -> None:
    place = section()
    web = Keeper(get_wsgi_application(), is_place, Shelf(room=20_000))
    for number in range(6):
        published(place, f"bai-{number}")
        ask(web, f"/tin-tuc/bai-{number}/")

    assert 0 < len(web.shelf) < 6
    assert web.shelf.held <= 20_000
    assert web.shelf.held == sum(page.size for page in web.shelf._pages.values())
    web.watch.end()


ACTS = st.one_of(
    st.tuples(st.just("publish"), st.integers(0, 3)),
    st.tuples(st.just("rename"), st.integers(0, 3)),
    st.tuples(st.just("unpublish"), st.integers(0, 3)),
    st.tuples(st.just("comment"), st.integers(0, 3)),
    st.tuples(st.just("undo"), st.integers(0, 3)),
)


@dataclass
class Oracle:
    """What stands where, as a small model knows it without any page."""

    place: Section
    articles: dict[int, Article] = field(default_factory=dict)
    live: dict[int, str] = field(default_factory=dict)
    comments: dict[int, list[str]] = field(default_factory=dict)
    turn: int = 0

    def act(self, name: str, nth: int) -> None:
        self.turn += 1
        title = f"Bài {nth} lần {self.turn}"
        if name == "undo":
            pages = Page.objects.filter(slug__startswith="bai-").order_by("pk")
            undone(lambda: pages.update(title="Chưa bao giờ có"))
        elif name in ("publish", "rename"):
            if nth not in self.articles:
                self.articles[nth] = draft(self.place, f"bai-{nth}")
            rename(self.articles[nth], title)
            self.live[nth] = title
        elif nth in self.live and name == "unpublish":
            Article.objects.get(pk=self.articles[nth].pk).unpublish()
            del self.live[nth]
        elif nth in self.live:
            words = f"Ý kiến {self.turn} về {nth}"
            PublishedComment.objects.create(
                code=f"{self.turn:010d}",
                article=f"portal.page:{self.articles[nth].pk}",
                name="Bạn đọc",
                words=words,
                written_at=NOON,
                published_at=NOON,
            )
            self.comments.setdefault(nth, []).append(words)

    def check(self, web: Keeper, nth: int) -> None:
        titles = {f"Bài {one} lần {two}" for one, two in TITLE.findall(ask(web, SECTION).text)}
        assert titles == set(self.live.values())
        page = ask(web, f"/tin-tuc/bai-{nth}/", accept_encoding="gzip")
        assert page.status == (200 if nth in self.live else 410 if nth in self.articles else 404)
        if nth in self.live:
            assert f'<h1 itemprop="headline">{self.live[nth]}</h1>' in page.text
            assert [one for one in self.comments.get(nth, []) if one not in page.text] == []
            others = [two for one, said in self.comments.items() if one != nth for two in said]
            assert [one for one in others if one in page.text] == []


@trying(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(ACTS, st.integers(0, 1), st.integers(0, 3)), max_size=10))
def test_whatever_is_published_no_reader_sees_an_older_page(
    webs: tuple[Keeper, Keeper], steps: list[tuple[tuple[str, int], int, int]]
) -> None:
    PublishedComment.objects.all().delete()
    for page in Article.objects.order_by("pk"):
        page.delete()
    oracle = Oracle(section())

    for (name, nth), which, read in steps:
        oracle.act(name, nth)
        oracle.check(webs[which], read)


def test_a_page_that_is_asked_for_after_a_commit_shows_it(webs: tuple[Keeper, Keeper]) -> None:
    article = published(section())
    committed, stale, seen, over = [0], [], set(), threading.Event()

    def read(web: Keeper) -> None:
        while not over.is_set():
            least = committed[0]
            found = re.search(r"Lần (\d+)\.", ask(web, "/tin-tuc/duong-vao-thon/").text)
            shown = int(found[1]) if found else 0
            seen.add(shown)
            if shown < least:
                stale.append((least, shown))
        connection.close()

    for web in webs:  # the first drawing reads the templates: the writer would be done before it
        ask(web, "/tin-tuc/duong-vao-thon/")
    threads = [threading.Thread(target=read, args=(web,)) for web in webs for _nth in range(2)]
    for thread in threads:
        thread.start()
    for number in range(1, 40):
        Page.objects.filter(pk=article.pk).update(title=f"Lần {number}.")
        committed[0] = number
        over.wait(0.02)  # so that readers come in between
    over.set()
    for thread in threads:
        thread.join()

    assert stale == []
    assert len(seen) > 2
