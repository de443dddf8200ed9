"""The kinds of charts as a screen declares them: what is said, the values, the table beneath."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import ClassVar, Protocol

from django.utils.translation import gettext as _

from vungcao.web.charts import values
from vungcao.web.charts.values import Value

MOST_SERIES = 4  # more are told apart by nobody: draw several charts


@dataclass(frozen=True)
class About:
    """What stands around a drawing. `title` is the finding, not the name of the measure."""

    title: str
    measure: str
    unit: str
    place: str
    source: str
    basis: str = ""  # "theo địa giới hôm nay"
    is_synthetic: bool = False

    @property
    def subtitle(self) -> str:
        is_said = self.measure.casefold().endswith(self.unit.casefold())  # "Số người", "người"
        unit = "" if is_said else self.unit
        words = ", ".join(filter(None, [self.measure, unit, self.place, self.basis]))
        return _("%(words)s. Nguồn: %(source)s.") % {"words": words, "source": self.source}


@dataclass(frozen=True)
class Table:
    """The values in words: the alternative to a drawing, and the rows of its file."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Value, ...]], ...]
    links: tuple[str, ...] = ()  # of the rows, one each or none at all


class Chart(Protocol):
    """What every kind tells about itself."""

    kind: ClassVar[str]

    @property
    def about(self) -> About: ...
    @property
    def table(self) -> Table: ...
    @property
    def description(self) -> str: ...
    @property
    def note(self) -> str: ...


@dataclass(frozen=True)
class Series:
    """A line: a value for each day of its chart; None where nothing was reported."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Reform:
    """A day on which the units or the standard changed: a dotted line."""

    day: date
    label: str


@dataclass(frozen=True)
class LineChart:
    """Values over time, one to four lines. `remark` is read out after them."""

    kind: ClassVar[str] = "line"
    about: About
    days: tuple[date, ...]
    series: tuple[Series, ...]
    reforms: tuple[Reform, ...] = ()
    remark: str = ""

    def __post_init__(self) -> None:
        if not 1 <= len(self.series) <= MOST_SERIES:
            raise ValueError(f"one to {MOST_SERIES} series, not {len(self.series)}")
        if len({one.name for one in self.series}) < len(self.series):
            raise ValueError("two lines of one name")
        if not self.days or any(one >= other for one, other in pairwise(self.days)):
            raise ValueError("days must be there and rise")
        for one in self.series:
            if len(one.values) != len(self.days):
                raise ValueError(f"a value or None for each day: {one.name}")
            values.check(one.values)

    @property
    def table(self) -> Table:
        rows = zip(self.days, zip(*(one.values for one in self.series), strict=True), strict=True)
        return Table(
            (_("Ngày"), *(one.name for one in self.series)),
            tuple((values.full(day), row) for day, row in rows),
        )

    @property
    def description(self) -> str:
        said = [*map(self._said, self.series), self.remark]
        return _("Biểu đồ đường. %(lines)s") % {"lines": " ".join(filter(None, said))}

    @property
    def note(self) -> str:
        absent = [
            label
            for label, row in zip(values.labels(self.days), self.table.rows, strict=True)
            if None in row[1]
        ]
        return _("Chưa đủ báo cáo: %(days)s.") % {"days": ", ".join(absent)} if absent else ""

    def _said(self, one: Series) -> str:
        told = [pair for pair in zip(self.days, one.values, strict=True) if pair[1] is not None]
        if not told:
            return _("%(name)s: chưa báo cáo.") % {"name": one.name}
        first, last = told[0], told[-1]
        return _("%(name)s: từ %(first)s (%(begin)s) đến %(last)s (%(end)s).") % {
            "name": one.name,
            "first": values.written(first[1]),
            "begin": values.full(first[0]),
            "last": values.written(last[1]),
            "end": values.full(last[0]),
        }


@dataclass(frozen=True)
class Bar:
    """A bar; its name leads to `address` in the table. `is_on` tells it from one of its name."""

    name: str
    value: Value
    address: str = ""
    is_on: bool = False


@dataclass(frozen=True)
class BarChart:
    """Lying bars from zero, at most one of them highlighted; `drawn` of them, the table has all.

    One that is highlighted and lies further down is drawn as the last one, with its rank.
    """

    kind: ClassVar[str] = "bar"
    about: About
    bars: tuple[Bar, ...]
    head: str  # what stands over the names in the table
    highlighted: str = ""
    drawn: int = 12

    def __post_init__(self) -> None:
        values.check(bar.value for bar in self.bars)

    @property
    def shown(self) -> tuple[Bar, ...]:
        if self.rank is None or self.rank <= self.drawn:
            return self.bars[: self.drawn]
        on = self.bars[self.rank - 1]
        return (*self.bars[: self.drawn - 1], replace(on, name=f"{self.rank}. {on.name}"))

    @property
    def rank(self) -> int | None:
        """Where the highlighted bar stands, from one; none without a report or a highlight."""
        told = [bar for bar in self.bars if bar.value is not None]
        places = (nth for nth, bar in enumerate(told, start=1) if self._is_on(bar))
        return next(places, None)

    def _is_on(self, bar: Bar) -> bool:
        return bar.is_on or bool(self.highlighted and bar.name == self.highlighted)

    @property
    def on(self) -> int | None:
        """Which of the drawn bars is the highlighted one, from zero."""
        return None if self.rank is None else min(self.rank, self.drawn) - 1

    @property
    def table(self) -> Table:
        return Table(
            (self.head, self.about.measure),
            tuple((bar.name, (bar.value,)) for bar in self.bars),
            tuple(bar.address for bar in self.bars),
        )

    @property
    def description(self) -> str:
        told = "; ".join(f"{bar.name} {values.written(bar.value)}" for bar in self.shown)
        return _("Biểu đồ thanh. %(bars)s.") % {"bars": told}

    @property
    def note(self) -> str:
        said = []
        if self.rank and self.rank > self.drawn:
            name = self.bars[self.rank - 1].name
            place = {"name": name, "rank": self.rank, "all": len(self.bars)}
            said.append(_("%(name)s đứng thứ %(rank)s trên %(all)s.") % place)
        if len(self.bars) > self.drawn:
            more = {"drawn": self.drawn, "all": len(self.bars)}
            said.append(_("Vẽ %(drawn)s trên %(all)s; bảng số liệu có đủ.") % more)
        if absent := sum(bar.value is None for bar in self.bars):
            said.append(_("Chưa báo cáo: %(count)s.") % {"count": absent})
        return " ".join(said)


def ranking(
    about: About, bars: Iterable[Bar], *, head: str, highlighted: str = "", drawn: int = 8
) -> BarChart:
    """Bars from the largest value down; equal ones by name, those without a report at the end."""

    def place(bar: Bar) -> tuple[bool, Value, str]:
        return bar.value is None, -(bar.value or 0), bar.name

    return BarChart(about, tuple(sorted(bars, key=place)), head, highlighted, drawn)


@dataclass(frozen=True)
class Sparkline:
    """The small line of a key figure or of a row in a table."""

    kind: ClassVar[str] = "spark"
    values: tuple[Value, ...]

    @property
    def description(self) -> str:
        told = ", ".join(map(values.written, self.values))
        return _("Đường nhỏ: %(values)s.") % {"values": told}

    def __post_init__(self) -> None:
        values.check(self.values)
