"""A page of a table, ready to be drawn: heads with their links, rows of cells, pages, choices."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.timezone import localtime

from vungcao.kernel.accounts.models import SavedView
from vungcao.web.language import named
from vungcao.web.tables import asking
from vungcao.web.tables.asking import Asked, address, start
from vungcao.web.tables.columns import Column, Kind, Table, Words
from vungcao.web.tables.lines import Rows
from vungcao.web.tables.stretches import Stretch, cut


@dataclass(frozen=True)
class Head:
    """The head of a column; `address` turns the order, `sorted` says how it is ordered now."""

    key: str
    label: Words
    is_number: bool
    address: str = ""
    sorted: str = ""


@dataclass(frozen=True)
class Cell:
    """One value as it is written, or as its template has drawn it."""

    label: Words
    text: Words
    is_number: bool
    address: str = ""
    leads: bool = False
    is_empty: bool = False
    is_bare: bool = False  # buttons, which need no label on a phone


@dataclass(frozen=True)
class Line:
    """One row: its key, for what can be done with it, what it is called, and its cells."""

    key: str
    name: Words
    cells: tuple[Cell, ...]
    can_be_picked: bool = True


@dataclass(frozen=True)
class Choice:
    """A column that can be chosen."""

    key: str
    label: Words
    is_on: bool


@dataclass(frozen=True)
class Button:
    """Something that can be done with the rows that are ticked."""

    label: Words
    address: str
    is_dangerous: bool


@dataclass(frozen=True)
class View:
    """A saved view; `is_here` when it is what is being looked at."""

    code: str
    label: str
    address: str
    is_here: bool


@dataclass(frozen=True)
class Shown:
    """Everything that `components/table.html` draws."""

    table: Table[Any, Any]
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    stretch: Stretch
    choices: tuple[Choice, ...]
    others: tuple[tuple[str, str], ...]
    exports: tuple[tuple[str, str], ...]
    views: tuple[View, ...]
    actions: tuple[Button, ...]
    here: str
    held: tuple[tuple[str, str], ...]  # order and columns, which filtering must not lose

    @property
    def last(self) -> int:
        return self.stretch.first + len(self.lines) - 1


def show(
    table: Table[Any, Any],
    rows: Rows,
    given: QueryDict,
    saved: Iterable[SavedView] = (),
    place: str = "",
) -> Shown:
    """What an address asks of a table; `place` is the path that stands before its words."""
    asked = asking.read(table, given)
    stretch = cut(table, rows, asked, given)
    prepared = table.prepare(stretch.rows)
    return Shown(
        table=table,
        heads=tuple(_head(column, asked, given) for column in asked.columns),
        lines=tuple(line(table, asked.columns, row) for row in prepared),
        stretch=stretch,
        choices=tuple(
            Choice(column.key, column.label, column in asked.columns)
            for column in table.columns[1:]
        ),
        others=_others(given),
        exports=tuple((kind, start(given, format=kind)) for kind in ("xlsx", "csv")),
        views=tuple(_views(table, given, saved)),
        actions=tuple(
            Button(action.label, reverse(action.url_name), action.is_dangerous)
            for action in table.actions
        ),
        here=place + address(given),
        held=tuple(
            (word, value) for word in (asking.SORT, asking.COLUMNS) for value in given.getlist(word)
        ),
    )


def line(table: Table[Any, Any], columns: Sequence[Column[Any]], row: Any) -> Line:
    first = table.columns[0]
    name = written(first.value(row), first.kind, first.empty)
    cells = tuple(_cell(column, row) for column in columns)
    return Line(str(table.key(row)), name, cells, table.can_be_picked(row))


def written(value: object, kind: Kind, empty: Words = "–") -> Words:
    """A value as an officer reads it: 1.234,5; 05/06/2026; 14:30 05/06/2026."""
    if value is None or value == "":
        return empty
    if isinstance(value, datetime):
        form = "H:i:s d/m/Y" if kind == Kind.SECOND else "SHORT_DATETIME_FORMAT"
        return date_format(localtime(value), form)
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    if kind == Kind.NUMBER and not isinstance(value, bool):
        return number_format(value, use_l10n=True, force_grouping=True)  # type: ignore[arg-type]
    return value if isinstance(value, Words) else str(value)


def _cell(column: Column[Any], row: Any) -> Cell:
    value = column.value(row)
    text = written(value, column.kind, column.empty)
    if column.template:
        text = render_to_string(column.template, {"row": row, "value": value})
    elif column.is_name and value not in (None, ""):
        text = named(text)
    there = column.address(row) if column.address else ""
    is_empty = value in (None, "") and not (column.template and str(text).strip())
    is_bare = not column.is_exported
    return Cell(column.label, text, column.is_number, there, column.leads, is_empty, is_bare)


def _head(column: Column[Any], asked: Asked, given: QueryDict) -> Head:
    if not column.order:
        return Head(column.key, column.label, column.is_number)
    is_here = asked.key == column.key
    turned = f"-{column.key}" if is_here and not asked.is_down else column.key
    return Head(
        key=column.key,
        label=column.label,
        is_number=column.is_number,
        address=start(given, sort=turned),
        sorted=("descending" if asked.is_down else "ascending") if is_here else "",
    )


def _views(table: Table[Any, Any], given: QueryDict, saved: Iterable[SavedView]) -> Iterator[View]:
    here = asking.kept(table, given)
    for view in saved:
        yield View(view.code, view.label, f"?{view.words}", view.words == here)


def _others(given: QueryDict) -> tuple[tuple[str, str], ...]:
    """What a form beside the table has to carry along: everything but columns and place."""
    ours = (asking.COLUMNS, asking.FORMAT, *asking.PLACE)
    return tuple(
        (name, value) for name in given if name not in ours for value in given.getlist(name)
    )
