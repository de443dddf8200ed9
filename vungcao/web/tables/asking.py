"""What an address asks of a table: order, columns, page. Whatever it does not know it passes over.

Nobody types these words: a wrong one comes from an old link, and the usual list is the answer.
"""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from vungcao.web.tables.columns import Column, Table

SORT, COLUMNS, PAGE, FORMAT = "sort", "columns", "page", "format"
LAST_PAGE = 100_000


@dataclass(frozen=True)
class Asked:
    """A table as somebody wants to see it. `order` is a column's key, with a minus for down."""

    order: str
    columns: tuple[Column[Any], ...]
    page: int
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
        page=_page(given.get(PAGE, "")),
        format=given.get(FORMAT, ""),
    )


def terms(table: Table[Any, Any], asked: Asked) -> list[str]:
    """What `order_by` is given: always the same rows in the same place, by the key in the end."""
    column = table.column(asked.key)
    found = column.order if column else ()
    return [*(_turned(term) for term in found), "pk"] if asked.is_down else [*found, "pk"]


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


def _page(word: str) -> int:
    number = int(word) if word.isdecimal() and len(word) < 7 else 1
    return min(max(number, 1), LAST_PAGE)


def _turned(term: str) -> str:
    return term[1:] if term.startswith("-") else f"-{term}"
