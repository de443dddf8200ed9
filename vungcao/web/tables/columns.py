"""What a table is: its columns, how they are read, ordered and drawn, and what can be done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, TypeVar

from django.utils.functional import Promise

Source = TypeVar("Source")
Row = TypeVar("Row")
Words = str | Promise


class Kind(StrEnum):
    """How a value is written; numbers stand at the end of their cell, figures below figures."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    MOMENT = "moment"
    SECOND = "second"


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column. `value` is plain (text, number, day, moment or None) and is what exports write.

    `order` are the terms of `order_by` for the ascending order; without them nobody can order by
    it. `template` draws the cell on the page, with `row` and `value`; `address` makes it a link.
    A column that is not `usual` is shown to whoever chooses it; one that `leads` stands beside the
    name where a phone shows each row as a card. Buttons are a column that does not leave with a
    file: `is_exported` is off. They name their own `formaction`, for a row stands inside a form.
    What is a name (`is_name`) stays Vietnamese on every page, and says so.
    """

    key: str
    label: Words
    value: Callable[[Row], object]
    kind: Kind = Kind.TEXT
    order: tuple[str, ...] = ()
    template: str = ""
    address: Callable[[Row], str] | None = None
    empty: Words = "–"
    usual: bool = True
    leads: bool = False
    is_exported: bool = True
    is_name: bool = False

    @property
    def is_number(self) -> bool:
        return self.kind == Kind.NUMBER


@dataclass(frozen=True)
class Action:
    """A button for the rows that are ticked: a POST with `pick` and `next` to the address.

    What is dangerous asks once more there: `picking.py` reads what was ticked.
    """

    label: Words
    url_name: str
    is_dangerous: bool = False


def _as_they_are(rows: Sequence[Any]) -> Sequence[Any]:
    return rows


@dataclass(frozen=True)
class Table(Generic[Source, Row]):
    """A list of one noun. The first column heads each row.

    `prepare` turns a page of rows of the database into what the columns read, with as many
    queries for one row as for all. `kept` are the filters that a saved view may hold: choices,
    never what somebody typed, which may name a person. `key` names a row for an action, and
    `can_be_picked` says which rows can be ticked. `ties` order what the order leaves equal.
    `remark` says what the whole list is of, for instance as of which day; it is printed with it.

    A list that grows without end is `is_endless`: it goes on after its last row instead of having
    numbered pages, and nobody counts it. Its columns can be ordered by the key alone, for where it
    goes on is a key: a row that is written meanwhile moves nothing.
    """

    name: str
    label: Words
    columns: tuple[Column[Row], ...]
    order: str
    nothing: Words
    remark: Words = ""
    prepare: Callable[[Sequence[Source]], Sequence[Row]] = field(default=_as_they_are)
    page: int = 50
    kept: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()
    key: Callable[[Row], object] = field(default=lambda row: getattr(row, "pk", ""))
    can_be_picked: Callable[[Row], bool] = field(default=lambda row: True)
    ties: tuple[str, ...] = ("pk",)
    is_endless: bool = False

    def column(self, key: str) -> Column[Row] | None:
        return next((column for column in self.columns if column.key == key), None)
