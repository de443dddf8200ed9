"""On the narrowest screen every word of a chart stands whole, inside the drawing, on no other."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree as Tree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vungcao.web.charts import Bar, BarChart, Chart, LineChart, Reform, Series, drawing, specs
from vungcao.web.tests.charts import sample

pytestmark = pytest.mark.slow
WIDTHS = st.sampled_from([drawing.NARROW, drawing.WIDE])
words = st.lists(st.text("aăâđêôơưnghy", min_size=1, max_size=30), min_size=1, max_size=9)
names = words.map(" ".join)
LONG = "Các dân tộc thiểu số khác trong tỉnh"


def drawn(chart: Chart, width: int = drawing.NARROW) -> tuple[list[float], Tree.Element]:
    box, body = drawing.cleaned(drawing.render(specs.spec(chart, width, is_titled=False)))
    return [float(part) for part in box.split()], Tree.fromstring(f"<svg>{body}</svg>")


def told(root: Tree.Element) -> list[str]:
    """Each text without what parts its words and its lines."""
    return ["".join(text.itertext()).replace(" ", "") for text in root.iter("text")]


def bare(text: str) -> str:
    return "".join(text.split())


@settings(max_examples=12, deadline=None)
@given(st.lists(names, min_size=1, max_size=5), WIDTHS)
def test_the_name_of_a_bar_is_never_cut_and_fits_its_width(named: list[str], width: int) -> None:
    chart = BarChart(sample.ABOUT, tuple(Bar(name, 7) for name in named), "Thôn", drawn=9)

    box, root = drawn(chart, width)

    assert {bare(name) for name in named} <= set(told(root))
    assert box[2] <= width + 2


@settings(max_examples=10, deadline=None)
@given(st.lists(names, min_size=1, max_size=4, unique_by=bare), names, WIDTHS)
def test_names_of_lines_and_words_of_reforms_are_never_cut(
    named: list[str], words: str, width: int
) -> None:
    series = tuple(Series(name, (1, nth)) for nth, name in enumerate(named))
    reforms = (Reform(date(2000, 12, 31), words),)

    _box, root = drawn(LineChart(sample.ABOUT, sample.days(2), series, reforms), width)

    said = told(root)
    expected = named if len(named) > 1 else []
    assert [name for name in expected if not any(bare(name) in one for one in said)] == []
    assert bare(f"31/12/2000 {words}") in said
    assert not any("…" in one for one in said)


def test_a_longer_name_makes_all_bars_stand_further_apart() -> None:
    short, long = sample.bars(1, 2), sample.bars(1, 2)
    long = replace(long, bars=(Bar(f"{LONG}, {LONG}", 1), *long.bars[1:]))

    (_, _, _, low), (_, _, _, high) = drawn(short)[0], drawn(long)[0]

    assert high > low + specs.LINE


def test_names_at_the_ends_of_lines_stand_below_each_other() -> None:
    lines = (Series("Hộ nghèo người dân tộc", (5, 7)), Series("Hộ cận nghèo của cả tỉnh", (4, 7)))
    chart = LineChart(sample.ABOUT, sample.days(2), lines)

    ends = specs._ends(chart, drawing.NARROW)

    heights = [specs.LINE * len(end["label"]) for end in ends]
    rooms = [(one["value"] - other["value"]) / 7 * specs.HEIGHT for one, other in pairwise(ends)]
    assert [room >= height for room, height in zip(rooms, heights, strict=False)] == [True]
