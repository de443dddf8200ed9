"""Rows that no single table of the database holds: few enough to be read whole, ordered here."""

from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet

from vungcao.kernel.search.rules import folded

Row = TypeVar("Row")


class Lines(Generic[Row]):
    """What a list asks of a QuerySet: a number, an order, a part.

    `pk` is the order in which the rows were given. Texts stand as a reader looks for them: A, Ă
    and Â together and Đ beside D; what is missing stands last, as in the database.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = list(rows)

    def __getitem__(self, part: slice) -> list[Row]:
        return self._rows[part]

    def __len__(self) -> int:
        return len(self._rows)

    def none(self) -> "Lines[Row]":
        return Lines([])

    def count(self) -> int:
        return len(self._rows)

    def iterator(self, chunk_size: int = 0) -> Iterator[Row]:
        return iter(self._rows)

    def order_by(self, *terms: str) -> "Lines[Row]":
        rows = self._rows
        for term in reversed([term for term in terms if term != "pk"]):
            read = attrgetter(term.removeprefix("-").replace("__", "."))
            rows = sorted(rows, key=lambda row: _place(read(row)), reverse=term.startswith("-"))
        return Lines(rows)


def _place(value: object) -> tuple[bool, object, object]:
    if value is None or value == "":
        return (True, "", "")
    if isinstance(value, int | float) or hasattr(value, "year") or hasattr(value, "is_finite"):
        return (False, value, "")
    return (False, folded(str(value)), str(value))


Rows = QuerySet[Any] | Lines[Any]
