"""What texts become, how comments move, when discussions close, which paths are kept."""

import re
import unicodedata
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.comments.models import CommentState
from vungcao.systems.comments.rules import cells, keeping, moving, opening, pages, words
from vungcao.systems.comments.rules.opening import Setting

TEXTS = st.text(max_size=80)
START = datetime(2000, 1, 1, tzinfo=UTC)
MOMENTS = st.timedeltas(timedelta(0), timedelta(days=73_000)).map(lambda span: START + span)
STATES = [state.value for state in CommentState]


@settings(max_examples=40)
@given(TEXTS)
@example("Đồ\u200bng ba\u0300o\u202e\x07\r\n\r\n\r\n\r\nx")
@example("a\u0301\u0301\u0301\u0301\u0301")
@example("\u2066\u3164\ufeff")
def test_a_tidy_text_is_composed_visible_and_stays_as_it_is(text: str) -> None:
    tidy = words.tidy(text)

    assert unicodedata.is_normalized("NFC", tidy)
    assert not words.has_hidden(tidy)
    assert "\n\n\n" not in tidy
    assert tidy == tidy.strip()
    assert words.tidy(tidy) == tidy


@settings(max_examples=40)
@given(TEXTS)
def test_a_tidy_text_has_lost_nothing_that_is_read(text: str) -> None:
    letters = [sign for sign in unicodedata.normalize("NFC", text) if sign.isalnum()]

    kept = [sign for sign in words.tidy(text) if sign.isalnum()]

    assert kept == [sign for sign in letters if sign not in words.BLANK]


def test_vietnamese_typed_in_parts_is_the_same_text() -> None:
    said = "Người Sán Dìu ở Lục Ngạn, đồng bào vùng cao: uỷ ban, hoà thuận"

    assert words.tidy(unicodedata.normalize("NFD", said)) == said
    assert not words.has_hidden(unicodedata.normalize("NFD", said))


@pytest.mark.parametrize(
    ("name", "said", "found"),
    [
        ("Bạn đọc", "Bài viết hay.", ""),
        ("Bạn đọc", "Xem http://a.invalid và www.b.com nhé", "links"),
        ("Bạn đọc", "<script>alert(1)</script>", "markup"),
        ("Bạn đọc", "Gọi 0900 000 123 nhé", "numbers"),
        ("Sở Dân tộc", "Bài viết hay.", "office-name"),
        ("Bạn đọc", "Năm 2026 có 12 thôn", ""),
    ],
)
def test_screening_marks_what_a_moderator_should_look_at(name: str, said: str, found: str) -> None:
    marks = words.marks(name=name, words=said, sent=said, is_known=False)

    assert " ".join(marks) == found
    assert len(words.told(found)) == bool(found)


def test_links_are_counted() -> None:
    assert words.links("http://a.vn http://b.vn c.com, không có ở đây. Hết.") >= 3
    assert words.links("Hết câu.Rồi sang câu khác.") == 0


def test_hidden_signs_and_repeated_words_are_marked() -> None:
    marks = words.marks(name="Bạn", words="Tốt lắm", sent="Tốt\u200b lắm", is_known=True)

    assert marks == ["hidden", "repeated"]


def test_spacing_dots_and_capitals_make_no_other_words() -> None:
    assert words.folded("Tốt  LẮM!!!") == words.folded("tốt lắm")


@pytest.mark.parametrize("said", ["", "....", "\u200b\u200b\u200b\u200b\u200b\u200b", "hay"])
def test_what_says_nothing_is_no_comment(said: str) -> None:
    assert words.against_words(words.tidy(said))


def test_a_long_comment_is_told_how_long_it_is() -> None:
    (said,) = words.against_words("x" * 2001)

    assert "2001" in said
    assert words.against_words("x" * 2000) == []


@pytest.mark.parametrize("name", ["", "…", "www.mua.com", "<b>An</b>"])
def test_a_name_cannot_be_empty_a_link_or_markup(name: str) -> None:
    assert words.against_name(words.tidy_line(name))


def test_every_move_leads_from_known_to_known_and_all_else_is_refused() -> None:
    for action, leads in moving.MOVES.items():
        assert {*leads, *leads.values()} <= set(STATES)
        for state in STATES:
            if state in leads:
                assert moving.moved(state, action) == leads[state]
            else:
                with pytest.raises(RuleBroken):
                    moving.moved(state, action)


def test_nothing_leads_back_and_every_state_is_reached() -> None:
    steps = {(a, b) for leads in moving.MOVES.values() for a, b in leads.items()}

    reached, known = {"submitted"}, set[str]()
    while reached != known:
        known = set(reached)
        reached |= {b for a, b in steps if a in known}
    assert reached == set(STATES)
    assert not [one for one in steps if one[::-1] in steps]


@settings(max_examples=40)
@given(MOMENTS, st.integers(1, 3650), st.timedeltas(timedelta(0), timedelta(days=4000)))
def test_a_discussion_is_open_for_exactly_its_days(
    published: datetime, days: int, later: timedelta
) -> None:
    setting = Setting("days", days)

    assert opening.takes(setting, published, published + later) == (later < timedelta(days=days))
    assert opening.takes(Setting("open"), published, published + later)
    assert not opening.takes(Setting("closed"), published, published + later)
    assert not opening.takes(Setting("open"), published, published - timedelta(seconds=1))


@settings(max_examples=40)
@given(st.text(max_size=300))
@example("/tai-khoan/loi-moi/12-0af3c9d2b1e4a5f6a7b8c9d0e1f2a3b4c5d6e7f8/")
@example("//evil.invalid/x")
@example("/\\evil.invalid")
@example("/%2f%2fevil.invalid/..")
@example("/x/550e8400-e29b-41d4-a716-446655440000/MTIzNDU2Nzg5MA:1tAbCd:x/")
def test_a_kept_path_is_ours_and_opens_nothing(path: str) -> None:
    kept = pages.named(path)

    assert kept.startswith("/")
    assert not kept.startswith(("//", "/\\"))
    assert len(kept) <= pages.LONGEST
    assert "?" not in kept
    assert ".." not in kept.split("/")
    assert not re.search(r"[0-9a-zA-Z]{11,}[0-9]|[0-9][0-9a-zA-Z]{11,}", kept)


@pytest.mark.parametrize(
    "path",
    ["/", "/xac-minh/CANL5BTZ2G/", "/thu-tuc/1.012345/", "/tin-tức/lễ-hội-mùa-xuân-2026/", "/a/b/"],
)
def test_the_path_of_a_page_is_kept_as_it_is(path: str) -> None:
    assert pages.named(path) == path
    assert pages.named(f"{path}?ten=An#dau") == path


@settings(max_examples=40)
@given(MOMENTS, st.integers(0, 240))
def test_months_back_land_in_the_right_month(now: datetime, months: int) -> None:
    then = keeping.months_before(now, months)

    assert (now.year - then.year) * 12 + now.month - then.month == months
    assert then.day <= now.day
    assert then <= now


@pytest.mark.parametrize("said", ["=1+1", "+84", "-x", "@x", "\tx"])
def test_no_cell_of_an_export_is_a_formula(said: str) -> None:
    assert cells.plain(said) == f"'{said}"
    assert cells.plain("Tốt") == "Tốt"
