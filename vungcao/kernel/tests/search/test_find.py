"""Finding: the probes that must be seen, in the order in which a reader wants them."""

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vungcao.kernel.audit.models import Entry as AuditEntry
from vungcao.kernel.offers.outbox import Announcement
from vungcao.kernel.offers.search import Entry, Source, sources
from vungcao.kernel.scopes.services import Door, scoped
from vungcao.kernel.search import queries, rules, services
from vungcao.kernel.search.jobs import FOLLOWER
from vungcao.kernel.tests.factories import UserFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
HERE, THERE = "/1/2/3/", "/1/2/4/"
SHELF: dict[str, Entry] = {}


def read(keys: frozenset[str] | None, day: date) -> Iterable[Entry]:
    return [entry for key, entry in SHELF.items() if keys is None or key in keys]


@pytest.fixture(autouse=True)
def source(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    SHELF.clear()
    offered = Source("Mẫu", frozenset(), "home", "tests.Thing", frozenset({"tests."}), read)  # type: ignore[arg-type]
    monkeypatch.setattr(sources, "_offers", {"tests": offered})
    with scoped((HERE,), door=Door.OFFICE):
        yield


def shelve(*titles: str, scope: str = "", also: tuple[str, ...] = (), weight: int = 10) -> None:
    for title in titles:
        key = str(len(SHELF) + 1)
        SHELF[key] = Entry(key, title, also=also, scope=scope, weight=weight)
    queries.replace("tests", None, SHELF.values())


def found(text: str) -> list[str]:
    return [entry.title for entry in queries.find("tests", rules.ask(text))[0]]


@pytest.mark.parametrize(
    "typed",
    ["luc ngan", "LỤC NGẠN", unicodedata.normalize("NFD", "Lục Ngạn"), "ngạn lục", "luc ng"],
)
def test_a_name_is_found_however_it_is_typed(typed: str) -> None:
    shelve("Xã Lục Ngạn", "Xã Lục Sơn", "Phường Chũ")

    assert found(typed) == ["Xã Lục Ngạn"]


def test_a_stroke_through_the_d_makes_no_difference() -> None:
    shelve("Chính sách với đồng bào dân tộc", "Đông Bắc")

    assert found("dong bao") == ["Chính sách với đồng bào dân tộc"]
    assert found("đông bắc") == found("dong bac") == ["Đông Bắc"]


@pytest.mark.parametrize("typed", ["qd 414", "414/QĐ-TTg", "414", "41", "414/QĐ", "quyết định 414"])
def test_a_number_is_found_whole_and_in_part(typed: str) -> None:
    shelve("Quyết định 414/QĐ-TTg", "Quyết định 861/QĐ-TTg", "Nghị định 14/2022/NĐ-CP")

    assert found(typed) == ["Quyết định 414/QĐ-TTg"]


def test_the_place_of_the_tone_makes_no_difference() -> None:
    shelve("Hoà Bình", "Hóa chất")

    assert found("Hòa") == found("Hoà") == ["Hoà Bình", "Hóa chất"]
    assert found("hóa") == ["Hóa chất", "Hoà Bình"]


def test_hits_with_the_accents_that_were_typed_come_first() -> None:
    shelve("Má ơi", "Mã số", "Mạ non")

    assert found("mạ")[0] == "Mạ non"
    assert found("mã")[0] == "Mã số"
    assert set(found("ma")) == {"Má ơi", "Mã số", "Mạ non"}


def test_old_names_lead_here_behind_names_of_today() -> None:
    shelve("Xã Sa Lý", also=("Huyện Lục Ngạn",))
    shelve("Xã Lục Ngạn")

    assert found("huyen luc ngan") == ["Xã Sa Lý"]
    assert found("lục ngạn") == ["Xã Lục Ngạn", "Xã Sa Lý"]


def test_every_word_must_be_met() -> None:
    shelve("Xã Lục Ngạn")

    assert found("lục ngạn bắc") == []
    assert found("") == found("???") == []


def test_a_neighbours_entry_is_not_found_nor_counted() -> None:
    shelve("Hồ sơ ở đây", scope=HERE)
    shelve("Hồ sơ ở kia", scope=THERE)

    assert queries.find("tests", rules.ask("ho so"))[1] == 1
    assert found("ho so") == ["Hồ sơ ở đây"]
    with scoped((THERE,), door=Door.OFFICE):
        assert found("ho so") == ["Hồ sơ ở kia"]


@pytest.mark.parametrize("door", [Door.PUBLIC, Door.CITIZEN])
def test_who_did_not_come_in_by_the_office_finds_nothing(door: Door) -> None:
    shelve("Xã Lục Ngạn")

    with scoped((), door=door):
        assert found("luc ngan") == []
    with scoped((HERE,), door=door):
        assert found("luc ngan") == []


@pytest.mark.parametrize(
    "statement",
    [
        "select title from search_searchentry",
        "select count(*) from search_searchentry where words @@ 'luc'",
        "delete from search_searchentry",
        "insert into search_searchentry (source, key) values ('x', 'y')",
    ],
)
def test_raw_sql_reads_and_writes_nothing(statement: str) -> None:
    shelve("Hồ sơ ở kia", scope=THERE)

    with (
        pytest.raises(ProgrammingError) as refused,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

    assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)


def test_an_announced_thing_is_read_again_and_one_that_is_gone_is_forgotten() -> None:
    shelve("Sở cũ", "Ban cũ")
    SHELF["1"] = Entry("1", "Sở mới")
    del SHELF["2"]

    for subject in ("tests.Thing:1", "tests.Thing:2", "tests.Thing:2"):
        services.refresh(
            announcement=Announcement("tests.changed", subject),
            today=TODAY,
            by=UserFactory.create(),
        )

    assert found("so") == ["Sở mới"]
    assert found("cu") == []
    assert FOLLOWER.follows("tests.changed")
    assert not FOLLOWER.follows("others.changed")


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from("123456"), st.sampled_from(["Lục Ngạn", "Chũ", "Sa Lý", ""])),
        min_size=1,
        max_size=12,
    )
)
def test_changes_one_by_one_leave_what_a_rebuild_leaves(changes: list[tuple[str, str]]) -> None:
    SHELF.clear()
    by = UserFactory.create()
    services.rebuild(today=TODAY, by=by)
    for key, title in changes:
        SHELF.pop(key, None)
        if title:
            SHELF[key] = Entry(key, title)
        announcement = Announcement("tests.changed", f"tests.Thing:{key}")
        services.refresh(announcement=announcement, today=TODAY, by=by)
    by_and_by = queries.state("tests")

    services.rebuild(today=TODAY, by=by)

    assert queries.state("tests") == by_and_by
    assert by_and_by[0] == len(SHELF)


def test_a_rebuild_forgets_sources_that_nobody_offers_any_more() -> None:
    shelve("Xã Lục Ngạn")
    queries.replace("gone", None, [Entry("1", "Xã Lục Ngạn")])

    services.rebuild(today=TODAY, by=UserFactory.create())

    assert queries.state("gone")[0] == 0
    assert queries.state("tests")[0] == 1
    assert AuditEntry.objects.filter(action="search.rebuilt").exists()


def test_a_page_says_how_many_there_are_in_all() -> None:
    shelve(*(f"Thôn mẫu {number}" for number in range(1, 8)))

    hits, total = queries.find("tests", rules.ask("mau"), skip=5, most=3)

    assert (len(hits), total) == (2, 7)


def test_words_of_one_name_come_before_words_of_several() -> None:
    shelve("Uỷ ban nhân dân xã", also=("Phòng Dân tộc",))
    shelve("Sở Dân tộc và Tôn giáo", also=("Ban Dân tộc",))

    assert found("ban dan toc")[0] == "Sở Dân tộc và Tôn giáo"
