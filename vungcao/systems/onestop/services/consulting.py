"""Asking another body for its opinion: a child case with a term, seen and answered by that body."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.db import transaction

from vungcao.kernel.access.queries import reach
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases import services as cases
from vungcao.kernel.cases.models import Party
from vungcao.kernel.cases.rules import holds
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.notices.services import News, notify_all
from vungcao.kernel.offers.cases import case_kinds
from vungcao.kernel.organisations.models import Organisation
from vungcao.systems.onestop.models import Dossier, Opinion, Stance
from vungcao.systems.onestop.queries import versions, worklist
from vungcao.systems.onestop.services import sealing
from vungcao.systems.onestop.services.engine import OPINION, STALE, lock, reaching

WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Question:
    """What is asked of whom, within how many working days; `is_required` makes the dossier wait."""

    body: Organisation
    words: str
    days: Fraction
    is_required: bool = True


@transaction.atomic
def ask_opinion(
    *, dossier: Dossier, question: Question, now: datetime, by: User, seen: int | None = None
) -> Opinion:
    """Ask another body: it sees the dossier from now on and holds a case of its own.

    Raises `RuleBroken` at a step that does not consult, for the body that holds the dossier, one
    that was asked and has not answered, an empty question, and for whoever does not hold the step.
    """
    row = lock(dossier)
    if seen is not None and row.case.version != seen:
        raise RuleBroken(STALE)
    _refuse(row, question, now, by)
    key = row.case.key
    assert key is not None  # every dossier is opened with one
    child = cases.open_case(
        new=cases.NewCase(
            kind=OPINION,
            label=row.version.name[:200],
            organisation=question.body,
            intake=row.case.organisation,
            term=cases.Term(question.days, row.version.basis),
            key=key,
        ),
        now=now,
        by=by,
    )
    cases.link(parent=row.case, child=child, is_required=question.is_required, now=now, by=by)
    cases.ask(case=row.case, body=question.body, question=question.words, now=now, by=by)
    made = Opinion.objects.create(
        dossier=row,
        case=child,
        step=row.step,
        is_required=question.is_required,
        question=sealing.seal(question.words.strip(), key, Opinion, "question"),
        asked_at=now,
    )
    audit.record(by=by, action="onestop.opinion_asked", subject=made, body=question.body.pk)
    _tell(made, "onestop.opinion_asked", question.body, now, by)
    return made


@transaction.atomic
def answer_opinion(
    *, opinion: Opinion, stance: Stance, words: str, now: datetime, by: User
) -> Opinion:
    """Say what one's body thinks: its case ends, and the dossier may go on.

    Raises `RuleBroken` without words, for a question that is answered or was withdrawn, and for
    whoever is not of the body that was asked.
    """
    row = _locked(opinion)
    if not _is_of(row.case.scope, now, by):
        raise RuleBroken("Chỉ cơ quan được hỏi mới trả lời được.")
    if not words.strip():
        raise RuleBroken("Ghi nội dung trả lời.")
    key = row.dossier.case.key
    assert key is not None
    child = cases.close(case=row.case, outcome=stance, reason="", now=now, by=by)
    row.stance, row.answered_at = stance, now
    row.answer = sealing.seal(words.strip(), key, Opinion, "answer")
    row.save(update_fields=["stance", "answered_at", "answer"])
    _release(row, now, by)
    audit.record(by=by, action="onestop.opinion_answered", subject=row, stance=str(stance))
    _tell(row, "onestop.opinion_answered", row.dossier.case.organisation, now, by)
    row.case = child
    return row


@transaction.atomic
def withdraw_opinion(*, opinion: Opinion, reason: str, now: datetime, by: User) -> Opinion:
    """Take a question back, with the reason: nobody waits for it any more.

    Raises `RuleBroken` for a question that is answered, and for whoever does not hold the dossier.
    """
    row = _locked(opinion)
    if not reason.strip():
        raise RuleBroken("Ghi lý do thôi hỏi ý kiến.")
    if not _is_of(row.dossier.case.scope, now, by):
        raise RuleBroken("Chỉ cơ quan đang giữ hồ sơ mới thôi hỏi ý kiến được.")
    return _dropped(row, reason, now, by)


@transaction.atomic
def drop_questions(*, dossier: Dossier, reason: str, now: datetime, by: User) -> int:
    """Take back every open question of a dossier that ends without an answer. How many."""
    waiting = Opinion.objects.filter(dossier=dossier, answered_at=None, case__closed_at=None)
    found = list(waiting.select_related("dossier").order_by("pk"))
    for row in found:
        _dropped(_locked(row), reason, now, by)
    return len(found)


def _dropped(row: Opinion, reason: str, now: datetime, by: User) -> Opinion:
    acting = reaching(by, row.case.scope)
    row.case = cases.close(case=row.case, outcome=WITHDRAWN, reason=reason, now=now, by=acting)
    row.is_required = False
    row.save(update_fields=["is_required"])
    _release(row, now, by)
    audit.record(by=by, action="onestop.opinion_withdrawn", subject=row)
    return row


def _is_of(scope: str, now: datetime, by: User) -> bool:
    """Whether somebody works at that very place: who stands above it neither asks nor answers."""
    day = now.astimezone(ZONE).date()
    return scope in reach(by, day, case_kinds.get(OPINION).roles)  # type: ignore[arg-type]


def _locked(opinion: Opinion) -> Opinion:
    """The dossier first, as every action locks it, then the question."""
    dossier = lock(opinion.dossier)
    rows = Opinion.objects.select_for_update(of=("self",))
    row = rows.select_related("case__organisation").get(pk=opinion.pk)
    row.dossier = dossier
    if row.answered_at is not None or row.case.closed_at is not None:
        raise RuleBroken("Câu hỏi này đã có trả lời hoặc đã được rút.")
    return row


def _refuse(row: Dossier, question: Question, now: datetime, by: User) -> None:
    step = versions.process(row.version).step(row.step)
    if not step.may_consult:
        raise RuleBroken("Bước này không hỏi ý kiến cơ quan khác.")
    day = now.astimezone(ZONE).date()
    roles = frozenset(step.roles) or case_kinds.get(OPINION).roles
    if not holds(row.case.scope, reach(by, day, roles)):  # type: ignore[arg-type]
        raise RuleBroken("Bước này thuộc người có vai trò khác hoặc cơ quan khác.")
    if question.body.pk == row.case.organisation_id:
        raise RuleBroken("Cơ quan này đang giữ hồ sơ: chọn cơ quan khác.")
    if not question.words.strip():
        raise RuleBroken("Ghi nội dung cần hỏi.")


def _release(row: Opinion, now: datetime, by: User) -> None:
    """The body has done its part in the dossier; whoever writes that stands where it is held."""
    parent = row.dossier.case
    asked = parent.parties.filter(organisation=row.case.organisation_id, until=None)
    if asked.filter(role=Party.Role.ASKED).exists():
        acting = reaching(by, parent.scope)
        cases.release(case=parent, body=row.case.organisation, now=now, by=acting)


def _tell(row: Opinion, kind: str, body: Organisation, now: datetime, by: User) -> None:
    """The officers of a body, but for whoever did it."""
    case = row.case
    news = News(
        kind=kind,
        subject=f"cases.Case:{case.pk}",
        details={"number": case.number, "label": case.label, "case": case.code},
        unit=body.unit,
        key=f"{kind}:{row.pk}",
    )
    roles = case_kinds.get(OPINION).roles
    told = worklist.workers(body, roles, now.astimezone(ZONE).date()).exclude(pk=by.pk)
    notify_all(news=news, to=list(told), now=now, by=by)
