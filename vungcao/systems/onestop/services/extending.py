"""Lengthening the term of a dossier before it is over, with an apology (form 04)."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.cases import services as cases
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.organisations.models import Organisation
from vungcao.systems.onestop.models import Dossier, Extension
from vungcao.systems.onestop.queries import deadlines, versions
from vungcao.systems.onestop.rules.definition import Definition
from vungcao.systems.onestop.services import papers, sealing
from vungcao.systems.onestop.services.engine import STALE, lock


@dataclass(frozen=True)
class Longer:
    """By how many working days, why, and whose step was late (the responsible body's if unsaid)."""

    days: Fraction
    reason: str
    fault: Organisation | None = None


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
    papers.write(
        dossier=row, form="04", words=longer.reason.strip(), extension=made, now=now, by=by
    )
    audit.record(by=by, action="onestop.extended", subject=row, extension=made.pk, halves=halves)
    return made


def _refuse(
    row: Dossier, process: Definition, longer: Longer, now: datetime, by: User, seen: int | None
) -> None:
    most = process.policy.extension_halves
    if seen is not None and row.case.version != seen:
        raise RuleBroken(STALE)
    if not deadlines.may_extend(row, by, now):
        raise RuleBroken("Bước này thuộc người có vai trò khác hoặc cơ quan khác.")
    if against := deadlines.why_not(row, now):
        raise RuleBroken(against)
    if not longer.reason.strip():
        raise RuleBroken("Ghi lý do gia hạn: lý do được in trên phiếu xin lỗi.")
    if longer.days <= 0 or (longer.days * 2).denominator != 1:
        raise RuleBroken("Ghi số ngày làm việc gia hạn, lớn hơn 0, tính đến nửa ngày.")
    if most and longer.days * 2 > most:
        raise RuleBroken(f"Thủ tục này chỉ được gia hạn tối đa {most / 2:g} ngày làm việc.")
