"""The table of the figures in words: on the page with its links, and as a file."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlencode

from django.http import HttpResponseBase, QueryDict
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from vungcao.systems.prestige.forms.statistics import LEVELS
from vungcao.systems.prestige.queries.shifts import Moves
from vungcao.systems.prestige.queries.statistics import Asked, Figures, Row
from vungcao.systems.prestige.rules.statistics import TOTAL
from vungcao.web import exports
from vungcao.web.cross import CrossGroup, CrossLine, CrossTable
from vungcao.web.http import AccountRequest
from vungcao.web.shell import address

HIDDEN = "…"


def written(number: int | None) -> str:
    """A number, or the sign of one that is not shown; nobody is 0."""
    return HIDDEN if number is None else str(number_format(number, force_grouping=True))


def table(figures: Figures, moves: Moves, title: str, *, register_of: date | None) -> CrossTable:
    """`register_of` is the day on which the reader may open the register, if ever."""
    return CrossTable(
        label=title,
        corner=LEVELS[figures.asked.level],
        all=_("Tổng số"),
        groups=[
            CrossGroup(group.label, [head.label for head in group.heads])
            for group in figures.groups
        ],
        lines=[_line(row, figures, moves, register_of) for row in figures.rows],
        total=CrossLine(_("Cộng"), _cells(figures.total, figures)) if figures.total else None,
    )


def _line(row: Row, figures: Figures, moves: Moves, register_of: date | None) -> CrossLine:
    move = moves.of(row.unit)
    told = _("gộp từ %(count)s đơn vị") if move and len(move.out_of) > 1 else _("đơn vị mới")
    return CrossLine(
        label=f"{row.name}, {row.above}" if row.above else row.name,
        cells=_cells(row, figures),
        address=_register(row, figures.asked, register_of) if register_of else "",
        remark=told % {"count": len(move.out_of)} if move else "",
        remark_address=f"#move-{row.unit}" if move else "",
    )


def _cells(row: Row, figures: Figures) -> list[str]:
    return [written(row.persons), *(written(row.of(head.column)) for head in figures.columns)]


def _register(row: Row, asked: Asked, today: date) -> str:
    """The persons who were counted. The register knows the map of its day and that of today."""
    there = address("prestige:register") if asked.map_day in (asked.day, today) else ""
    words: dict[str, object] = {"day": f"{asked.day:%d/%m/%Y}"}
    words |= {"unit": row.name, "unit-id": row.unit}
    if asked.map_day != asked.day:
        words["map"] = "today"
    return f"{there}?{urlencode(words)}" if there else ""


def files(given: QueryDict) -> list[tuple[str, str]]:
    """The addresses of the table as a file, with the words of this page."""
    found = []
    for form in exports.TYPES:
        words = given.copy()
        words["format"] = form
        found.append((form.upper(), f"?{words.urlencode()}"))
    return found


def file(request: AccountRequest, figures: Figures, title: str, form: str) -> HttpResponseBase:
    """The whole table with its total; what is not shown on the page is not in the file."""
    columns = [
        ("unit", str(LEVELS[figures.asked.level])),
        ("above", _("Thuộc")),
        ("persons", _("Tổng số")),
        *(
            ("-".join(head.column), f"{group.label}: {head.label}")
            for group in figures.groups
            for head in group.heads
        ),
    ]
    leaving = exports.List("prestige.statistics", title, columns)
    return exports.export(leaving, _lines(figures), form, by=request.user)


def _lines(figures: Figures) -> Iterator[list[object]]:
    columns = [TOTAL, *(head.column for head in figures.columns)]
    for row in figures.rows:
        yield [row.name, row.above, *(_plain(row.of(column)) for column in columns)]
    if figures.total:
        yield [_("Cộng"), "", *(_plain(figures.total.of(column)) for column in columns)]


def _plain(number: int | None) -> object:
    return HIDDEN if number is None else number
