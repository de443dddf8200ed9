"""What stands behind a number in words: the units, their single figures, and each one's story."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from vungcao.kernel.access.queries import reach
from vungcao.systems.statistics import permissions
from vungcao.systems.statistics.models import Observation, ObservationLog
from vungcao.systems.statistics.queries import tables as reads
from vungcao.systems.statistics.queries import tables_laid as laid
from vungcao.systems.statistics.queries.tables import Reach
from vungcao.systems.statistics.queries.tables_laid import Asked
from vungcao.systems.statistics.rules import definition, periods
from vungcao.systems.statistics.rules.adding import WAY_NAMES
from vungcao.systems.statistics.rules.exact import Figure, State, unscaled
from vungcao.systems.statistics.rules.tables import Column, Source, Value, value
from vungcao.systems.statistics.views import flow_log
from vungcao.systems.statistics.views.flow_page import names as cell_names
from vungcao.systems.statistics.views.tables_page import note, said, text, title
from vungcao.web.facts import Fact, Said
from vungcao.web.http import AccountRequest
from vungcao.web.shell import Link

STATES = tuple(State)


@dataclass(frozen=True)
class Line:
    """A unit or a single figure, its number, what must be known beside it, and two ways on."""

    label: str
    number: str
    note: str
    address: str = ""
    answer: int | None = None


def page(
    request: AccountRequest, asked: Asked, column: Column, found: Sequence[Source], within: Reach
) -> dict[str, Any]:
    """The units behind a number; of `?source=` its figures one by one."""
    (period,), units = asked.periods, {one.unit for one in found}
    names = laid.names(units, asked.day)
    single = _single(request, units)
    answers = laid.submissions(units, period, column, within) if _opens_forms(request) else {}
    lines = [
        _unit(request, names.get(one.unit, ""), column, one, answers.get(one.unit)) for one in found
    ]
    return {
        "label": title(column),
        "about": periods.name(period),
        "lines": sorted(lines, key=lambda line: line.label),
        "whole": said(value(column, found).added.figure, column.places),
        "above": [_back(request)],
        "single": names.get(single, ""),
        "figures": _figures(column, period, single, within) if single else [],
    }


def parts(
    request: AccountRequest, column: Column, period: int, by_part: Mapping[int, Value]
) -> dict[str, Any]:
    """The shorter periods that a number is made of; each leads to the units behind it."""
    lines = []
    for part, one in by_part.items():
        kind, year, _place = periods.parts(part)
        words = request.GET.copy()
        words.pop("adds", None)
        words["kind"], words["period"] = str(int(kind)), str(part)
        words["since"] = words["until"] = str(year)
        address = f"?{words.urlencode()}" if one.asked else ""
        remark = note(one) if one.asked else _("không nơi nào được giao báo cáo")
        lines.append(Line(periods.name(part), text(one, column.places), remark, address))
    return {
        "label": title(column),
        "about": periods.name(period),
        "lines": lines,
        "above": [_back(request)],
        "ways": sorted({str(_(WAY_NAMES[slot.over_time])) for slot in column.slots}),
    }


def _single(request: AccountRequest, units: set[int]) -> int:
    """The unit whose figures are asked for, or the only one there is; else 0."""
    word = request.GET.get("source", "")
    if not word:
        return min(units) if len(units) == 1 else 0
    if not word.isdecimal() or int(word) not in units:
        raise Http404
    return int(word)


def story(
    request: AccountRequest, row: Observation, log: Sequence[ObservationLog] | None
) -> dict[str, Any]:
    """One figure and its changes."""
    places, name = row.cell.indicator.decimals, _name(row)
    unit = laid.names([row.unit_id], request.today).get(row.unit_id, "")
    return {
        "label": f"{name} – {unit}",
        "facts": _facts(row, name, unit),
        "answer": row.submission_id if _opens_forms(request) else None,
        "above": [Link(_("Bảng số liệu"), reverse("statistics:tables"), "")],
        "log": None if log is None else [_change(one, places) for one in log],
    }


def _name(row: Observation) -> str:
    meant = laid.definition(row)
    return meant.name if meant else row.cell.indicator.code


def _facts(row: Observation, name: str, unit: str) -> list[Fact]:
    """What a figure says, where it came in, and where it was read if nobody reported it."""
    found: list[Fact] = [
        (_("Chỉ tiêu"), name),
        (_("Phân tổ"), reads.item_names([row.cell_id]).get(row.cell_id, "–")),
        (_("Đơn vị của số liệu"), unit),
        (_("Kỳ"), periods.name(row.period)),
        (_("Số"), _said(row.state, row.value, row.cell.indicator.decimals)),
        (_("Bước"), row.get_stage_display()),
        (_("Biểu"), row.submission.obligation.campaign.version.name),
        (_("Ô của biểu"), _place_in_form(row)),
    ]
    if source := row.submission.source:
        found.append((_("Nguồn đã công bố"), Said(source, address=source)))
    return found


def _place_in_form(row: Observation) -> str:
    """What the cell is called in its form."""
    code = laid.place_in_form(row)
    if not code:
        return "–"
    layout = definition.read(row.submission.obligation.campaign.version.definition)
    return str(cell_names(layout).get(code, code))


def _unit(
    request: AccountRequest, name: str, column: Column, one: Source, answer: int | None
) -> Line:
    told = value(column, [one])
    words = request.GET.copy()
    words["source"] = str(one.unit)
    remark = note(told) if told.told else _("chưa có số")
    number = said(told.added.figure, column.places)
    return Line(name, number, remark, f"?{words.urlencode()}#figures", answer)


def _figures(column: Column, period: int, unit: int, within: Reach) -> list[Line]:
    rows = reads.figures(column.cells, period, unit, within)
    names = reads.item_names([row.cell_id for row in rows])
    return [
        Line(
            f"{row.cell.indicator.code} {names.get(row.cell_id, '')}".strip(),
            _said(row.state, row.value, row.cell.indicator.decimals),
            str(row.get_stage_display()),
            reverse("statistics:figure", args=[row.cell_id, row.period, row.unit_id]),
        )
        for row in rows
    ]


def _said(state: int, number: int | None, places: int) -> str:
    if number is None:
        return said(Figure(STATES[state]), places)
    return said(Figure(value=unscaled(number, places)), places)


def _change(one: ObservationLog, places: int) -> dict[str, Any]:
    return {
        "at": date_format(localtime(one.at), "H:i d/m/Y"),
        "by": flow_log.who(one),
        "before": _said(one.state_before, one.value_before, places),
        "after": _said(one.state, one.value, places),
        "channel": flow_log.way(one),
        "stage": one.get_stage_display(),
        "reason": one.reason,
    }


def _opens_forms(request: AccountRequest) -> bool:
    return bool(reach(request.user, request.today, permissions.READ_SUBMISSIONS))


def _back(request: AccountRequest) -> Link:
    words = request.GET.copy()
    for name in ("column", "period", "row", "source"):
        words.pop(name, None)
    return Link(_("Bảng số liệu"), f"{reverse('statistics:tables')}?{words.urlencode()}", "")
