"""Disclosures of the budget: what is late, what is missing, what a machine takes."""

import csv
from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.offers.reference import rows
from vungcao.kernel.offers.upkeep import reference_files
from vungcao.systems.portal.models import BudgetBoard, Disclosure
from vungcao.systems.portal.offers import demo_budget
from vungcao.systems.portal.rules import disclosures as rules
from vungcao.systems.portal.rules.disclosures import Standing
from vungcao.systems.portal.services import boards, disclosing
from vungcao.systems.portal.services.disclosing import Told
from vungcao.systems.portal.tests.factories import keeper, section
from vungcao.systems.portal.tests.letter_world import NOW, text

DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(DAYS, st.integers(0, 60), st.integers(0, 200), DAYS)
def test_a_period_is_on_time_late_missing_or_waiting(
    begins: date, term: int, after: int, day: date
) -> None:
    due, disclosed = begins + timedelta(term), begins + timedelta(after)

    shown = rules.standing(begins=begins, due_on=due, disclosed_on=disclosed, day=day)
    hidden = rules.standing(begins=begins, due_on=due, disclosed_on=None, day=day)

    assert (shown == Standing.ON_TIME) == (after <= term)
    assert (hidden == Standing.MISSING) == (day > due)


@pytest.mark.parametrize(
    ("kind", "period", "due"),
    [
        ("execution", "q1", date(2026, 4, 15)),
        ("execution", "year", date(2027, 1, 15)),
        ("plan", "year", None),
        ("settlement", "year", None),
    ],
)
def test_a_term_runs_from_the_end_of_a_period(kind: str, period: str, due: date | None) -> None:
    assert rules.due(kind, 2026, period, 15) == due


@pytest.fixture
def board(db: None, now: list[datetime]) -> BudgetBoard:
    file = reference_files.get("portal.disclosures")
    file.load(rows(file.file), keeper())
    place = section("ngan-sach", "Công khai ngân sách")
    made = boards.settle(section=place, kind="budget", by=keeper())
    assert isinstance(made, BudgetBoard)
    return made


def disclose(board: BudgetBoard, period: str, on: date, **said: object) -> Disclosure:
    given: dict[str, Any] = {
        "slug": f"ky-{period}",
        "title": f"Thực hiện {period}",
        "kind": "execution",
        "year": 2026,
        "period": period,
        "number": "5/QĐ-MAU",
        "decided_on": on,
        "disclosed_on": on,
        "lines": (("Chi thường xuyên", 1_234_567_890), ("=Cộng", 1_234_567_890)),
    }
    board.refresh_from_db()
    return disclosing.disclose(board=board, told=Told(**(given | said)), by=keeper())


def test_the_board_says_what_is_on_time_late_and_missing(board: BudgetBoard) -> None:
    disclose(board, "q1", date(2026, 4, 15))
    disclose(board, "h1", date(2026, 7, 16))

    said = text(Client().get("/ngan-sach/"))

    found = [part.partition("</li>")[0] for part in said.split("<strong>")]
    states = {
        part.partition("</strong>")[0]: part.rpartition('<span class="tag ')[2] for part in found
    }
    assert "đúng hạn" in states["Thực hiện dự toán quý I"]
    assert "muộn" in states["Thực hiện dự toán 6 tháng"]
    assert "chưa công khai" in states["Thực hiện dự toán 9 tháng"]
    assert "chưa đến hạn" in states["Thực hiện dự toán cả năm"]
    assert "chưa công khai" in states["Dự toán cả năm"]
    assert "Hạn công khai 15/07/2026." in said
    assert "61/2017/TT-BTC" in said


def test_amounts_are_whole_and_leave_as_a_file_that_computes_nothing(board: BudgetBoard) -> None:
    page = disclose(board, "q1", date(2026, 4, 15))

    assert "1.234.567.890" in text(Client().get("/ngan-sach/ky-q1/"))
    answer = Client().get(reverse("portal:disclosure-csv", args=[page.pk]))
    found = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["so_tien_dong"] for row in found] == ["1234567890"] * 2
    assert [row["khoan"] for row in found] == ["Chi thường xuyên", "'=Cộng"]
    Disclosure.objects.get(pk=page.pk).unpublish()
    assert Client().get(reverse("portal:disclosure-csv", args=[page.pk])).status_code == 404


def test_a_period_is_disclosed_once_and_not_before_it_ends(board: BudgetBoard) -> None:
    disclose(board, "q1", date(2026, 4, 15))

    with pytest.raises(ValidationError, match="đã có bản công khai"):
        disclose(board, "q1", date(2026, 4, 20), slug="lai")
    with pytest.raises(ValidationError, match="chưa hết"):
        disclose(board, "h1", date(2026, 6, 29))
    assert Disclosure.objects.count() == 1


def test_the_board_costs_as_much_for_many_as_for_one(
    board: BudgetBoard, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _twice in range(2):
        demo_budget.build(keeper(), NOW.date())
    assert Disclosure.objects.live().count() == 9

    Client().get("/ngan-sach/")
    with django_assert_max_num_queries(20):
        shown = text(Client().get("/ngan-sach/"))

    assert "?nam=2025" in shown
    assert "công khai muộn" in text(Client().get("/ngan-sach/?nam=2025"))
    assert "Năm 2026" in text(Client().get("/ngan-sach/?nam=1800"))
