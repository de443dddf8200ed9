"""How the whole of a table went over its periods, with the reforms in between."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from vungcao.runtime.env import environment
from vungcao.systems.statistics.queries.tables_ground import last_day
from vungcao.systems.statistics.queries.tables_laid import Table
from vungcao.systems.statistics.rules import periods
from vungcao.systems.statistics.rules.exact import State, canonical
from vungcao.systems.statistics.views.tables_page import title
from vungcao.web.charts import About, Chart, LineChart, Reform, Series
from vungcao.web.charts.kinds import MOST_SERIES
from vungcao.web.charts.values import Value, full, written


def charts(table: Table, place: str) -> dict[str, Chart]:
    """A line for each column in the unit of the first one; nothing of a single period."""
    shown = [
        nth for nth, column in enumerate(table.columns) if column.unit == table.columns[0].unit
    ][:MOST_SERIES]
    span = _span(table, shown)
    if len(span) < 2 or not shown:
        return {}
    series = tuple(
        Series(name, tuple(_value(table, nth, period) for period in span))
        for nth, name in zip(shown, _line_names(table, shown), strict=True)
    )
    if not any(value is not None for one in series for value in one.values):
        return {}
    brought = _brought(table, shown)
    return {
        "statistics_trend": LineChart(
            about=_about(table, place, series[0], brought),
            days=tuple(last_day(period) for period in span),
            series=series,
            reforms=tuple(Reform(day, name) for day, name in table.reforms),
            remark=_("Số quy đổi: %(periods)s.") % {"periods": brought} if brought else "",
        )
    }


def _span(table: Table, shown: Sequence[int]) -> Sequence[int]:
    """From the first to the last period of which anybody owes a number or has given one.

    Of a single one all that were asked for: a point says little without its years.
    """
    values = table.laid.values
    owed = [
        place
        for place, period in enumerate(table.asked.periods)
        if any(values[0, nth, period].asked or values[0, nth, period].told for nth in shown)
    ]
    span = table.asked.periods[owed[0] : owed[-1] + 1] if owed else ()
    return span if len(span) > 1 else table.asked.periods


def _line_names(table: Table, shown: list[int]) -> list[str]:
    """By their items where that tells them apart."""
    columns = [table.columns[nth] for nth in shown]
    found = [column.items or column.name for column in columns]
    return found if len(set(found)) == len(found) else [title(column) for column in columns]


def _value(table: Table, nth: int, period: int) -> Value:
    figure = table.laid.values[0, nth, period].added.figure
    if figure.state is State.NONE_OCCURRED:
        return 0
    if figure.state is not State.VALUE:
        return None
    return Decimal(canonical(figure.value, table.columns[nth].places))


def _about(table: Table, place: str, first: Series, brought: str) -> About:
    told = [written(value) for value in first.values if value is not None]
    name = first.name
    if told:
        words = {"name": name, "begin": told[0], "end": told[-1]}
        name = _("%(name)s: từ %(begin)s đến %(end)s") % words
    return About(
        title=name,
        measure=table.columns[0].name,
        unit=table.columns[0].unit,
        place=place,
        source=_("số liệu các nơi báo cáo"),
        basis=_basis(table, brought),
        is_synthetic=environment().is_demo,
    )


def _basis(table: Table, brought: str) -> str:
    """By which map, which points were brought to it, and of which periods not all is there."""
    by, values = table.asked.map.day, table.laid.values
    words = _("theo địa giới ngày %(day)s") % {"day": full(by)} if by else _("như đã ghi")
    if brought:
        words += _("; quy đổi: %(periods)s") % {"periods": brought}
    lacking = [
        periods.name(period)
        for period in table.asked.periods
        if any(values[0, nth, period].added.missing for nth, _column in enumerate(table.columns))
    ]
    if lacking:
        words += _("; chưa đủ số: %(periods)s") % {"periods": ", ".join(lacking)}
    return words


def _brought(table: Table, shown: Sequence[int]) -> str:
    """The periods with a point that the table marks as brought from a unit of another day."""
    values = table.laid.values
    return ", ".join(
        periods.name(period)
        for period in table.asked.periods
        if any(values[0, nth, period].is_brought for nth in shown)
    )
