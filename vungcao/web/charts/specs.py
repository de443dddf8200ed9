"""What a chart is in the grammar of Vega-Lite, written with Altair for one width of drawing.

Altair is imported when the first chart is drawn: it takes a second, and most processes draw none.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from itertools import pairwise
from json import dumps, loads
from pathlib import Path
from textwrap import wrap
from typing import Any, TypeAlias

from vungcao.web.charts import values
from vungcao.web.charts.kinds import BarChart, Chart, LineChart, Reform, Sparkline

Spec: TypeAlias = dict[str, Any]
Row: TypeAlias = dict[str, Any]

THEME = Path(__file__).with_name("theme.json")
LETTER = 7.4  # the width of a letter of 13 px, generously
DASHES = [[1, 0], [7, 4], [2, 4], [10, 3, 2, 3]]
SHAPES = ["circle", "diamond", "square", "triangle-up"]
SCALES = ((10**9, "tỷ"), (10**6, "triệu"))  # from ten of them on, an axis counts in these
BASE = "#8d96ab"  # of bars that are not highlighted
HEIGHT, LINE, STEP = 200, 16, 34  # of a drawing of lines, of a line of words, of a bar


@cache
def theme() -> Mapping[str, Any]:
    read: Mapping[str, Any] = loads(THEME.read_text("utf-8"))["config"]
    return read


def spec(chart: Chart | Sparkline, width: int, *, is_titled: bool) -> Spec:
    """The chart as a mapping; titled where it leaves the page, which prints its title itself."""
    drawn = DRAWN[chart.kind](chart, width)
    if is_titled and not isinstance(chart, Sparkline):
        drawn = drawn.properties(title=_title(chart, width))
    made: Spec = drawn.to_dict()
    made["config"] = theme()
    return made


def _title(chart: Chart, width: int) -> Any:
    import altair as alt

    fits = int(width / LETTER)
    below = wrap(f"{chart.about.subtitle} {chart.note}", fits)
    return alt.TitleParams(wrap(chart.about.title, fits - 6), subtitle=below)


def _lines(chart: LineChart, width: int) -> Any:
    import altair as alt

    named = [one.name for one in chart.series]
    has_legend = len(named) > 2 or max(map(len, named)) > 3 * _beside(width)
    legend = _legend(chart, width) if has_legend else None
    ends = [] if has_legend else _ends(chart, width)
    left = _axis_width(chart)
    right = 12 + LETTER * max((len(line) for end in ends for line in end["label"]), default=0)
    base = alt.Chart(width=max(int(width - left - right), 90), height=HEIGHT)
    layers = [
        *_reforms(chart, base, width),
        _strokes(chart, base, named, legend),
        _points(chart, base, named, legend),
    ]
    if ends:
        words = base.mark_text(align="left", baseline="middle", dx=11, lineHeight=LINE)
        layers.append(_of(words, ends).encode(x=_x(chart), y=_y(chart), text="label:N"))
    return alt.layer(*layers)


def _of(drawn: Any, rows: list[Row]) -> Any:
    import altair as alt

    return drawn.properties(data=alt.Data(values=rows))


def _rows(chart: LineChart) -> list[Row]:
    return [
        {"day": day.toordinal(), "name": one.name, "value": None if value is None else float(value)}
        for one in chart.series
        for day, value in zip(chart.days, one.values, strict=True)
    ]


def _x(chart: LineChart) -> Any:
    """Days as whole numbers: a drawing then knows no time zone."""
    import altair as alt

    days = sorted({*chart.days, *(reform.day for reform in chart.reforms)})
    spread = max((days[-1] - days[0]).days // 40, 20)
    labels = dict(zip(_ordinals(chart.days), values.labels(chart.days), strict=True))
    written = dumps({str(key): label for key, label in labels.items()}, ensure_ascii=False)
    return alt.X(
        "day:Q",
        scale=alt.Scale(
            domain=[days[0].toordinal() - spread, days[-1].toordinal() + spread], nice=False
        ),
        axis=alt.Axis(
            values=_ordinals(chart.days), labelExpr=f"({written})[datum.value]", labelSeparation=6
        ),
    )


def _ordinals(days: tuple[date, ...]) -> list[int]:
    return [day.toordinal() for day in days]


def _y(chart: LineChart) -> Any:
    import altair as alt

    low, high = _range(chart)
    return alt.Y(
        "value:Q",
        scale=alt.Scale(domain=[low, high], nice=True),
        axis=alt.Axis(labelExpr=_axis_words(max(abs(low), abs(high))), tickCount=5),
    )


def _range(chart: LineChart) -> tuple[float, float]:
    """Zero is always on the axis: half as much must look like half as much."""
    return _from_zero([float(told) for one in chart.series for told in values.known(one.values)])


def _from_zero(told: list[float]) -> tuple[float, float]:
    low, high = min([0.0, *told]), max([0.0, *told])
    return low, high if high > low else low + 1


def _axis_words(largest: float) -> str:
    for size, word in SCALES:
        if largest >= 10 * size:
            return f"format(datum.value / {size}, ',.12~f') + ' {word}'"
    return "format(datum.value, ',.12~f')"


def _axis_width(chart: LineChart) -> float:
    largest = max(map(abs, _range(chart)))
    for size, word in SCALES:
        if largest >= 10 * size:
            return 14 + LETTER * (len(values.written(int(largest / size))) + len(word) + 1)
    return 14 + LETTER * max(len(values.written(int(largest))), 3)


def _strokes(chart: LineChart, base: Any, named: list[str], legend: Any) -> Any:
    import altair as alt

    dash = alt.StrokeDash(
        "name:N",
        scale=alt.Scale(domain=named, range=DASHES[: len(named)]),
        legend=legend,
    )
    line = base.mark_line(invalid="break-paths-show-domains")  # a gap stays a gap
    encoded = line.encode(x=_x(chart), y=_y(chart), color=_colour(named, legend), strokeDash=dash)
    return _of(encoded, _rows(chart))


def _points(chart: LineChart, base: Any, named: list[str], legend: Any) -> Any:
    import altair as alt

    shape = alt.Shape(
        "name:N",
        scale=alt.Scale(domain=named, range=SHAPES[: len(named)]),
        legend=legend,
    )
    told = [row for row in _rows(chart) if row["value"] is not None]
    encoded = base.mark_point().encode(
        x=_x(chart), y=_y(chart), color=_colour(named, legend), shape=shape
    )
    return _of(encoded, told)


def _colour(named: list[str], legend: Any) -> Any:
    import altair as alt

    used = theme()["range"]["category"][: len(named)]
    return alt.Color("name:N", scale=alt.Scale(domain=named, range=used), legend=legend)


def _legend(chart: LineChart, width: int) -> Any:
    """Two names beside each other where both have room; a long one goes on in the line below."""
    import altair as alt

    named = [one.name for one in chart.series]
    fits = int((width - 30) / LETTER)
    written = {name: _wrapped(name, fits) for name in named}
    columns = 2 if max(map(len, named)) * 2 + 4 < fits else 1
    above = LINE * sum(len(label) for _reform, label in _told_of_reforms(chart, width))
    expression = f"({dumps(written, ensure_ascii=False)})[datum.label]"
    return alt.Legend(columns=columns, labelLimit=0, labelExpr=expression, offset=8 + above)


def _beside(width: int) -> int:
    """Letters in a line beside the end of a line."""
    return 12 if width < 400 else 18


def _ends(chart: LineChart, width: int) -> list[Row]:
    """The last value of each line and its name, moved apart where two would lie on each other."""
    ends: list[Row] = []
    for one in chart.series:
        told = [pair for pair in zip(chart.days, one.values, strict=True) if pair[1] is not None]
        if told:
            day, value = told[-1]
            named = wrap(one.name, _beside(width)) if len(chart.series) > 1 else []
            label = [values.written(value), *named]
            ends.append({"day": day.toordinal(), "value": float(value or 0), "label": label})
    ends.sort(key=lambda end: -end["value"])
    low, high = _range(chart)
    for upper, lower in pairwise(ends):  # a label goes down from its value
        # The axis may end at a round number somewhat beyond the values.
        apart = (high - low) * 1.2 * LINE * len(upper["label"]) / HEIGHT
        lower["value"] = min(lower["value"], upper["value"] - apart)
    return ends


def _reforms(chart: LineChart, base: Any, width: int) -> list[Any]:
    """A dotted line on its day; its words stand where there is more room."""
    import altair as alt

    if not chart.reforms:
        return []
    middle = (chart.days[0].toordinal() + chart.days[-1].toordinal()) / 2
    lines = base.mark_rule().encode(x=_x(chart))
    layers = [_of(lines, [{"day": reform.day.toordinal()} for reform in chart.reforms])]
    above = 10
    for reform, label in _told_of_reforms(chart, width):
        day = reform.day.toordinal()
        above += LINE * len(label)
        side = "right" if day > middle else "left"
        told = base.mark_text(
            align=side,
            baseline="top",
            dx=-4 if side == "right" else 4,
            color=_ink(),
            lineHeight=LINE,
        ).encode(x=_x(chart), y=alt.value(-above), text="label:N")
        layers.append(_of(told, [{"day": day, "label": label}]))
    return layers


def _told_of_reforms(chart: LineChart, width: int) -> list[tuple[Reform, list[str]]]:
    fits = 26 if width < 400 else 44
    return [(one, _wrapped(f"{values.full(one.day)} {one.label}", fits)) for one in chart.reforms]


def _ink() -> str:
    return str(theme()["axis"]["labelColor"])


def _bars(chart: BarChart, width: int) -> Any:
    import altair as alt

    rows = _bar_rows(chart)
    names = [_wrapped(bar.name, 16 if width < 400 else 24) for bar in chart.shown]
    named = max((len(line) for lines in names for line in lines), default=0) * LETTER
    plot = _plot(rows, width - named - 20)
    y = alt.Y("nth:N", sort=None, axis=None)
    x = alt.X("value:Q", axis=None, scale=alt.Scale(domain=_span(rows, plot), nice=False))
    step = max(STEP, LINE * max(map(len, names), default=0) + 8)
    base = alt.Chart(alt.Data(values=rows), width=plot, height=alt.Step(step))
    plain, on = alt.value(BASE), alt.value(theme()["mark"]["color"])
    bars = base.mark_bar().encode(x=x, y=y, color=alt.condition("datum.is_on", on, plain))
    zero = alt.Chart(alt.Data(values=[{"value": 0}])).mark_rule(strokeDash=[1, 0]).encode(x=x)
    words: dict[str, Any] = {"baseline": "middle", "fontWeight": 600}
    after = base.transform_filter("datum.value >= 0").mark_text(align="left", dx=6, **words)
    before = base.transform_filter("datum.value < 0").mark_text(align="right", dx=-6, **words)
    told = [side.encode(x=x, y=y, text="label:N") for side in (after, before)]
    return alt.layer(bars, zero, *told, *_names(names, y))


def _names(names: list[list[str]], y: Any) -> list[Any]:
    """Beside each bar its name, as many lines above its middle as below. Bars stand by number: two
    villages may have one name."""
    import altair as alt

    layers = []
    for number in sorted(set(map(len, names))):
        rows = [
            {"nth": str(nth), "name": lines}
            for nth, lines in enumerate(names)
            if len(lines) == number
        ]
        middle = -LINE * (number - 1) / 2
        words = alt.Chart(alt.Data(values=rows)).mark_text(
            align="right", baseline="middle", dx=-10, dy=middle, lineHeight=LINE
        )
        layers.append(words.encode(x=alt.value(0), y=y, text="name:N"))
    return layers


def _bar_rows(chart: BarChart) -> list[Row]:
    return [
        {
            "nth": str(nth),
            "value": float(bar.value or 0),
            "label": values.written(bar.value),
            "is_on": nth == chart.on,
        }
        for nth, bar in enumerate(chart.shown)
    ]


def _wrapped(words: str, letters: int) -> list[str]:
    """In lines of so many letters: whatever is long goes on below, nothing is cut."""
    return wrap(words, letters) or [""]


def _plot(rows: list[Row], room: float) -> int:
    """As wide as leaves every figure room behind its bar."""
    low, high = _from_zero([row["value"] for row in rows])
    left = max((_told(row) for row in rows if row["value"] < 0), default=0.0)
    fits = [room]
    for row in rows:
        share = (max(row["value"], 0.0) - low) / (high - low)
        if row["value"] >= 0 and share > 0:
            fits.append((room - left - _told(row)) / share + left)
    return max(int(min(fits)), 60)


def _told(row: Row) -> float:
    return 8 + LETTER * len(row["label"])


def _span(rows: list[Row], plot: int) -> list[float]:
    """From the lowest value, with room for its figure, to the highest; zero is always there."""
    low, high = _from_zero([row["value"] for row in rows])
    left = max((_told(row) for row in rows if row["value"] < 0), default=0.0)
    return [low - (high - low) * left / max(plot - left, 20), high]


def _spark(chart: Sparkline, width: int) -> Any:
    import altair as alt

    rows = [
        {"nth": nth, "value": None if value is None else float(value)}
        for nth, value in enumerate(chart.values)
    ]
    told = [row for row in rows if row["value"] is not None]
    low, high = _around([float(value) for value in values.known(chart.values)])
    x = alt.X("nth:Q", axis=None, scale=alt.Scale(domain=[0, max(len(rows) - 1, 1)], nice=False))
    y = alt.Y("value:Q", axis=None, scale=alt.Scale(domain=[low, high], zero=False, nice=False))
    base = alt.Chart(width=width - 12, height=26)
    line = base.mark_line(strokeWidth=2, invalid="break-paths-show-domains").encode(x=x, y=y)
    end = base.mark_point(shape="diamond", size=60).encode(x=x, y=y)
    return alt.layer(_of(line, rows), _of(end, told[-1:]))


def _around(told: list[float]) -> tuple[float, float]:
    low, high = min(told, default=0.0), max(told, default=0.0)
    return (low, high) if high > low else (low - 1, high + 1)


DRAWN: Mapping[str, Callable[[Any, int], Any]] = {"line": _lines, "bar": _bars, "spark": _spark}
