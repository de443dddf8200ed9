"""The public register: what Decree 42/2022 asks of each document, found by its facts."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from vungcao.kernel.documents.models import DocumentKind, PublishedPaper
from vungcao.kernel.offers.publications import public_items
from vungcao.systems.portal.models import DocumentForm, RecordedDocument, Register
from vungcao.systems.portal.queries import documents
from vungcao.systems.portal.queries.documents import Sought
from vungcao.systems.portal.services import registers
from vungcao.systems.portal.services.registers import Paper
from vungcao.systems.portal.tests.factories import NOON, keeper, section

DAY = date(2026, 3, 2)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
AT = "/chi-dao-dieu-hanh/van-ban/"


def register() -> Register:
    place = section("chi-dao-dieu-hanh", "Chỉ đạo, điều hành")
    return registers.open_register(
        section=place, slug="van-ban", title="Văn bản", lead="", by=keeper()
    )


def record(where: Register, slug: str = "van-ban-1", **said: Any) -> RecordedDocument:
    given_: dict[str, Any] = {
        "title": "Về lớp tập huấn mẫu",
        "form": "decision",
        "authority": "Cơ quan mẫu",
        "number": "01/QĐ-MAU",
        "issued_on": DAY,
    }
    paper = Paper(slug=slug, **(given_ | said))
    made = registers.record(register=where, paper=paper, at=NOON, by=keeper())
    where.refresh_from_db()
    return made


def issued(code: str = "ABCDEFGH23", **said: Any) -> PublishedPaper:
    given_ = {
        "kind": DocumentKind.DECISION,
        "number": "09/QĐ-MAU",
        "issued_on": DAY,
        "issuer_name": "Uỷ ban mẫu",
        "subject": "Phê duyệt danh sách mẫu",
        "valid_from": DAY,
        "standing": PublishedPaper.Standing.IN_FORCE,
        "sha256": "0" * 64,
        "is_sample": True,
    }
    return PublishedPaper.objects.create(code=code, **(given_ | said))


def numbers(where: Register, **said: Any) -> list[str]:
    return [line.number for line in documents.leaf(where, Sought(**said), 1).lines]


def test_the_forms_of_our_own_papers_keep_their_words() -> None:
    shared = {kind.value: str(kind.label) for kind in DocumentKind}

    assert shared.items() <= {form.value: str(form.label) for form in DocumentForm}.items()


@given(issued=DAYS, begins=st.none() | DAYS, ends=st.none() | DAYS, day=DAYS)
def test_a_document_is_in_force_from_its_day_until_the_day_on_which_it_ends(
    issued: date, begins: date | None, ends: date | None, day: date
) -> None:
    document = RecordedDocument(issued_on=issued, effective_on=begins, ended_on=ends)

    after_the_begin = day >= (begins if begins else issued)
    before_the_end = True if ends is None else day < ends
    assert document.is_in_force(day) is (after_the_begin and before_the_end)


def test_days_that_contradict_each_other_are_named_together() -> None:
    wrong = RecordedDocument(
        title="x",
        slug="x",
        issued_on=DAY,
        effective_on=DAY - timedelta(days=1),
        ended_on=DAY - timedelta(days=2),
    )

    with pytest.raises(ValidationError) as refused:
        wrong.clean()

    assert set(refused.value.message_dict) == {"effective_on", "ended_on"}


@pytest.mark.django_db
def test_the_page_of_a_document_says_all_that_the_decree_asks(client: Client) -> None:
    record(register(), effective_on=DAY + timedelta(days=3), field="Tập huấn")

    page = client.get(f"{AT}van-ban-1/").content.decode()

    for said in (
        *("Quyết định", "Cơ quan mẫu", "01/QĐ-MAU", "02/03/2026", "05/03/2026"),
        *("Về lớp tập huấn mẫu", "Tập huấn", "Chưa có tệp toàn văn"),
    ):
        assert said in page


@pytest.mark.django_db
def test_recorded_and_issued_documents_stand_in_one_list_newest_first() -> None:
    where = register()
    record(where)
    issued(issued_on=DAY + timedelta(days=5), valid_from=DAY + timedelta(days=5))
    issued("ABCDEFGH24", number="10/QĐ-MAU", subject="")  # nobody marked it as public
    issued("ABCDEFGH25", number="", reference="H1")

    leaf = documents.leaf(where, Sought(), 1)

    assert [(line.number, line.address) for line in leaf.lines] == [
        ("09/QĐ-MAU", "/xac-minh/ABCDEFGH23/"),
        ("01/QĐ-MAU", f"{AT}van-ban-1/"),
    ]
    where.shows_issued = False
    assert numbers(where) == ["01/QĐ-MAU"]


@pytest.mark.django_db
def test_a_paper_whose_text_an_editor_gives_stands_once() -> None:
    where = register()
    issued()
    record(where, number="09/QĐ-MAU", issued_code="ABCDEFGH23")

    (line,) = documents.leaf(where, Sought(), 1).lines

    assert line.address == f"{AT}van-ban-1/"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"form": "plan"}, ["02/KH-MAU"]),
        ({"authority": "Uỷ ban mẫu"}, ["09/QĐ-MAU"]),
        ({"year": 2025}, ["02/KH-MAU"]),
        ({"text": "danh sach"}, ["09/QĐ-MAU"]),
        ({"text": "KẾ HOẠCH 02"}, ["02/KH-MAU"]),
        ({"in_force_on": DAY}, ["09/QĐ-MAU", "01/QĐ-MAU"]),
        ({"in_force_on": DAY + timedelta(days=10)}, ["01/QĐ-MAU"]),
        ({"in_force_on": date(2025, 7, 1)}, ["02/KH-MAU"]),
        ({"form": "plan", "year": 2026}, []),
    ],
)
def test_each_filter_narrows_both_kinds(said: dict[str, Any], found: list[str]) -> None:
    where = register()
    record(where)
    record(
        where,
        "van-ban-2",
        form="plan",
        number="02/KH-MAU",
        title="Kế hoạch năm",
        issued_on=date(2025, 5, 1),
        ended_on=date(2025, 12, 31),
    )
    issued(since=DAY + timedelta(days=10), standing=PublishedPaper.Standing.REVOKED)

    assert sorted(numbers(where, **said)) == sorted(found)


@pytest.mark.django_db
def test_the_register_is_read_in_pages_and_asks_the_database_little(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    where = register()
    for nth in range(23):
        record(where, f"van-ban-{nth}", number=f"{nth:02}/QĐ-MAU")
    client.get(AT)

    with django_assert_max_num_queries(18):
        first = client.get(AT).content.decode()
    second = client.get(AT, {"trang": "2"}).content.decode()
    beyond = client.get(AT, {"trang": "99"}).content.decode()

    assert [n for n in ("22/QĐ", "03/QĐ", "02/QĐ") if n in first] == ["22/QĐ", "03/QĐ"]
    assert "02/QĐ" in second
    assert "02/QĐ" in beyond
    assert "23 văn bản" in first


@pytest.mark.django_db
def test_a_day_that_does_not_exist_is_answered_in_the_form(client: Client) -> None:
    record(register())

    page = client.get(AT, {"day": "31/02/2026", "q": "tập huấn"}).content.decode()

    assert "Tháng 2/2026 chỉ có 28 ngày." in page
    assert 'value="tập huấn"' in page


@pytest.mark.django_db
def test_a_document_that_was_taken_down_is_in_no_list(client: Client) -> None:
    where = register()
    record(where).unpublish()

    assert numbers(where) == []
    assert client.get(f"{AT}van-ban-1/").status_code == 410


@pytest.mark.django_db
def test_documents_that_are_called_alike_say_who_issued_them() -> None:
    where = register()
    record(where)
    record(where, "van-ban-2", authority="Cơ quan khác")
    record(where, "van-ban-3", number="02/QĐ-MAU")

    shown = [title for title, _place in public_items.get("portal.documents").items(DAY)]

    assert sorted(shown) == [
        "Quyết định 01/QĐ-MAU: Về lớp tập huấn mẫu (Cơ quan khác)",
        "Quyết định 01/QĐ-MAU: Về lớp tập huấn mẫu (Cơ quan mẫu)",
        "Quyết định 02/QĐ-MAU: Về lớp tập huấn mẫu",
    ]


@pytest.mark.django_db
def test_words_alone_open_no_filters(client: Client) -> None:
    record(register())

    shut, wide = (
        client.get(AT, asked).content.decode() for asked in ({"q": "mẫu"}, {"year": 2026})
    )

    assert '<details class="fold">' in shut
    assert '<details class="fold" open>' in wide
