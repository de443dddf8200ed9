"""What a letter says: the same in text and HTML, safely, and how to leave, for programs too."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vungcao.kernel.accounts.models import User
from vungcao.kernel.offers.letters import Letter, letters
from vungcao.systems.newsletter.models import Dispatch, Issue
from vungcao.systems.newsletter.queries.content import content
from vungcao.systems.newsletter.queries.door import inside, visitor
from vungcao.systems.newsletter.rules import mail, plain
from vungcao.systems.newsletter.rules.bounces import LETTER
from vungcao.systems.newsletter.rules.content import Content, Item, Reading, Ways, pieces
from vungcao.systems.newsletter.services import sending, subscribing
from vungcao.systems.newsletter.services.subscribing import Wishes
from vungcao.systems.newsletter.tests.shelf import NOW, Shelf, begun, draft, readers

WAYS = Ways("https://mau.invalid/thoi/", "https://mau.invalid/doi/")
EVIL = '<img src="https://dem.invalid/x.gif"><script>alert(1)</script>'


def said(*items: Item, note: tuple[str, ...] = ()) -> Content:
    return Content("BT-2026-01", "Tin tuần", "Lời dẫn", note, None, items, page="https://m/so/")


def item(title: str = "Bài", lead: str = "Dẫn", readings: tuple[Reading, ...] = ()) -> Item:
    return Item(title, lead, "https://mau.invalid/tin/", "Tin tức", "Toàn văn", "vi", readings)


def letter_of(row: Dispatch) -> Letter | None:
    with inside():
        return letters.get("newsletter.issue")(row.pk)


def only_letter() -> Dispatch:
    with inside():
        return Dispatch.objects.latest("pk")


def test_text_and_html_say_the_same_and_lead_to_the_same_places() -> None:
    whole = said(item("Bài một", readings=(Reading("tyz", "Mẫu", 187, "https://m/a.opus"),)))

    text, html = plain.text(whole, WAYS), mail.html(whole, WAYS)

    for words in ("Bài một", "Dẫn", "Lời dẫn", "tiếng Tày", "3:07", "https://m/a.opus", WAYS.leave):
        assert words in text
        assert words in html


def test_nothing_in_a_letter_is_fetched_or_run_and_it_fits_a_phone() -> None:
    html = mail.html(said(item(EVIL, EVIL), note=(EVIL,)), WAYS)

    assert "<img" not in html
    assert "<script" not in html
    assert "src=" not in html.replace("src=&quot;", "")
    assert "max-width:600px" in html
    assert 'content="light dark"' in html


@pytest.mark.django_db
def test_a_letter_carries_the_way_out_for_programs_and_one_name_for_ever(
    keeper: User, shelf: Shelf
) -> None:
    readers(1)
    issue = begun(keeper, "mau.page:1", "mau.page:2")
    sending.lay_piece(issue=issue.pk, now=NOW, by=visitor())
    row = only_letter()

    letter = letter_of(row)

    assert letter is not None
    assert letter.to == "ban-doc-0@mau.invalid"
    assert letter.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "/ban-tin/thoi-nhan/" in letter.headers["List-Unsubscribe"]
    assert letter.headers[LETTER] == row.code
    assert letter.headers["List-Unsubscribe"].strip("<>") in letter.html


@pytest.mark.django_db
def test_a_letter_has_only_the_sections_that_were_chosen(keeper: User, shelf: Shelf) -> None:
    (reader,) = readers(1)
    subscribing.choose(subscriber=reader, wishes=Wishes("", ("Chính sách",)), by=visitor())
    issue = begun(keeper, "mau.page:1", "mau.page:2")
    sending.lay_piece(issue=issue.pk, now=NOW, by=visitor())

    letter = letter_of(only_letter())

    assert letter is not None
    assert "Bài mẫu 2" in letter.text
    assert "Bài mẫu 1" not in letter.text


@pytest.mark.django_db
def test_who_left_meanwhile_gets_no_letter(keeper: User) -> None:
    (reader,) = readers(1)
    issue = begun(keeper)
    sending.lay_piece(issue=issue.pk, now=NOW, by=visitor())

    subscribing.leave(subscriber=reader, now=NOW, by=visitor())

    assert letter_of(only_letter()) is None


@pytest.mark.django_db
def test_what_was_taken_down_stands_in_no_letter(keeper: User, shelf: Shelf) -> None:
    issue = draft(keeper, "mau.page:1", "mau.page:2")
    del shelf.held["mau.page:1"]

    shown = content(issue)

    assert [one.title for one in shown.items] == ["Bài mẫu 2"]
    assert shown.gone == 1


@pytest.mark.django_db
def test_a_trial_goes_to_the_officer_and_ends_nobodys_reading(keeper: User, shelf: Shelf) -> None:
    issue = draft(keeper, "mau.page:1")
    trial = sending.try_out(issue=issue, now=NOW, by=keeper)

    with inside():
        letter = letters.get("newsletter.trial")(trial.pk)

    assert letter is not None
    assert (letter.to, letter.headers) == ("duyet@mau.invalid", {})
    assert letter.subject == "[Thư thử] Tin tuần 48"
    assert "thoi-nhan" not in letter.html


@pytest.mark.django_db
def test_who_reads_english_is_written_to_in_english(keeper: User, shelf: Shelf) -> None:
    (reader,) = readers(1)
    subscribing.choose(subscriber=reader, wishes=Wishes("en"), by=visitor())
    issue = draft(keeper, "mau.page:1")
    Issue.objects.filter(pk=issue.pk).update(language="en")
    trial = sending.try_out(issue=issue, now=NOW, by=keeper)

    with inside():
        told = letters.get("newsletter.known")(reader.pk)
        tried = letters.get("newsletter.trial")(trial.pk)

    assert told is not None
    assert "Stop the newsletter:" in told.text
    assert tried is not None
    assert "Read it online:" in tried.text
    assert 'lang="en"' in tried.html


def test_a_letter_says_whose_it_is_why_it_came_and_that_nobody_reads_an_answer() -> None:
    whole = replace(said(item()), issuer="Sở mẫu")

    for shown in (plain.text(whole, WAYS), mail.html(whole, WAYS)):
        assert "Bản tin của Sở mẫu. Thư gửi đến người đã đăng ký. Trả lời thư này" in shown
    assert "Bản tin của" not in plain.text(said(item()), WAYS)


CELLS = st.text("abc", min_size=1, max_size=3)
TABLES = st.integers(2, 4).flatmap(
    lambda wide: st.lists(st.tuples(*[CELLS] * wide), min_size=2, max_size=4)
)


@given(st.lists(st.one_of(st.just("Một đoạn."), TABLES), max_size=6))
def test_rows_of_an_article_are_tables_again(parts: list[str | list[tuple[str, ...]]]) -> None:
    lines: list[str] = []
    for part in parts:
        lines += [part] if isinstance(part, str) else [*map(" | ".join, part), "Sau bảng."]

    made = pieces("\n".join(lines))

    assert [one.rows for one in made if one.rows] == [
        tuple(part) for part in parts if not isinstance(part, str)
    ]
    assert [one.text for one in pieces("Nam | Nữ\nHết")] == ["Nam | Nữ", "Hết"]
