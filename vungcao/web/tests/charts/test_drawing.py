"""A drawing: only shapes and words, colours by token, gaps kept, drawn once for the same values."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as Tree

import pytest
from django.core.cache import caches
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from vungcao.web.charts import (
    Bar,
    BarChart,
    Chart,
    LineChart,
    Reform,
    Series,
    Sparkline,
    drawing,
    specs,
)
from vungcao.web.charts.look import TOKENS
from vungcao.web.charts.values import Value
from vungcao.web.tests.charts import sample

pytestmark = pytest.mark.slow
STYLES = Path(specs.__file__).parents[1] / "static/css/tokens.css"
odd = st.none() | st.integers(-(10**15), 10**15) | st.floats(-1e15, 1e15) | st.just(0)


@pytest.fixture
def kept(settings: Settings, tmp_path: Path) -> Path:
    """A cache of drawings that nothing was drawn into."""
    files = "django.core.cache.backends.filebased.FileBasedCache"
    settings.CACHES = {**settings.CACHES, "charts": {"BACKEND": files, "LOCATION": tmp_path}}
    return tmp_path


def drawn(chart: Chart | Sparkline, width: int = drawing.NARROW) -> str:
    """Without the cache."""
    box, body = drawing.cleaned(drawing.render(specs.spec(chart, width, is_titled=False)))
    return f'<svg viewBox="{box}">{body}</svg>'


def strokes(svg: str) -> list[str]:
    """The lines of series, whole or in pieces."""
    return re.findall(r'<path d="([^"]+)"[^>]*stroke-width="2.5"', svg)


@pytest.mark.parametrize(
    "chart", [sample.line(1, 2, 3), sample.bars(3, -2, None), Sparkline((1, None, 3))]
)
def test_holds_no_script_no_style_and_no_address(chart: Chart | Sparkline) -> None:
    svg = drawn(chart)

    root = Tree.fromstring(svg)
    names = {name for element in root.iter() for name in element.attrib}
    assert {element.tag for element in root.iter()} <= {*drawing.ELEMENTS, "svg"}
    assert names <= {*drawing.ATTRIBUTES, "viewBox"}
    assert "://" not in svg
    assert "url(" not in svg


def test_what_else_a_drawing_might_hold_is_left_out() -> None:
    hostile = (
        f'<svg xmlns="{drawing.SVG}" viewBox="0 0 1 1"><script>alert(1)</script>'
        '<g onclick="alert(1)" style="fill:red"><text>a&lt;b&amp;</text>'
        '<image href="https://elsewhere.example/x"/></g></svg>'
    )

    assert drawing.cleaned(hostile) == ("0 0 1 1", "<text>a&lt;b&amp;</text>")


def test_every_colour_is_a_token_that_the_pages_know() -> None:
    many = tuple(Series(f"Nhóm {nth}", (nth, 9 - nth)) for nth in range(3))
    reform = Reform(date(2001, 7, 1), "sáp nhập")
    svg = drawn(sample.line(1, 5, more=many, reforms=(reform,))) + drawn(sample.bars(1, 2))

    colours = set(re.findall(r' (?:fill|stroke)="([^"]+)"', svg)) - {"none", "transparent"}
    assert all(re.fullmatch(r"var\(--[\w-]+, #[0-9a-f]{6}\)", colour) for colour in colours)
    assert {"var(--c1, #27408b)", "var(--c4, #4c9a7a)"} <= colours


def test_the_theme_has_the_colours_of_the_pages() -> None:
    light = STYLES.read_text("utf-8").split("[data-density")[0]

    values = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", light))
    assert {token: values[token] for token in TOKENS.values()} == {
        token: colour for colour, token in TOKENS.items()
    }


def test_series_differ_by_dash_and_mark_as_well() -> None:
    svg = drawn(sample.line(1, 5, more=(Series("Tỉnh", (2, 3)), Series("Nước", (4, 1)))))

    dashes = re.findall(r'stroke-width="2.5"[^>]*stroke-dasharray="([^"]+)"', svg)
    assert len({*dashes}) == 3


def test_what_was_not_reported_is_a_gap_and_nothing_is_nothing() -> None:
    with_gap, with_zero = drawn(sample.line(5, 6, None, 8, 9)), drawn(sample.line(5, 6, 0, 8, 9))

    assert [path.count("M") for path in strokes(with_gap)] == [2]
    assert [path.count("M") for path in strokes(with_zero)] == [1]
    assert with_gap.count("A4.743") + 2 == with_zero.count("A4.743")


def test_a_reform_is_a_dotted_line_with_its_day() -> None:
    svg = drawn(sample.line(5, 6, reforms=(Reform(date(2001, 7, 1), "sáp nhập"),)))

    assert "1/7/2001 sáp nhập" in svg
    assert 'stroke-dasharray="3,3"' in svg


def test_two_lines_are_named_at_their_ends() -> None:
    svg = drawn(sample.line(1, 5, more=(Series("Cả tỉnh", (5, 5)),)), drawing.WIDE)

    assert svg.count(">Cả tỉnh<") == svg.count(">Xã Mẫu<") == 1


@pytest.mark.parametrize("width", [drawing.NARROW, drawing.WIDE])
def test_fits_its_width(width: int) -> None:
    long = Series("Vùng đồng bào dân tộc thiểu số và miền núi", (5, 12345))
    charts: list[Chart] = [
        sample.line(1, 1234567),
        sample.line(1, 2, more=(long,)),
        sample.bars(123456, 0, None),
    ]

    widths = [float(drawn(chart, width).split('"')[1].split()[2]) for chart in charts]
    assert max(widths) <= width + 25


@settings(max_examples=12)
@given(st.lists(odd, min_size=1, max_size=6))
def test_odd_values_are_drawn_or_left_out_and_never_break_a_drawing(values: list[Value]) -> None:
    for chart in (sample.line(*values), sample.bars(*values), Sparkline(tuple(values))):
        svg = drawn(chart)

        Tree.fromstring(svg)
        assert "NaN" not in svg
        assert "Infinity" not in svg


@pytest.mark.parametrize("values", [(), (None,), (None, None), (7,), (3, 3, 3), (0,)])
def test_a_small_line_of_nothing_or_of_one_value_is_a_picture_too(
    values: tuple[Value, ...],
) -> None:
    Tree.fromstring(drawn(Sparkline(values), drawing.SPARK))


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), Decimal("NaN"), 10**400, Decimal("-1e16")]
)
def test_refuses_what_has_no_place_on_a_scale(value: Value) -> None:
    with pytest.raises(ValueError, match="cannot be drawn"):
        sample.line(1, value)


def test_refuses_more_lines_than_anybody_tells_apart() -> None:
    with pytest.raises(ValueError, match="one to 4 series"):
        sample.line(1, more=tuple(Series(str(nth), (nth,)) for nth in range(4)))


def test_refuses_two_lines_of_one_name() -> None:
    with pytest.raises(ValueError, match="two lines of one name"):
        sample.line(1, more=(Series("Xã Mẫu", (1,)),))


def test_two_bars_of_one_name_stay_two() -> None:
    chart = BarChart(sample.ABOUT, (Bar("Thôn 1", 3), Bar("Thôn 1", 5)), "Thôn", "Thôn 1")

    svg = drawn(chart)

    assert svg.count(">Thôn 1<") == 2
    assert svg.count('<path d="') == 2
    assert svg.count('fill="var(--c1, #27408b)"') == 1


def test_words_of_a_name_are_words_and_no_expression() -> None:
    svg = drawn(BarChart(sample.ABOUT, (Bar('"]+[datum.value] \\ <b>', 3),), "Thôn"), drawing.WIDE)

    assert "&quot;]+[datum.value] \\ &lt;b&gt;" in svg


def test_a_full_disk_costs_nobody_the_page(kept: Path) -> None:
    kept.joinpath("in-the-way").write_text("")
    caches["charts"]._dir = str(kept / "in-the-way")  # type: ignore[attr-defined]

    assert drawing.draw(sample.line(1, 2), drawing.NARROW).body


def test_refuses_a_line_that_lacks_a_day() -> None:
    with pytest.raises(ValueError, match="a value or None for each day"):
        LineChart(sample.ABOUT, sample.days(2), (Series("Xã", (1,)),))


def test_the_same_values_are_drawn_once(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = drawing.draw(sample.line(1, 2), drawing.WIDE)
    monkeypatch.setattr(drawing, "render", None)

    assert drawing.draw(sample.line(1, 2), drawing.WIDE) == first


def test_other_words_over_the_same_values_are_not_drawn_again(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = drawing.draw(sample.line(1, 2), drawing.WIDE)
    monkeypatch.setattr(drawing, "render", None)
    later = replace(sample.line(1, 2), about=replace(sample.ABOUT, basis="như hôm sau"))

    assert drawing.draw(later, drawing.WIDE) == first


def test_another_value_or_another_theme_is_drawn_anew(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[specs.Spec] = []

    def render(spec: specs.Spec) -> str:
        made.append(spec)
        return f'<svg xmlns="{drawing.SVG}" viewBox="0 0 1 1"/>'

    monkeypatch.setattr(drawing, "render", render)
    drawing.draw(sample.line(1, 2), drawing.WIDE)
    drawing.draw(sample.line(1, 3), drawing.WIDE)
    drawing.draw(sample.line(1, 2), drawing.NARROW)
    monkeypatch.setattr(drawing, "revision", lambda: "another")
    drawing.draw(sample.line(1, 2), drawing.WIDE)

    assert len(made) == 4


def test_is_one_image_with_a_title_and_a_description() -> None:
    chart = sample.line(1, 2)

    svg = drawing.described(
        drawing.Drawing("0 0 1 1", ""),
        key="a",
        title=chart.about.title,
        description=chart.description,
    )

    root = Tree.fromstring(svg)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "a-t a-d"
    assert [(child.get("id"), child.text) for child in root] == [
        ("a-t", "Số hộ nghèo giảm <một nửa>"),
        ("a-d", "Biểu đồ đường. Xã Mẫu: từ 1 (31/12/2000) đến 2 (31/12/2001)."),
    ]
