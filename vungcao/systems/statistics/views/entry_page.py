"""The page of one answer: what stands in its tables, and the block of data for its script."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from vungcao.kernel.accounts.models import User
from vungcao.systems.statistics.models import Submission
from vungcao.systems.statistics.queries.entry import Input
from vungcao.systems.statistics.queries.entry_pages import Contents
from vungcao.systems.statistics.queries.parts import called
from vungcao.systems.statistics.rules import checks, periods
from vungcao.systems.statistics.rules.ast import Lookup
from vungcao.systems.statistics.rules.checks import Level
from vungcao.systems.statistics.rules.exact import MOST_PLACES, Figure, State, canonical, shown
from vungcao.systems.statistics.rules.layout import COMPUTED, INPUT, FormCell, Layout
from vungcao.systems.statistics.rules.operations import Held
from vungcao.systems.statistics.views.entry_parts import GridPage, Json, Problem, Shown, parts_of
from vungcao.systems.statistics.views.entry_words import WORDS, words
from vungcao.systems.statistics.views.restated_words import basis, series_name
from vungcao.web import offline

MOST_PROBLEMS = 30
FINER = 2  # a median may lie between two figures, a spread between two of those
ANY = "*"  # for the code of a cell in the address of its page
TIMEOUT = 20_000  # how long the script waits for an answer, in milliseconds


@dataclass(frozen=True)
class Typed:
    """What came with a form that was not taken: each text stands as it was typed."""

    texts: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """One submission with everything that its page is made of."""

    submission: Submission
    contents: Contents
    user: User
    is_open: bool

    @property
    def layout(self) -> Layout:
        return self.contents.layout

    @property
    def period(self) -> int:
        return self.submission.obligation.campaign.period

    def places(self) -> dict[str, int]:
        """How many decimals each cell shows; a total as many as what it adds."""
        typed = {code: one.place.typed for code, one in self.contents.inputs.items()}
        columns: dict[str, int] = {}
        for code, places in typed.items():
            column = code.rpartition(".")[2]
            columns[column] = max(places, columns.get(column, 0))
        return {cell.code: _places(cell, typed, columns) for cell in self.layout.cells()}


def _places(cell: FormCell, typed: Mapping[str, int], columns: Mapping[str, int]) -> int:
    if cell.code in typed:
        return typed[cell.code]
    if cell.column.decimals is not None:
        return cell.column.decimals
    return columns.get(cell.column.code, 0)


def grid_page(answer: Answer, mark: str, typed: Typed | None = None) -> GridPage:
    """The page as it is drawn by the server; without scripts it is all there is."""
    given = typed or Typed()
    sheet = answer.contents.reading.sheet()
    places = answer.places()
    shown_cells = {
        cell.code: _shown(answer, cell, sheet, places[cell.code], given)
        for cell in answer.layout.cells()
    }
    return GridPage(
        parts=parts_of(answer.layout, shown_cells, _("Dòng")),
        data=_data(answer, places),
        revision=answer.submission.counter,
        mark=mark,
        problems=tuple(_problems(answer, sheet, given)),
        is_open=answer.is_open,
        said=_said(answer),
        returned=tuple(_returned(answer)) if answer.is_open else (),
        basis=basis(answer.contents.reading.history),
    )


def _said(answer: Answer) -> str:
    if answer.is_open and answer.contents.returned:
        return _("Chỉ sửa được %(n)s ô bị trả lại") % {"n": len(answer.contents.returned)}
    if answer.is_open:
        return _("Số liệu đã lưu ở máy chủ")
    return _("Chỉ xem: %(state)s") % {"state": answer.submission.get_stage_display()}


def _shown(answer: Answer, cell: FormCell, sheet: Lookup, places: int, typed: Typed) -> Shown:
    contents = answer.contents
    figure = sheet.cell(cell.code)
    value = shown(figure, places) if figure else ""
    last = contents.reading.past(cell.code, "y")
    is_locked = not answer.is_open or (
        bool(contents.returned) and cell.code not in contents.returned
    )
    return Shown(
        value=typed.texts.get(cell.code, value),
        last=shown(last, places) if last else "",
        wrong=typed.faults.get(cell.code, ""),
        is_part=cell.kind == COMPUTED and figure is not None and figure.is_partial,
        is_locked=is_locked and cell.kind == INPUT,
        has_notes=cell.code in contents.remarks,
    )


def _problems(answer: Answer, sheet: Lookup, typed: Typed) -> Iterator[Problem]:
    names = _names(answer.layout)
    for code, said in typed.faults.items():
        yield Problem(code, f"{names[code]}: “{typed.texts[code]}”. {said}")
    failed = list(checks.failed(answer.layout.rules(), sheet))
    failed.sort(key=lambda check: tuple(Level).index(check.level))
    for check in failed[:MOST_PROBLEMS]:
        if check.level != Level.EXPLAIN or answer.contents.reason(check.at) is None:
            said = f"{WORDS[check.level]}: {names.get(check.at, check.at)}. {check.say}"
            yield Problem(check.at, said, check.level)


def _returned(answer: Answer) -> Iterator[Problem]:
    """The cells that were sent back, in the order of the form, and what was said of each."""
    for code, name in _names(answer.layout).items():
        if code in answer.contents.returned:
            yield Problem(code, f"{name}: {answer.contents.remarks[code][0].text}")


def _names(layout: Layout) -> dict[str, str]:
    return {cell.code: f"{cell.row.label}, {cell.column.name}" for cell in layout.cells()}


def _data(answer: Answer, places: Mapping[str, int]) -> Json:
    """The block of data; what the script works with is plain JSON and nothing else."""
    submission = answer.submission
    return {
        "sub": submission.pk,
        "rev": submission.counter,
        "user": str(answer.user.pk),
        "name": called(answer.user),
        "store": offline.realm(),
        "sync": reverse("statistics:entry-sync", args=[submission.pk]),
        "session": reverse("statistics:entry-session"),
        "timeout": TIMEOUT,
        "is_kept": answer.is_open,
        "closed": "" if answer.is_open else _said(answer),
        "words": words(),
        "series": _series(answer),
        "calc": answer.layout.formulas(),
        "checks": list(_checks(answer.layout)),
        "places": {code: many for code, many in places.items() if many},
        "past": _past(answer, places),
        **_held(answer.contents),
        "talk": reverse("statistics:submission-cell", args=[answer.submission.pk, ANY]),
    }


def _held(contents: Contents) -> Json:
    return {
        "cells": {
            code: cell_data(contents.inputs[code], one) for code, one in contents.held.items()
        },
        "notes": {
            code: [{"by": one.by, "text": one.text, "back": one.is_return} for one in said]
            for code, said in contents.remarks.items()
        },
        "others": _elsewhere(contents),
        "below": _below(contents),
    }


def _past(answer: Answer, places: Mapping[str, int]) -> Mapping[str, Mapping[str, str]]:
    """What the bar shows of earlier periods, and whatever else the checks read of them."""
    wanted = {(cell.code, series) for cell in answer.layout.cells() for series in ("p", "y")}
    wanted |= {(one.name, one.of) for one in answer.contents.asked() if one.of not in ("", "k")}
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for code, series in sorted(wanted):
        figure = answer.contents.reading.past(code, series)
        if figure is not None and figure.known is not None:
            exact = canonical(figure.known, places.get(code, 0) + FINER)
            found[code][series] = exact
    return found


def _elsewhere(contents: Contents) -> Json:
    """The cells of other forms that this one is checked against."""
    names = {one.name for one in contents.asked() if one.form and not one.of}
    return {name: _travels(contents.reading.cell(name)) for name in sorted(names)}


def _below(contents: Contents) -> Json:
    """The cells of the units below, for totals over them."""
    names = {one.name for one in contents.asked() if one.of == "k"}
    return {name: list(map(_travels, contents.reading.below(name))) for name in sorted(names)}


def _travels(figure: Figure | None) -> Json | None:
    if figure is None:
        return None
    value = canonical(figure.value, MOST_PLACES) if figure.state is State.VALUE else ""
    return {"s": figure.state.value, "v": value}


def cell_data(place: Input, held: Held) -> Json:
    """A cell as it travels: its revision, its state, its canonical value."""
    return {"rev": held.revision, "s": held.state.value, "v": place.place.text(held)}


def _series(answer: Answer) -> list[list[str]]:
    history, period = answer.contents.reading.history, answer.period
    before, year_before = periods.previous(period), periods.a_year_before(period)
    named = [["y", series_name(history, year_before)]]
    return named if before == year_before else [["p", series_name(history, before)], *named]


def _checks(layout: Layout) -> Iterator[Json]:
    """The rules as plain JSON, each with the rows for which it is repeated."""
    trees = {raw["id"]: raw["e"] for raw in layout.checks}
    for check in layout.rules():
        said: Json = {"id": check.id, "level": check.level.value, "at": check.at, "say": check.say}
        yield said | {"e": trees[check.id]} | ({"over": list(check.over)} if check.over else {})
