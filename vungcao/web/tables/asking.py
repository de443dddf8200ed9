"""What an address asks of a table: order, columns, place. Whatever it does not know it passes over.

Nobody types these words: a wrong one comes from an old link, and the usual list is the answer.
"""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from vungcao.web.tables.columns import Column, Table

SORT, COLUMNS, PAGE, FORMAT = "sort", "columns", "page", "format"
AFTER, PAST, ROWS = "after", "past", "rows"  # of an endless list: a key, and numbers of rows
PLACE = (PAGE, AFTER, PAST, ROWS)
LAST_PAGE = 100_000
MOST_ROWS = 500  # of an endless list on one page: a weak phone has to hold them


@dataclass(frozen=True)
class Asked:
    """A table as somebody wants to see it. `order` is a column's key, with a minus for down.

    Of an endless list: the key `after` which it goes on, how many rows were passed before, and
    how many are wanted.
    """

    order: str
    columns: tuple[Column[Any], ...]
    page: int
    after: int | None = None
    past: int = 0
    rows: int = 0
    format: str = ""

    @property
    def key(self) -> str:
        return self.order.removeprefix("-")

    @property
    def is_down(self) -> bool:
        return self.order.startswith("-")


def read(table: Table[Any, Any], given: QueryDict) -> Asked:
    """The order, columns and page that are asked for, and the usual ones otherwise."""
    return Asked(
        order=_order(table, given.get(SORT, "")),
        columns=_columns(table, given.getlist(COLUMNS)),
        page=max(_number(given.get(PAGE, ""), LAST_PAGE), 1),
        after=_key(given.get(AFTER, "")),
        past=_number(given.get(PAST, ""), LAST_PAGE),
        rows=max(_number(given.get(ROWS, ""), MOST_ROWS), table.page),
        format=given.get(FORMAT, ""),
    )


def terms(table: Table[Any, Any], asked: Asked) -> list[str]:
    """What `order_by` is given: always the same rows in the same place, by the key in the end."""
    column = table.column(asked.key)
    found = column.order if column else ()
    return [*(map(_turned, found) if asked.is_down else found), *table.ties]


def address(given: QueryDict, **changes: object) -> str:
    """The same address with some of its words changed; None takes a word away."""
    words = given.copy()
    for name, value in changes.items():
        words.pop(name, None)
        if value is not None:
            words[name] = str(value)
    return "?" + words.urlencode()


def start(given: QueryDict, **changes: object) -> str:
    """The same with changes, from the first row on."""
    return address(given, **(dict.fromkeys(PLACE) | changes))


def kept(table: Table[Any, Any], given: QueryDict) -> str:
    """What a saved view holds of an address: order, columns, and filters that are choices."""
    saved = QueryDict(mutable=True)
    for word in (SORT, COLUMNS, *table.kept):
        if values := [value for value in given.getlist(word) if value]:
            saved.setlist(word, values)
    return saved.urlencode()


def _order(table: Table[Any, Any], word: str) -> str:
    column = table.column(word.removeprefix("-"))
    return word if column is not None and column.order else table.order


def _columns(table: Table[Any, Any], keys: list[str]) -> tuple[Column[Any], ...]:
    """Those that are chosen, in the table's own order; the one that heads the rows always."""
    first, *others = table.columns
    chosen = [column for column in others if column.key in keys]
    return (first, *(chosen or [column for column in others if column.usual]))


def _number(word: str, most: int) -> int:
    return min(int(word), most) if word.isdecimal() and len(word) < 7 else 0


def _key(word: str) -> int | None:
    return int(word) if word.isdecimal() and len(word) < 19 else None


def _turned(term: str) -> str:
    return term[1:] if term.startswith("-") else f"-{term}"
