"""Numbers follow each other without a gap, whoever asks at the same moment."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.documents import queries, rules
from vungcao.kernel.documents.models import (
    Document,
    DocumentKind,
    DocumentNumber,
    DocumentState,
    NumberSeries,
    NumberState,
)
from vungcao.kernel.documents.services import numbering
from vungcao.kernel.documents.services.numbering import Way
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.scopes.services import Door, scoped
from vungcao.kernel.tests.documents import world
from vungcao.kernel.tests.documents.world import TODAY
from vungcao.kernel.tests.factories import CitationFactory, UserFactory

THREADS, EACH = 8, 50


@pytest.fixture
def series(organisation: Organisation) -> NumberSeries:
    return NumberSeries.objects.get(organisation=organisation, kind=DocumentKind.DECISION)


def numbers(organisation: Organisation) -> list[int]:
    rows = DocumentNumber.objects.filter(organisation=organisation)
    return sorted(rows.values_list("number", flat=True))


def test_the_first_document_of_a_year_is_number_one(
    organisation: Organisation, clerk: User
) -> None:
    first = world.numbered(organisation, clerk, date(2025, 12, 30))
    second = world.numbered(organisation, clerk, date(2025, 12, 30))
    next_year = world.numbered(organisation, clerk, date(2026, 1, 5))

    assert [first.number, second.number, next_year.number] == [
        "01/QĐ-MAU",
        "02/QĐ-MAU",
        "01/QĐ-MAU",
    ]
    assert next_year.state == DocumentState.NUMBERED


def test_each_kind_and_each_office_has_its_own_book(
    organisation: Organisation, clerk: User
) -> None:
    other = world.office()
    world.books(other, clerk)

    made = [
        world.numbered(organisation, clerk),
        world.numbered(organisation, clerk, template="documents.minutes"),
        world.numbered(other, clerk),
    ]

    assert [one.number for one in made] == ["01/QĐ-MAU", "01/BB-MAU", "01/QĐ-MAU"]


def test_a_new_way_of_writing_goes_on_counting(organisation: Organisation, clerk: User) -> None:
    world.numbered(organisation, clerk, date(2026, 1, 5))
    numbering.open_series(
        organisation=organisation,
        way=Way(DocumentKind.DECISION, "QĐ-MAU", "{so}-{nam}/{kyhieu}"),
        valid_from=date(2026, 6, 1),
        basis=CitationFactory.create(),
        by=clerk,
    )

    assert world.numbered(organisation, clerk).number == "2-2026/QĐ-MAU"


def test_a_day_before_the_last_one_needs_a_reason(organisation: Organisation, clerk: User) -> None:
    world.numbered(organisation, clerk, TODAY)
    late = world.draft(organisation, clerk)
    yesterday = TODAY - timedelta(days=1)

    with pytest.raises(RuleBroken, match="phải ghi lý do"):
        numbering.number(document=late, issued_on=yesterday, today=TODAY, by=clerk)
    made = numbering.number(
        document=late, issued_on=yesterday, today=TODAY, reason="Ghi sổ muộn", by=clerk
    )

    assert made.number == "02/QĐ-MAU"
    assert DocumentNumber.objects.get(document=made).reason == "Ghi sổ muộn"


def test_nothing_is_numbered_for_a_day_to_come(organisation: Organisation, clerk: User) -> None:
    made = world.draft(organisation, clerk)

    with pytest.raises(RuleBroken, match="sau hôm nay"):
        numbering.number(document=made, issued_on=TODAY + timedelta(1), today=TODAY, by=clerk)
    assert numbers(organisation) == []


def test_a_document_is_numbered_once(organisation: Organisation, clerk: User) -> None:
    made = world.numbered(organisation, clerk)

    with pytest.raises(RuleBroken, match="đã được cấp số"):
        numbering.number(document=made, issued_on=TODAY, today=TODAY, by=clerk)


def test_an_office_without_a_book_gives_no_number(clerk: User) -> None:
    made = world.draft(world.office(), clerk)

    with pytest.raises(RuleBroken, match="chưa mở sổ số cho quyết định"):
        numbering.number(document=made, issued_on=TODAY, today=TODAY, by=clerk)


def test_a_sample_never_bears_the_number_of_an_office(organisation: Organisation) -> None:
    with pytest.raises(RuleBroken, match="-MAU"):
        rules.check_sample(True, "QĐ-UBND")
    with pytest.raises(RuleBroken, match="-MAU"):
        rules.check_sample(False, "QĐ-MAU")


def test_reserved_numbers_wait_for_their_day(
    organisation: Organisation, series: NumberSeries, clerk: User
) -> None:
    held = numbering.reserve_numbers(
        series=series, count=2, day=TODAY, today=TODAY, reason="Họp tối", by=clerk
    )
    after = world.numbered(organisation, clerk)
    late = world.draft(organisation, clerk)
    used = numbering.number(document=late, issued_on=TODAY, today=TODAY, reserved=held[1], by=clerk)

    assert (after.number, used.number) == ("03/QĐ-MAU", "02/QĐ-MAU")
    with pytest.raises(RuleBroken, match="không còn giữ chỗ"):
        numbering.number(
            document=world.draft(organisation, clerk),
            issued_on=TODAY,
            today=TODAY,
            reserved=held[1],
            by=clerk,
        )


def test_holding_numbers_back_needs_a_reason_and_an_end(series: NumberSeries, clerk: User) -> None:
    for count, reason in ((1, " "), (0, "Họp"), (51, "Họp")):
        with pytest.raises(RuleBroken):
            numbering.reserve_numbers(
                series=series, count=count, day=TODAY, today=TODAY, reason=reason, by=clerk
            )


def test_a_cancelled_number_is_explained_and_never_given_again(
    organisation: Organisation, clerk: User
) -> None:
    made = world.numbered(organisation, clerk)
    entry = DocumentNumber.objects.get(document=made)

    with pytest.raises(RuleBroken, match="lý do"):
        numbering.cancel_number(entry=entry, reason="", by=clerk)
    numbering.cancel_number(entry=entry, reason="Sai tên người nhận", by=clerk)

    made.refresh_from_db()
    entry.refresh_from_db()
    assert (made.state, made.number) == (DocumentState.DRAFT, "")
    assert (entry.state, entry.reason) == (NumberState.CANCELLED, "Sai tên người nhận")
    assert world.numbered(organisation, clerk).number == "02/QĐ-MAU"
    with pytest.raises(RuleBroken, match="đã huỷ"):
        numbering.cancel_number(entry=entry, reason="Lần nữa", by=clerk)


@pytest.mark.parametrize("pattern", ["{kyhieu}", "{so}{so2}", "{so}/{x}", "{so}/{", "{so.real}"])
def test_a_pattern_that_would_not_tell_numbers_apart_is_refused(pattern: str) -> None:
    with pytest.raises(RuleBroken):
        rules.check_pattern(pattern)


@given(st.integers(1, 99999), st.text(max_size=20), st.integers(2000, 2100))
def test_a_number_is_written_as_the_pattern_says_whatever_the_symbol_holds(
    number: int, symbol: str, year: int
) -> None:
    assert rules.written("{so2}/{kyhieu}", number, year, symbol) == f"{number:02}/{symbol}"
    assert rules.written("{nam}-{so}", number, year, symbol) == f"{year}-{number}"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_eight_threads_take_four_hundred_numbers_without_a_gap() -> None:
    with scoped(("/1/",), door=Door.OFFICE):
        clerk = UserFactory.create()
        organisation = world.office()
        world.books(organisation, clerk)
        series = NumberSeries.objects.get(kind=DocumentKind.DECISION)
    failures: list[BaseException] = []

    def take() -> None:
        try:
            for _nth in range(EACH):
                with scoped(("/1/",), door=Door.OFFICE):
                    numbering.reserve_numbers(
                        series=series, count=1, day=TODAY, today=TODAY, reason="Thử", by=clerk
                    )
        except BaseException as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=take) for _nth in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    with scoped(("/1/",), door=Door.OFFICE):
        assert numbers(organisation) == list(range(1, THREADS * EACH + 1))
        assert queries.last(organisation, DocumentKind.DECISION, 2026)[0] == THREADS * EACH


def test_who_reaches_another_commune_sees_neither_book_nor_number(
    organisation: Organisation, clerk: User
) -> None:
    world.numbered(organisation, clerk)

    with scoped(("/1/999/",), door=Door.OFFICE):
        assert not Document.objects.exists()
        assert not NumberSeries.objects.exists()
        assert not DocumentNumber.objects.exists()
