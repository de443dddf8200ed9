"""A table of figures in words: numbers with what they lack, where each leads, and as a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode, urlsplit

from django.http import HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from vungcao.kernel.units.models import Kind
from vungcao.systems.statistics.forms.tables import LEVEL_NAMES
from vungcao.systems.statistics.queries.tables_ground import LEVELS, OUTSIDE
from vungcao.systems.statistics.queries.tables_laid import Table
from vungcao.systems.statistics.queries.tables_published import Basis, Brought
from vungcao.systems.statistics.rules import periods
from vungcao.systems.statistics.rules.exact import STATE_NAMES, Figure, State, canonical, shown
from vungcao.systems.statistics.rules.tables import Column, Value
from vungcao.web import exports
from vungcao.web.http import AccountRequest

MOST_LINKS = 3_000  # a weak phone opens no page of more
MOST_NAMES = 30  # of places without a figure; the file has them all


@dataclass(frozen=True)
class Cell:
    """A number, what it lacks in a few words, and what stands behind it."""

    text: str
    note: str = ""
    address: str = ""


@dataclass(frozen=True)
class Line:
    """A row: the unit, the same table inside it, its numbers."""

    label: str
    cells: list[Cell]
    address: str = ""


@dataclass(frozen=True)
class Head:
    """A measure over its periods."""

    label: str
    periods: list[str]


@dataclass(frozen=True)
class Lacking:
    """Who has not reported for a period."""

    period: str
    told: str
    names: str
    more: int


@dataclass(frozen=True)
class Whence:
    """A published figure that was brought to a unit of another day: in words, and its source."""

    text: str
    source: str
    host: str


@dataclass(frozen=True)
class Page:
    """The table as its template wants it."""

    corner: str
    heads: list[Head]
    total: Line
    lines: list[Line]
    whole: list[Lacking]
    lacking: list[Lacking]
    undivided: str
    reforms: list[str]
    brought: list[Whence]


def context(table: Table, given: QueryDict) -> dict[str, object]:
    """The table, its files, and what must be said of it."""
    asked = table.asked
    return {
        "table": page(table, given),
        "files": files(given),
        "is_open": asked.is_open,
        "is_restated": asked.map.day is not None,
        "is_added": asked.adds is not None,
        "fewest": table.fewest,
    }


def page(table: Table, given: QueryDict) -> Page:
    corner = str(LEVEL_NAMES[table.asked.map.level])
    lacking = list(_lacking(table))
    spans = [periods.name(one) for one in table.asked.periods]
    return Page(
        corner=corner,
        heads=[Head(title(column), spans) for column in table.columns],
        total=Line(_("Tất cả"), _cells(table, 0, given)),
        lines=[
            Line(
                row_name(table, row),
                _cells(table, row, given),
                _inside(table, row, given),
            )
            for row in table.rows
        ],
        whole=[one for one in lacking if not one.names],
        lacking=[one for one in lacking if one.names],
        undivided=_undivided(table),
        reforms=[f"{day:%d/%m/%Y}: {title}" for day, title in table.reforms],
        brought=[_whence(table, one) for one in table.brought],
    )


def _whence(table: Table, one: Brought) -> Whence:
    """Of which unit the source speaks, by which reforms it was brought, and whose part lacks."""
    words = {
        "period": periods.name(one.period),
        "unit": table.names.get(one.unit, ""),
        "goal": table.names.get(one.goal, ""),
        "basis": "; ".join(_basis(basis) for basis in one.bases),
    }
    said = _("%(period)s: số công bố cho %(unit)s, quy đổi về %(goal)s theo %(basis)s.") % words
    if one.others:
        lacking = ", ".join(table.names.get(other, "") for other in one.others)
        said += " " + _("Chưa có phần của %(units)s trước sắp xếp.") % {"units": lacking}
    return Whence(said, one.source, urlsplit(one.source).hostname or one.source)


def _basis(one: Basis) -> str:
    return one.text if one.is_seen else _("%(text)s (chưa xác minh)") % {"text": one.text}


def row_name(table: Table, row: int) -> str:
    return str(_("Ngoài các vùng")) if row == OUTSIDE else table.names.get(row, f"#{row}")


def title(column: Column) -> str:
    """The measure with its items and its unit of measure."""
    name = f"{column.name}: {column.items}" if column.items else column.name
    return f"{name} ({column.unit})"


def said(figure: Figure, places: int) -> str:
    """A figure; what nobody has entered is said, not left blank."""
    if figure.state is State.NOT_ENTERED:
        return STATE_NAMES[State.NOT_ENTERED]
    return shown(figure, places)


def note(value: Value) -> str:
    """What must be known beside a number."""
    words = []
    if value.parts is not None:
        words.append(lacking_parts(value.parts))
    elif value.lacks:
        words.append(_("%(told)s nơi") % {"told": f"{value.told}/{value.asked}"})
    elif value.added.missing:
        words.append(_("còn ô chưa nhập"))
    if value.is_open:
        words.append(_("chưa tiếp nhận"))
    if value.is_divided:
        words.append(_("có chia"))
    if value.is_brought:
        words.append(_("quy đổi"))
    return ", ".join(words)


def signs(value: Value) -> str:
    """The same in the narrow cell of a table; below it stands what they mean."""
    lacks = f"{value.told}/{value.asked}" if value.lacks else "*" if value.added.missing else ""
    if value.parts is not None:
        lacks = lacking_parts(value.parts)
    others = (
        "°" if value.is_open else "",
        "÷" if value.is_divided else "",
        str(_("quy đổi")) if value.is_brought else "",
    )
    return " ".join(filter(None, [lacks, *others]))


def lacking_parts(parts: tuple[int, int]) -> str:
    """How many of the shorter periods are there; of what is taken last only the last counts."""
    got, wanted = parts
    if wanted == 1:
        return str(_("thiếu kỳ cuối"))
    return _("%(got)s kỳ") % {"got": f"{got}/{wanted}"}


def text(value: Value, places: int) -> str:
    """A number of the table, or why there is none."""
    if value.is_hidden:
        return str(_("ẩn"))
    if value.parts is not None:
        return str(_("chưa đủ kỳ"))
    return said(value.added.figure, places)


def _cells(table: Table, row: int, given: QueryDict) -> list[Cell]:
    return [
        _cell(table, row, nth, period, given)
        for nth, _column in enumerate(table.columns)
        for period in table.asked.periods
    ]


def _cell(table: Table, row: int, nth: int, period: int, given: QueryDict) -> Cell:
    value = table.laid.values.get((row, nth, period))
    if value is None or not value.asked:
        return Cell("")
    many = len(table.rows) * len(table.columns) * len(table.asked.periods)
    if table.fewest or many > MOST_LINKS:
        return Cell(text(value, table.columns[nth].places), signs(value))
    words = given.copy()
    words["column"], words["period"], words["row"] = str(nth), str(period), str(row)
    address = f"{reverse('statistics:tables-behind')}?{words.urlencode()}"
    return Cell(text(value, table.columns[nth].places), signs(value), address)


def _inside(table: Table, row: int, given: QueryDict) -> str:
    """The same table of the next level, inside the unit of a row."""
    level = table.asked.map.level
    if table.fewest or level in (Kind.COMMUNE, Kind.VILLAGE, Kind.AREA):
        return ""
    words = given.copy()
    words["level"] = LEVELS[LEVELS.index(level) + 1]
    words["unit"], words["unit-id"] = table.names.get(row, ""), str(row)
    return f"?{words.urlencode()}"


def _lacking(table: Table) -> Iterator[Lacking]:
    for period in table.asked.periods:
        found = table.laid.missing.get(period, set())
        asked = max(
            (table.laid.values[0, nth, period].asked for nth, _c in enumerate(table.columns)),
            default=0,
        )
        if not asked:
            continue
        named = sorted(table.names.get(one, f"#{one}") for one in found)
        yield Lacking(
            periods.name(period),
            f"{asked - len(found)}/{asked}",
            ", ".join(named[:MOST_NAMES]),
            max(0, len(named) - MOST_NAMES),
        )


def _undivided(table: Table) -> str:
    """What a reform has divided and nobody can divide."""
    found = sorted(
        (table.columns[nth].name, table.names.get(unit, "")) for nth, unit in table.laid.undivided
    )
    return "; ".join(f"{unit} ({name})" for name, unit in found)


def files(given: QueryDict) -> list[tuple[str, str]]:
    """The table as files, with the words of this page."""
    words = given.copy()
    words.pop("format", None)
    kept = [(key, value) for key in words for value in words.getlist(key)]
    return [(kind.upper(), f"?{urlencode([*kept, ('format', kind)])}") for kind in exports.TYPES]


def file(request: AccountRequest, table: Table, label: str, kind: str) -> HttpResponseBase:
    """All rows with the total; beside each number how many places it is of."""
    heads = [("unit", str(LEVEL_NAMES[table.asked.map.level]))]
    for nth, column in enumerate(table.columns):
        for period in table.asked.periods:
            head = f"{title(column)}, {periods.name(period)}"
            heads.append((f"value-{nth}-{period}", head))
            heads.append((f"told-{nth}-{period}", f"{_('Nơi đã báo cáo')}, {periods.name(period)}"))
    leaving = exports.List("statistics.tables", label, heads)
    return exports.export(leaving, _rows(table), kind, by=request.user)


def _rows(table: Table) -> Iterator[list[object]]:
    for row in (0, *table.rows):
        line: list[object] = [row_name(table, row) if row else _("Tất cả")]
        for nth, column in enumerate(table.columns):
            for period in table.asked.periods:
                value = table.laid.values.get((row, nth, period))
                line += _plain(value, column.places) if value and value.asked else ["", ""]
        yield line
    for period in table.asked.periods:
        named = sorted(
            table.names.get(one, f"#{one}") for one in table.laid.missing.get(period, ())
        )
        if named:
            yield [_("Chưa có số, %(period)s") % {"period": periods.name(period)}, *named]


def _plain(value: Value, places: int) -> list[object]:
    figure = value.added.figure
    told = f"{value.told}/{value.asked}" + (f" ({note(value)})" if note(value) else "")
    if figure.state is State.VALUE:
        return [Decimal(canonical(figure.value, places)), told]
    return [text(value, places), told]


def label(table: Table, place: str) -> str:
    """What the table is called."""
    first, last = table.asked.periods[0], table.asked.periods[-1]
    span = periods.name(first) if first == last else f"{periods.name(first)} – {periods.name(last)}"
    by = (
        _("theo địa giới ngày %(day)s") % {"day": f"{table.asked.map.day:%d/%m/%Y}"}
        if table.asked.map.day
        else _("như đã ghi")
    )
    return f"{place}, {span}, {by}"
