"""A way through several hands: everything said fits its width, nothing written in it is markup."""

from xml.etree import ElementTree as Tree

from hypothesis import given, settings
from hypothesis import strategies as st

from vungcao.web.charts.lanes import LETTER, WIDTHS, Lanes, Stop, draw, show_lanes

WORDS = st.text("abc đê<&\"'", min_size=1, max_size=60)


@st.composite
def ways(draw: st.DrawFn) -> Lanes:
    heads = draw(st.lists(WORDS, min_size=1, max_size=7))
    stop = st.builds(Stop, st.integers(0, len(heads) - 1), WORDS, st.lists(WORDS, max_size=3))
    stops = draw(st.lists(stop, min_size=1, max_size=6))
    places = st.integers(0, len(stops) - 1)
    return Lanes("T", "D", heads, stops, draw(st.lists(st.tuples(places, places), max_size=5)))


@settings(max_examples=12, deadline=None)
@given(ways(), st.sampled_from(sorted(WIDTHS.values())))
def test_every_word_stands_inside_the_drawing_and_below_the_one_before(
    lanes: Lanes, width: int
) -> None:
    drawn = draw(lanes, width)

    root = Tree.fromstring(f"<svg>{drawn.body}</svg>")
    texts = [one for one in root.iter("text") if one.get("class") in ("b", "ax")]
    beside = [one for one in texts if not one.get("text-anchor")]
    height = int(drawn.view_box.split()[3])
    assert all(float(one.get("x", 0)) + len(one.text or "") * LETTER <= width + 1 for one in beside)
    rows = [float(one.get("y", 0)) for one in beside]
    assert rows == sorted(set(rows))
    assert rows[-1] <= height


def test_each_width_has_its_own_drawing_with_a_name_that_is_read_out() -> None:
    shown = show_lanes("x", Lanes("Tên <b>", "Mô tả", ["Một"], [Stop(0, "Bước")], []))

    for name, drawn in (("narrow", shown.narrow), ("wide", shown.wide)):
        root = Tree.fromstring(drawn)
        assert (root.get("role"), root.get("class")) == ("img", "lanes")
        assert root.get("aria-labelledby") == f"x-{name}-t x-{name}-d"
        assert root[0].text == "Tên <b>"
