"""What prestigious persons report: received, passed on, answered, ended and opened again.

Number, due day, holder and history of each are those of its case; a report is given to somebody
by `cases.services.assign`.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from fractions import Fraction

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases import services as cases
from vungcao.kernel.cases.models import Case
from vungcao.kernel.cases.services import NewCase, Term
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.norms import queries as norms
from vungcao.kernel.notices.services import News, notify_all
from vungcao.kernel.offers.cases import case_kinds
from vungcao.kernel.organisations.models import Organisation, OrganisationKind
from vungcao.kernel.organisations.queries import responsible
from vungcao.kernel.people.queries import kept_of
from vungcao.kernel.units.models import Unit
from vungcao.systems.prestige.models import FieldReport, Recognition, ReportChannel, ReportKind
from vungcao.systems.prestige.queries import reporting
from vungcao.systems.prestige.rules import reporting as rules
from vungcao.systems.prestige.services import profiles

NOON = time(12)
TERM = "prestige.report.days"


@dataclass(frozen=True)
class NewReport:
    """What somebody has said, how and on which day."""

    recognition: Recognition
    kind: ReportKind
    channel: ReportChannel
    words: str
    received_on: date


@dataclass(frozen=True)
class Answer:
    """What the person was told, how and on which day."""

    words: str
    told_by: ReportChannel
    on: date


@transaction.atomic
def receive(*, new: NewReport, today: date, now: datetime, by: User) -> FieldReport:
    """Enter a report and open its case with the committee of the commune.

    The term runs from the day on which it came in. Raises `RuleBroken` with everything that stands
    against it.
    """
    row = Recognition.objects.select_related("unit").get(pk=new.recognition.pk)
    _refuse(
        rules.against_report(
            words=new.words,
            received_on=new.received_on,
            recognised_on=row.valid_from,
            is_void=row.is_void,
            today=today,
        )
    )
    (named,) = profiles.persons_of([row])
    village, person = _village(row, new.received_on), kept_of(named)
    words = profiles.seal(new.words.strip(), person.key, "words", FieldReport)
    case = cases.open_case(
        new=NewCase(
            kind=reporting.KIND,
            label=f"Phản ánh: {ReportKind(new.kind).label}",
            organisation=_committee(village, today),
            term=_term(new.received_on),
            key=person.key,
            received_at=min(datetime.combine(new.received_on, NOON, ZONE), now),
        ),
        now=now,
        by=by,
    )
    made = FieldReport.objects.create(
        recognition=row,
        case=case,
        unit=village,
        scope=row.scope,
        kind=new.kind,
        channel=new.channel,
        received_on=new.received_on,
        words=words,
    )
    audit.record(
        by=by,
        action="prestige.report_received",
        subject=made,
        recognition=row.pk,
        case=case.pk,
        kind=made.kind,
        channel=made.channel,
    )
    return made


@transaction.atomic
def answer(
    *,
    report: FieldReport,
    given: Answer,
    today: date,
    now: datetime,
    by: User,
    seen: int | None = None,
) -> FieldReport:
    """Write down what the person was told, and how; that ends the report.

    Raises `RuleBroken` for an empty answer, a day out of order, a report that has ended or that
    another body holds, and a page that is out of date (`seen`).
    """
    locked = _locked(report)
    _refuse(
        rules.against_answer(
            words=given.words,
            answered_on=given.on,
            received_on=locked.received_on,
            today=today,
        )
    )
    words, told_by = given.words.strip(), ReportChannel(given.told_by).value
    (person,) = profiles.persons_of([locked.recognition])
    key = kept_of(person).key
    locked.answer = profiles.seal(words, key, "answer", FieldReport)
    locked.answered_on = given.on
    told = {"told_by": told_by, "on": f"{given.on:%Y-%m-%d}"}
    cases.note(
        case=locked.case, action="answered", words=words, details=told, now=now, by=by, seen=seen
    )
    locked.save(update_fields=["answer", "answered_on"])
    cases.close(case=locked.case, outcome=reporting.ANSWERED, reason="", now=now, by=by)
    audit.record(by=by, action="prestige.report_answered", subject=locked, told_by=told_by)
    return locked


@transaction.atomic
def close(
    *, report: FieldReport, reason: str, now: datetime, by: User, seen: int | None = None
) -> FieldReport:
    """End a report without an answer, for a reason. Raises `RuleBroken` as `answer` does."""
    locked = _locked(report)
    _refuse(rules.against_reason(reason))
    cases.close(
        case=locked.case,
        outcome=reporting.UNANSWERED,
        reason=reason.strip(),
        now=now,
        by=by,
        seen=seen,
    )
    audit.record(by=by, action="prestige.report_closed", subject=locked)
    return locked


@transaction.atomic
def reopen(
    *, report: FieldReport, reason: str, starts_anew: bool, now: datetime, by: User
) -> FieldReport:
    """Take up an ended report again; an answer that was given stays in its history alone.

    Raises `RuleBroken` without a reason, for one that still runs and one that another body holds.
    """
    locked = _locked(report)
    _refuse(rules.against_reason(reason))
    cases.reopen(case=locked.case, reason=reason.strip(), starts_anew=starts_anew, now=now, by=by)
    locked.answer, locked.answered_on = None, None
    locked.save(update_fields=["answer", "answered_on"])
    audit.record(by=by, action="prestige.report_reopened", subject=locked)
    return locked


@transaction.atomic
def transfer(
    *,
    report: FieldReport,
    to: Organisation,
    reason: str,
    today: date,
    now: datetime,
    by: User,
) -> FieldReport:
    """Make another body answer, and tell its officers. The one before goes on seeing the report.

    Raises `RuleBroken` without a reason, for a body that does not answer for the village, one that
    has the report, a report that has ended and one that another body holds.
    """
    locked = _locked(report)
    _refuse(rules.against_reason(reason))
    if to != locked.case.organisation and not reporting.bodies(locked, today).filter(pk=to.pk):
        raise RuleBroken("Cơ quan này không phụ trách địa bàn của người phản ánh.")
    case = cases.transfer(case=locked.case, to=to, reason=reason.strip(), now=now, by=by)
    roles = case_kinds.get(reporting.KIND).roles
    told = [one for one in reporting.workers(to, roles, today) if one.pk != by.pk]
    notify_all(news=_news("prestige.report_transferred", case), to=told, now=now, by=by)
    audit.record(by=by, action="prestige.report_transferred", subject=locked, to=to.pk)
    return locked


@transaction.atomic
def tell_late(*, today: date, now: datetime, by: AbstractBaseUser) -> int:
    """Tell once of each report that is late: who works on it, or the whole body. How many times."""
    found = FieldReport.objects.filter(reporting.late(today)).order_by("pk")
    roles = case_kinds.get(reporting.KIND).roles
    told = 0
    for report in found.select_related("case__organisation", "case__assignee", "case__unit"):
        case = report.case
        holders = (
            [case.assignee]
            if case.assignee
            else list(reporting.workers(case.organisation, roles, today))
        )
        news = _news("prestige.report_late", case, due=f"{case.due_at:%Y-%m-%d}")
        told += len(notify_all(news=news, to=holders, now=now, by=by))
    return told


def _news(kind: str, case: Case, due: str = "") -> News:
    """By number and kind alone; once for each body that gets it, and for each due day."""
    return News(
        kind=kind,
        subject=f"cases.Case:{case.pk}",
        details={"number": case.number, "label": case.label, "case": case.code},
        unit=case.unit,
        key=f"{kind}:{case.pk}:{due or case.version}",
    )


def _refuse(wrong: list[str]) -> None:
    if wrong:
        raise RuleBroken("\n".join(wrong))


def _village(row: Recognition, day: date) -> Unit:
    """The village of the decision; once it has ended, the one that took it over."""
    if row.unit.valid_until is None or row.unit.valid_until > day:
        return row.unit
    return Unit.objects.get(pk=int(row.scope.split("/")[-2]))


def _committee(village: Unit, day: date) -> Organisation:
    body = responsible(village, OrganisationKind.PEOPLES_COMMITTEE, day)
    if body is None:
        raise RuleBroken("Chưa có Uỷ ban nhân dân nào phụ trách thôn này trong danh sách cơ quan.")
    return body


def _term(day: date) -> Term | None:
    """How many working days the norm of the day gives; None where nothing is in force."""
    try:
        row = norms.value_row(TERM, day)
    except norms.NothingInForce:
        return None
    return Term(Fraction(row.value), row.basis)


def _locked(report: FieldReport) -> FieldReport:
    rows = FieldReport.objects.select_for_update(of=("self",))
    related = ("case__organisation", "recognition__person__key", "unit")
    return rows.select_related(*related).get(pk=report.pk)
