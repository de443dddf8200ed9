"""What a chart says besides its drawing: table, notes, numbers as they are written here."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vungcao.web.charts import Bar, ranking, spark
from vungcao.web.charts.maps import even
from vungcao.web.charts.values import Value, labels, written
from vungcao.web.tests.charts import sample


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (None, "chưa báo cáo"),
        (1234567, "1.234.567"),
        (1234.5, "1.234,5"),
        (Decimal("10.00"), "10"),
        (-0.25, "-0,25"),
        (1 / 3, "0,333333"),
        (5e-324, "0"),
        (1e15, "1.000.000.000.000.000"),
    ],
)
def test_numbers_are_written_with_a_decimal_comma(value: Value, text: str) -> None:
    assert written(value) == text


@given(st.lists(st.none() | st.integers(-(10**15), 10**15), min_size=1, max_size=8))
def test_every_value_stands_in_the_table(values: list[Value]) -> None:
    assert [row[1][0] for row in sample.line(*values).table.rows] == values
    assert [row[1][0] for row in sample.bars(*values).table.rows] == values


def test_a_table_has_what_the_drawing_leaves_out() -> None:
    chart = sample.bars(*range(20))

    assert len(chart.shown) == 12
    assert len(chart.table.rows) == 20
    assert chart.note == "Vẽ 12 trên 20; bảng số liệu có đủ."


def test_a_rank_goes_down_and_ends_with_those_without_a_report() -> None:
    bars = [
        Bar("B", 1),
        Bar("Thiếu", None),
        Bar("A", 1),
        Bar("Không", 0),
        Bar("C", 9),
        Bar("D", -1),
    ]

    chart = ranking(sample.ABOUT, bars, head="Xã")

    assert [bar.name for bar in chart.bars] == ["C", "A", "B", "Không", "D", "Thiếu"]
    assert chart.note == "Chưa báo cáo: 1."


def test_the_days_that_lack_a_report_are_named() -> None:
    assert sample.line(1, None, 3).note == "Chưa đủ báo cáo: 2001."


def test_years_name_days_only_while_each_has_one() -> None:
    assert labels([date(2024, 12, 31), date(2025, 12, 31)]) == ["2024", "2025"]
    assert labels([date(2025, 1, 5), date(2025, 12, 31)]) == ["5/1/2025", "31/12/2025"]


def test_says_measure_unit_place_basis_and_source() -> None:
    assert sample.ABOUT.subtitle == ("Số hộ nghèo, hộ, Xã Mẫu, như đã ghi. Nguồn: Quyết định mẫu.")


def test_a_measure_that_names_its_unit_says_it_once() -> None:
    about = replace(sample.ABOUT, measure="Số người", unit="người")

    assert about.subtitle == "Số người, Xã Mẫu, như đã ghi. Nguồn: Quyết định mẫu."


@given(st.lists(st.integers(-(10**9), 10**9) | st.floats(-1e9, 1e9), max_size=40))
def test_classes_rise_and_each_but_the_first_begins_within_the_values(
    values: list[int | float],
) -> None:
    bounds = even(values)

    assert len(bounds) < 5
    assert list(bounds) == sorted(set(bounds))
    assert all(Decimal(str(min(values))) < bound for bound in bounds)
    assert all(bound <= Decimal(str(max(values))) for bound in bounds)


def test_one_that_is_told_apart_is_drawn_wherever_it_stands() -> None:
    bars = [Bar(f"Xã {nth}", 100 - nth) for nth in range(1, 21)]

    chart = ranking(sample.ABOUT, bars, head="Xã", highlighted="Xã 15")

    assert [bar.name for bar in chart.shown][-2:] == ["Xã 7", "15. Xã 15"]
    assert (chart.rank, chart.on, len(chart.shown)) == (15, 7, 8)
    assert "Xã 15 đứng thứ 15 trên 20." in chart.note


def test_of_two_of_one_name_the_right_one_is_told_apart() -> None:
    bars = [Bar("Xã Đông Sơn", 9), Bar("Xã Đông Sơn", 5, is_on=True), Bar("Xã A", 1)]

    chart = ranking(sample.ABOUT, bars, head="Xã")

    assert (chart.rank, chart.on) == (2, 1)


def test_one_without_a_report_has_no_rank() -> None:
    chart = ranking(sample.ABOUT, [Bar("A", 2), Bar("B", None)], head="Xã", highlighted="B")

    assert (chart.rank, chart.on) == (None, None)
    assert [bar.name for bar in chart.shown] == ["A", "B"]


@pytest.mark.slow
def test_a_small_line_tells_its_values_unless_words_beside_it_do() -> None:
    alone, beside = spark((4, None, 1234)), spark((4, None, 1234), said="tăng")

    assert 'role="img" aria-label="Đường nhỏ: 4, chưa báo cáo, 1.234."' in alone
    assert 'aria-hidden="true"' in beside


def test_of_one_value_there_is_no_small_line() -> None:
    assert spark((4, None)) == ""
