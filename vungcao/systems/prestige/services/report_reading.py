"""Opening reports of prestigious persons: who reported, their words, what was answered; logged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from vungcao.kernel.audit import services as audit
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases import services as cases
from vungcao.kernel.cases.models import Case
from vungcao.kernel.cases.services import EventRecord
from vungcao.kernel.people.models import Purpose
from vungcao.kernel.people.services import PersonLine, read_list
from vungcao.kernel.units.queries import on_day
from vungcao.kernel.vault import services as vault
from vungcao.systems.prestige.models import FieldReport, Recognition
from vungcao.systems.prestige.queries.reached import MOVED_AWAY, reached
from vungcao.systems.prestige.queries.reporting import ANSWERED


@dataclass(frozen=True)
class ReportLine:
    """A report as a list shows it, on a day; the village is the one responsible now."""

    report: FieldReport
    person: PersonLine | None
    village: str
    commune: str
    day: date

    @property
    def pk(self) -> int:
        return self.report.pk

    @property
    def name(self) -> str:
        """Who reported; empty once erased."""
        return called(self.person)

    @property
    def place(self) -> str:
        return ", ".join(filter(None, (self.village, self.commune)))

    @property
    def due(self) -> date | None:
        due_at = self.report.case.due_at
        return None if due_at is None else due_at.astimezone(ZONE).date()

    @property
    def is_running(self) -> bool:
        return self.report.case.closed_at is None

    @property
    def is_late(self) -> bool:
        is_open = self.report.case.state == Case.State.OPEN
        return is_open and self.due is not None and self.due < self.day

    @property
    def left(self) -> str:
        """How far the due day is off, while the report runs."""
        if self.due is None or not self.is_running:
            return ""
        days = (self.due - self.day).days
        if days < 0:
            return _("quá %(days)d ngày") % {"days": -days}
        return _("còn %(days)d ngày") % {"days": days} if days else _("hôm nay")

    @property
    def tone(self) -> str:
        """Of the tag that says what has become of it."""
        if not self.is_running:
            return "ok" if self.report.case.outcome == ANSWERED else ""
        if self.is_late:
            return "bad"
        return "run" if self.report.case.assignee_id else "warn"


@dataclass(frozen=True)
class ReportRecord:
    """One report, opened. What was erased is empty."""

    line: ReportLine
    words: str
    answer: str
    events: tuple[EventRecord, ...]


@transaction.atomic
def read_report_lines(
    *, rows: Sequence[FieldReport], today: date, by: AbstractBaseUser
) -> list[ReportLine]:
    """Reports (with `recognition` selected) with names, in a fixed number of queries."""
    named = read_names(rows=[row.recognition for row in rows], by=by)
    places = places_of(rows, today)
    return [
        ReportLine(row, person, *place, today)
        for row, person, place in zip(rows, named, places, strict=True)
    ]


@transaction.atomic
def read_names(*, rows: Sequence[Recognition], by: AbstractBaseUser) -> list[PersonLine | None]:
    """Who these recognitions are of, in their order; None for who has moved out of reach."""
    people = reached(rows).values()
    lines = {one.id: one for one in read_list(persons=people, purpose=Purpose.CASE, by=by)}
    return [lines.get(row.person_id) for row in rows]


def called(person: PersonLine | None) -> str:
    """A name, or that the record has moved away."""
    return person.full_name if person else str(MOVED_AWAY)


@transaction.atomic
def read_report(*, report: FieldReport, today: date, by: AbstractBaseUser) -> ReportRecord:
    """Open one report with its words, its answer and its history; the trail keeps that it was.

    Raises `PermissionDenied` for an account that opens no records of persons.
    """
    (line,) = read_report_lines(rows=[report], today=today, by=by)
    audit.record(by=by, action="prestige.report_read", subject=report, fields=["words", "answer"])
    words, answer = vault.open_texts([report.words, report.answer])
    events = cases.read(case=report.case, by=by)
    return ReportRecord(line, words or "", answer or "", tuple(events))


def places_of(rows: Sequence[FieldReport | Recognition], day: date) -> list[tuple[str, str]]:
    """Village and commune as they are called on a day, in the order of the rows."""
    wanted = [int(row.scope.split("/")[-2]) for row in rows]
    units = {unit.id: unit for unit in on_day(set(wanted), day)}
    above = {unit.parent for unit in units.values() if unit.parent}
    names = {unit.id: unit.name for unit in on_day(above, day)}
    found = {pk: (unit.name, names.get(unit.parent or 0, "")) for pk, unit in units.items()}
    return [found.get(pk, ("", "")) for pk in wanted]
