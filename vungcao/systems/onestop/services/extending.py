"""Lengthening the term of a dossier before it is over, and what is left after it: form 04."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.cases import services as cases
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.organisations.models import Organisation
from vungcao.systems.onestop.models import Apology, Dossier, Extension
from vungcao.systems.onestop.queries import apologies, deadlines, versions
from vungcao.systems.onestop.rules.definition import Definition
from vungcao.systems.onestop.services import apologising, sealing
from vungcao.systems.onestop.services.engine import STALE, lock

NO_REASON = "Ghi lý do: lý do được in trên phiếu xin lỗi."
NO_DAYS = "Ghi số ngày làm việc, lớn hơn 0, tính đến nửa ngày."


@dataclass(frozen=True)
class Longer:
    """By how many working days, why, and whose step was late (the responsible body's if unsaid)."""

    days: Fraction
    reason: str
    fault: Organisation | None = None

    def refuse_unsaid(self) -> None:
        """Raises `RuleBroken` without a reason or with days that no calendar counts."""
        if not self.reason.strip():
            raise RuleBroken(NO_REASON)
        if self.days <= 0 or (self.days * 2).denominator != 1:
            raise RuleBroken(NO_DAYS)


@transaction.atomic
def extend(
    *, dossier: Dossier, longer: Longer, now: datetime, by: User, seen: int | None = None
) -> Extension:
    """Let a dossier and its step take longer. Pauses count as before.

    Raises `RuleBroken` after the due instant, in a pause, for a procedure that has been extended as
    often as it may be, without a reason, or when `by` works at no such step.
    """
    row = lock(dossier)
    process = versions.process(row.version)
    _refuse(row, process, longer, now, by, seen)
    before, key = row.case.due_at, row.case.key
    assert before is not None
    assert key is not None  # every dossier is opened with one
    halves = int(longer.days * 2)
    term = cases.Term(Fraction(row.case.term_halves or 0, 2) + longer.days, row.version.basis)
    row.case = cases.set_term(case=row.case, term=term, reason=longer.reason, now=now, by=by)
    assert row.case.due_at is not None
    made = Extension.objects.create(
        dossier=row,
        step=row.step,
        at=now,
        by=by,
        halves=halves,
        old_due_at=before,
        new_due_at=row.case.due_at,
        fault=longer.fault or row.case.organisation,
        reason=sealing.seal(longer.reason.strip(), key, Extension, "reason"),
    )
    row.extensions += 1
    row.step_due_at = deadlines.step_due(row)
    row.save(update_fields=["extensions", "step_due_at"])
    apologising.send(
        dossier=row,
        reason=longer.reason,
        fault=longer.fault,
        promised=made.new_due_at,
        extension=made,
        now=now,
        by=by,
    )
    audit.record(by=by, action="onestop.extended", subject=row, extension=made.pk, halves=halves)
    return made


@transaction.atomic
def apologise(
    *, dossier: Dossier, longer: Longer, now: datetime, by: User, seen: int | None = None
) -> Apology:
    """Send the apology for a moment that cannot be moved any more: it names another one.

    The term stays as it was, the dossier counts as late. Raises `RuleBroken` while an extension is
    still possible, without a reason or days, and for a moment that was apologised for.
    """
    row = lock(dossier)
    if seen is not None and row.case.version != seen:
        raise RuleBroken(STALE)
    if not deadlines.may_extend(row, by, now):
        raise RuleBroken(deadlines.NOT_THEIRS)
    if against := apologies.why_not(row, now):
        raise RuleBroken(against)
    longer.refuse_unsaid()
    promised = deadlines.after(row, now, longer.days)
    return apologising.send(
        dossier=row,
        reason=longer.reason,
        fault=longer.fault,
        promised=promised,
        now=now,
        by=by,
    )


def _refuse(
    row: Dossier, process: Definition, longer: Longer, now: datetime, by: User, seen: int | None
) -> None:
    most = process.policy.extension_halves
    if seen is not None and row.case.version != seen:
        raise RuleBroken(STALE)
    if not deadlines.may_extend(row, by, now):
        raise RuleBroken(deadlines.NOT_THEIRS)
    if against := deadlines.why_not(row, now):
        raise RuleBroken(against)
    longer.refuse_unsaid()
    if most and longer.days * 2 > most:
        raise RuleBroken(f"Thủ tục này chỉ được gia hạn tối đa {most / 2:g} ngày làm việc.")
