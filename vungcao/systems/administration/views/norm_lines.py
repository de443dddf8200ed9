"""Norms as their screens show them: values in words, what holds today and what comes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby

from django.urls import reverse
from django.utils.formats import localize
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from vungcao.kernel.citations.models import Citation
from vungcao.kernel.norms import rules
from vungcao.kernel.norms.models import Criterion, Parameter, ParameterValue
from vungcao.kernel.search.rules import folded


def in_words(parameter: Parameter, text: str) -> str:
    """A value as an officer reads it: `1.500.000 đồng/người/tháng`, "có"."""
    value = rules.typed(parameter.value_type, text)
    if isinstance(value, bool):
        return _("có") if value else _("không")
    shown = localize(value) if isinstance(value, int | Decimal) else value
    return f"{shown} {parameter.unit_of_measure}".strip()


def last_day(valid_until: date | None) -> date | None:
    """Laws name the last day; rows keep the first day after it."""
    return valid_until and valid_until - timedelta(days=1)


@dataclass(frozen=True)
class ValueLine:
    """One value of a parameter in a list."""

    row: ParameterValue
    words: str

    @property
    def until(self) -> date | None:
        return last_day(self.row.valid_until)


@dataclass(frozen=True)
class ParameterLine:
    """A parameter with the value of a day and the next one."""

    parameter: Parameter
    now: ValueLine | None
    coming: ValueLine | None


def parameter_line(parameter: Parameter, day: date) -> ParameterLine:
    rows = [row for row in parameter.values.all() if not row.is_withdrawn]
    now = [row for row in rows if row.valid_from <= day < (row.valid_until or date.max)]
    coming = [row for row in rows if row.valid_from > day]
    lines = [
        ValueLine(found[0], in_words(parameter, found[0].value)) if found else None
        for found in (now, coming)
    ]
    return ParameterLine(parameter, *lines)


def narrowed(
    found: Iterable[Parameter], day: date, text: str = "", state: str = ""
) -> list[ParameterLine]:
    """Parameters with the values of a day, those that are asked for; a name also without tones."""
    sought = folded(text)
    lines = [
        parameter_line(parameter, day)
        for parameter in found
        if sought in folded(f"{parameter.name} | {parameter.code}")
    ]
    return [line for line in lines if STATES[state](line)]


STATES: dict[str, Callable[[ParameterLine], bool]] = {
    "": lambda line: True,
    "held": lambda line: line.now is not None,
    "none": lambda line: line.now is None,
    "unverified": lambda line: line.now is not None and not line.now.row.basis.is_seen,
    "coming": lambda line: line.coming is not None,
}


@dataclass(frozen=True)
class Event:
    """A value on the timeline."""

    day: date
    title: str
    detail: str
    citation: Citation
    state: str
    pk: int | None  # of a value that can still be withdrawn
    address: str  # of a basis that nobody has read
    action: str


def timeline(parameter: Parameter, day: date) -> list[Event]:
    """The values of a parameter, latest first."""
    rows = reversed(parameter.values.all())
    return [_event(parameter, row, day) for row in rows]


def _event(parameter: Parameter, row: ParameterValue, day: date) -> Event:
    is_now = row.valid_from <= day < (row.valid_until or date.max)
    until = last_day(row.valid_until)
    detail = _("Đến hết ngày %s.") % f"{until:%d/%m/%Y}" if until else _("Chưa có ngày kết thúc.")
    if row.is_withdrawn:
        detail = _("Đã rút trước khi có hiệu lực.")
    read_at = "" if row.basis.is_seen else reverse("administration:citation", args=[row.basis_id])
    state = "bad" if row.is_withdrawn else "now" if is_now else "done" if until else ""
    return Event(
        day=row.valid_from,
        title=in_words(parameter, row.value),
        detail=detail,
        citation=row.basis,
        state="" if row.valid_from > day and not row.is_withdrawn else state,
        pk=row.pk if row.valid_from > day and not row.is_withdrawn else None,
        address=read_at,
        action=_("Xem căn cứ này"),
    )


@dataclass(frozen=True)
class OutcomeLine:
    """How a place is demarcated: any of the alternatives, each a list of conditions."""

    level: str | Promise
    outcome: str | Promise
    variant: str
    alternatives: list[list[Criterion]]


def outcomes(criteria: Iterable[Criterion]) -> list[OutcomeLine]:
    found = []
    ordered = sorted(criteria, key=_place)
    for _key, rows in groupby(ordered, key=lambda row: (row.level, row.outcome, row.variant)):
        these = list(rows)
        cases = [list(case) for _n, case in groupby(these, key=lambda row: row.alternative)]
        first = these[0]
        found.append(
            OutcomeLine(
                first.get_level_display(), first.get_outcome_display(), first.variant, cases
            )
        )
    return found


LEVELS = ("village", "commune", "province")
OUTCOMES = ("area", "mountain", "I", "II", "III", "difficult", "criteria")


def _place(row: Criterion) -> tuple[int, int, str, int, int]:
    level, outcome = LEVELS.index(row.level), OUTCOMES.index(row.outcome)
    return (level, outcome, row.variant, row.alternative, row.position)
