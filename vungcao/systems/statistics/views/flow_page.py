"""The page of one answer as its checker sees it: tables to read, what does not hold, its way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.organisations.queries import name as body_name
from vungcao.systems.statistics.models import (
    Campaign,
    Obligation,
    Reporter,
    StageChange,
    Submission,
)
from vungcao.systems.statistics.queries import flow_pages
from vungcao.systems.statistics.queries import workbook_giving as giving
from vungcao.systems.statistics.queries.parts import called
from vungcao.systems.statistics.rules import checks, periods, remaining
from vungcao.systems.statistics.rules.ast import Lookup
from vungcao.systems.statistics.rules.checks import LEVEL_NAMES, Check, Level
from vungcao.systems.statistics.rules.exact import Figure, shown, write
from vungcao.systems.statistics.rules.layout import INPUT, FormCell, Layout
from vungcao.systems.statistics.views.entry_page import Answer
from vungcao.systems.statistics.views.entry_parts import Part, Shown, parts_of
from vungcao.web.facts import Fact, Said

STEPS = {
    "submit": "Nộp báo cáo",
    "certify": "Xác nhận",
    "accept": "Sở tiếp nhận",
    "close": "Chốt số liệu",
    "withdraw": "Rút lại",
    "return": "Trả lại các ô",
    "unlock": "Mở khoá",
    "correct": "Đính chính",
    "take_over": "Lấy từ nguồn đã công bố",
}
TONES = {Level.BLOCK: "bad", Level.EXPLAIN: "warn", Level.NOTICE: "run"}


@dataclass(frozen=True)
class Seen(Shown):
    """A cell to read: its value, the period before and by how much it moved."""

    change: str = ""
    log: str = ""  # where its log is, and what is said about it
    code: str = ""
    is_ticked: bool = False
    tone: str = ""


@dataclass(frozen=True)
class Failed:
    """A check that does not hold, the cell to which it leads, and why that is right."""

    cell: str
    name: str
    says: str
    asks: str
    tone: str
    reason: str = ""


@dataclass(frozen=True)
class Event:
    """A step of the answer, as the timeline shows it."""

    day: date
    title: str
    detail: str
    detail_lang: str = "vi"
    state: str = ""


@dataclass(frozen=True)
class Remark:
    """What was said about a cell."""

    name: str
    about: str
    text: str


@dataclass(frozen=True)
class Talk:
    """Everything that was said about one cell, the first word first."""

    name: str
    address: str
    said: tuple[Remark, ...]


def names(layout: Layout) -> dict[str, str]:
    """What a cell is called, by its code."""
    return {cell.code: f"{cell.row.label}, {cell.column.name}" for cell in layout.cells()}


def place(owed: Obligation) -> str:
    """Who reports: the unit as it was called on the last day of the period, or a body."""
    day = periods.end(owed.campaign.period) - timedelta(days=1)
    if owed.campaign.version.reporter == Reporter.DEPARTMENT and owed.organisation is not None:
        return body_name(owed.organisation, day)
    return giving.places({owed.unit_id}, day).get(owed.unit_id, "")


def tables(answer: Answer, *, ticks: bool) -> tuple[Part, ...]:
    """Every section of the form, to read; inputs can be ticked where something may be done."""
    sheet, places = answer.contents.reading.sheet(), answer.places()
    bad = {one.at: one.level for one in _failed(answer, sheet)}
    seen = {
        cell.code: _seen(answer, cell, sheet, places[cell.code], bad, ticks=ticks)
        for cell in answer.layout.cells()
    }
    return parts_of(answer.layout, seen, _("Dòng"))


def _seen(
    answer: Answer,
    cell: FormCell,
    sheet: Lookup,
    places: int,
    bad: Mapping[str, str],
    *,
    ticks: bool,
) -> Seen:
    code, contents = cell.code, answer.contents
    now, before = sheet.cell(code), contents.reading.past(code, "p")
    return Seen(
        value=shown(now, places) if now else "",
        last=shown(before, places) if before else "",
        is_part=bool(now and now.is_partial),
        is_locked=code in contents.returned,
        has_notes=code in contents.remarks,
        change=_change(now, before, places),
        log=reverse("statistics:submission-cell", args=[answer.submission.pk, code]),
        code=code,
        is_ticked=ticks and cell.kind == INPUT,
        tone=TONES.get(Level(bad[code]), "") if code in bad else "",
    )


def _change(now: Figure | None, before: Figure | None, places: int) -> str:
    """By how much a figure moved, with its sign; nothing where either is unknown."""
    new, old = (one.known if one is not None else None for one in (now, before))
    if new is None or old is None or new == old:
        return ""
    text = write(abs(new - old), places)
    share = f" ({write(abs(new - old) / abs(old) * 100, 0)}%)" if old != Fraction(0) else ""
    return f"{'+' if new > old else '−'}{text}{share}"


def _failed(answer: Answer, sheet: Lookup) -> list[Check]:
    found = list(checks.failed(answer.layout.rules(), sheet))
    return sorted(found, key=lambda one: tuple(Level).index(one.level), reverse=True)


def failures(answer: Answer) -> list[Failed]:
    """The checks that do not hold, the heaviest first; one that asks for a reason with what it got.

    A reason is what was said last about the cell.
    """
    called, sheet = names(answer.layout), answer.contents.reading.sheet()
    return [
        _explained(one, called.get(one.at, one.at), answer)
        for one in reversed(_failed(answer, sheet))
    ]


def _explained(one: Check, name: str, answer: Answer) -> Failed:
    said = answer.contents.reason(one.at)
    if one.level == Level.EXPLAIN and said is not None:
        why = f"{said.by}: {said.text}"
        return Failed(one.at, name, one.say, _("đã ghi lý do"), "ok", why)
    return Failed(one.at, name, one.say, LEVEL_NAMES[one.level], TONES[one.level])


def remarks(submission: Submission, layout: Layout) -> Iterator[Talk]:
    """What was said, cell by cell; the one of the newest word first."""
    called = names(layout)
    talks: dict[str, list[Remark]] = {}
    for one in flow_pages.said(submission):
        name = called.get(one.code, one.code)
        talks.setdefault(one.code, []).insert(0, remark(one, name))
    for code, said in talks.items():
        address = reverse("statistics:submission-cell", args=[submission.pk, code])
        yield Talk(called.get(code, code), f"{address}#talk", tuple(said))


def remark(one: flow_pages.Said, name: str) -> Remark:
    verb = _("trả lại") if one.is_return else _("ghi")
    return Remark(name, f"{one.by}, {verb}, {localtime(one.at):%H:%M %d/%m/%Y}", one.text)


def facts(submission: Submission, today: date, returned: int = 0) -> list[Fact]:
    """Where an answer stands; `returned`: how many of its cells were sent back and wait."""
    if submission.source:
        source = Said(submission.source, address=submission.source)
        return [(_("Bước"), submission.get_stage_display()), (_("Nguồn đã công bố"), source)]
    campaign = submission.obligation.campaign
    first = submission.first_submitted_at
    came = localtime(first).date() if first else None
    left = remaining.left(came, campaign.due_on, campaign.late_on, today)
    stage = submission.get_stage_display()
    if returned:
        stage = _("trả lại %(many)s ô") % {"many": returned}
    found: list[Fact] = [
        (_("Bước"), stage),
        (_("Thời hạn"), Said(left.words, tone=left.tone)),
        (_("Hạn nộp"), campaign.due_on),
    ]
    who: tuple[tuple[str, User | None], ...] = (
        (_("Người nộp"), submission.author),
        (_("Người xác nhận"), submission.certifier),
        (_("Người tiếp nhận"), submission.accepted_by),
    )
    return found + [(label, called(one)) for label, one in who if one is not None]


def events(history: Sequence[StageChange]) -> list[Event]:
    return [_event(one) for one in history]


def _event(one: StageChange) -> Event:
    title = _(STEPS.get(one.action, one.action))
    if one.is_delegated:
        title = _("%(what)s (làm thay)") % {"what": title}
    detail = f"{called(one.by)}, {localtime(one.at):%H:%M}. {one.reason}".strip()
    return Event(localtime(one.at).date(), title, detail)


def about(campaign: Campaign, where: str) -> str:
    return f"{where} · {periods.name(campaign.period)}"
