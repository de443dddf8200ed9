"""A map by unit: five classes, hatched without a report, the legend counts, a file stands alone."""

import re
from decimal import Decimal
from xml.etree import ElementTree as Tree

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from vungcao.web.charts import map_files
from vungcao.web.charts.answers import show
from vungcao.web.charts.maps import Choropleth
from vungcao.web.charts.values import Value
from vungcao.web.tests.charts import sample


def page(chart: Choropleth) -> str:
    shown = show("map", chart, QueryDict())
    return " ".join(render_to_string("components/map.html", {"shown": shown}).split())


def test_each_unit_is_a_link_in_the_colour_of_its_class() -> None:
    text = page(sample.choropleth(1, 50, 99))

    assert '<a href="/xa/1/" aria-label="Xã 1: 1"><path class="cell q1"' in text
    assert '<a href="/xa/3/" aria-label="Xã 3: 99"><path class="cell q5"' in text


def test_who_has_not_reported_is_hatched_and_counted_and_zero_is_a_value() -> None:
    chart = sample.choropleth(0, None, 5, None)

    assert [cell.token for cell in chart.cells] == ["q2", "q0", "q4", "q0"]
    assert [(key.token, key.label) for key in chart.legend] == [
        ("q2", "dưới 5"),
        ("q4", "từ 5"),
        ("q0", "chưa báo cáo (2)"),
    ]
    assert 'class="q0"' in page(chart)


def test_two_maps_of_a_page_hatch_each_with_its_own_pattern() -> None:
    chart = sample.choropleth(1, None)
    one, other = (
        render_to_string("components/map.html", {"shown": show(key, chart, QueryDict())})
        for key in ("one", "other")
    )

    for key, text in (("one", one), ("other", other)):
        assert text.count(f'id="{key}-hatch"') == text.count(f'fill="url(#{key}-hatch)"') == 1
    assert set(re.findall(r'id="([^"]+)"', one)).isdisjoint(re.findall(r'id="([^"]+)"', other))


def test_equal_values_are_one_class() -> None:
    chart = sample.choropleth(7, 7, 7)

    assert [(key.label, key.count) for key in chart.legend] == [("có số", 3)]


def test_a_screen_may_set_the_bounds_itself() -> None:
    chart = sample.choropleth(2, 3, 13)

    fixed = Choropleth(
        **{**vars(chart), "breaks": (Decimal(3), Decimal(6), Decimal(9), Decimal(13))}
    )

    assert [key.label for key in fixed.legend] == ["dưới 3", "3 đến dưới 6", "từ 13"]


def test_bounds_that_fall_are_refused() -> None:
    chart = sample.choropleth(2, 3, 13)

    with pytest.raises(ValueError, match="rising"):
        Choropleth(**{**vars(chart), "breaks": (Decimal(6), Decimal(3))})


def test_is_told_to_be_schematic_with_a_tag_and_a_sentence() -> None:
    text = page(sample.choropleth(1, 2))

    assert '<span class="tag">Lược đồ</span>' in text
    assert "Lược đồ, không phải địa giới." in text


def test_names_are_written_only_where_they_are_few() -> None:
    few, many = page(sample.choropleth(*range(25))), page(sample.choropleth(*range(26)))

    assert "<text" in few
    assert "tabindex" not in few.split("</svg>")[0]
    assert "<text" not in many
    assert many.count('tabindex="-1"') == 26


@given(st.lists(st.none() | st.floats(-1e15, 1e15) | st.integers(-9, 9), min_size=1, max_size=30))
def test_every_unit_is_counted_once_whatever_its_value(values: list[Value]) -> None:
    chart = sample.choropleth(*values)

    assert sum(key.count for key in chart.legend) == len(values)
    assert len(chart.legend) <= 6


def test_its_file_stands_alone() -> None:
    svg = map_files.svg(sample.choropleth(1, None, 3))

    root = Tree.fromstring(svg)
    told = " ".join(text for text in root.itertext())
    assert "var(" not in svg
    assert "<script" not in svg
    assert "Số hộ nghèo giảm <một nửa>" in told
    assert "Nguồn: Quyết định mẫu" in told
    assert "chưa báo cáo (1)" in told
    assert "Lược đồ" in told
