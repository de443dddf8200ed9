"""Which rows of a list are shown, and the ways on: numbered pages, or one list without end."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from vungcao.web.tables import asking
from vungcao.web.tables.asking import AFTER, PAST, ROWS, Asked, address, start
from vungcao.web.tables.columns import Table
from vungcao.web.tables.lines import Rows

AROUND = 2  # pages that are offered on both sides of the one that is shown


@dataclass(frozen=True)
class Page:
    """A number of the pager; without an address it is the one that is shown, or a gap."""

    number: int
    address: str = ""
    is_gap: bool = False


@dataclass(frozen=True)
class Stretch:
    """Rows of the database, and the addresses before and after them.

    `total` is None where nobody counts. `stays` is the address of the page once what stands at
    `older` has been added to it; empty where that would be too long, and a new page begins.
    """

    rows: list[Any]
    first: int
    total: int | None = None
    pages: tuple[Page, ...] = ()
    older: str = ""
    newer: str = ""
    stays: str = ""


def cut(table: Table[Any, Any], rows: Rows, asked: Asked, given: QueryDict) -> Stretch:
    """What an address asks for of `rows`, in its order."""
    if table.is_endless and isinstance(rows, QuerySet):
        return _endless(table, rows, asked, given)
    return _numbered(table, rows, asked, given)


def _numbered(table: Table[Any, Any], rows: Rows, asked: Asked, given: QueryDict) -> Stretch:
    """Beyond the last page the last is shown."""
    total = rows.count()
    last = max(1, -(-total // table.page))
    number = min(asked.page, last)
    begin = (number - 1) * table.page
    ordered = rows.order_by(*asking.terms(table, asked))
    return Stretch(
        rows=list(ordered[begin : begin + table.page]),
        first=begin + 1,
        total=total,
        pages=tuple(_pages(number, last, given)),
        older=address(given, page=number + 1) if number < last else "",
        newer=address(given, page=number - 1) if number > 1 else "",
    )


def _endless(
    table: Table[Any, Any], rows: QuerySet[Any], asked: Asked, given: QueryDict
) -> Stretch:
    """One row more than is shown says whether there are others: nothing is counted."""
    terms = asking.terms(table, asked)
    if asked.after is not None:
        side = "pk__lt" if terms[0].startswith("-") else "pk__gt"
        rows = rows.filter(**{side: asked.after})
    found = list(rows.order_by(*terms)[: asked.rows + 1])
    shown = found[: asked.rows]
    last = asked.past + len(shown)
    older = stays = ""
    if len(found) > len(shown):
        older = start(given, **{AFTER: shown[-1].pk, PAST: last})
        if last + table.page <= asking.MOST_ROWS:
            stays = start(given, **{ROWS: last + table.page})
    newer = start(given) if asked.after is not None else ""
    return Stretch(shown, asked.past + 1, older=older, newer=newer, stays=stays)


def _pages(number: int, last: int, given: QueryDict) -> Iterator[Page]:
    """The first, the last and those around; a gap stands for the rest."""
    if last == 1:
        return
    near = range(number - AROUND, number + AROUND + 1)
    wanted = sorted({1, last, *near} & set(range(1, last + 1)))
    before = 0
    for one in wanted:
        if one > before + 1:
            yield Page(one, is_gap=True)
        yield Page(one, "" if one == number else address(given, page=one))
        before = one
