"""Planning visits, saying that one was made, perhaps with a gift, or that it falls away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.prestige.models import Occasion, Recognition, Visit, VisitState
from vungcao.systems.prestige.rules import visits as rules
from vungcao.systems.prestige.rules.visits import Plan
from vungcao.systems.prestige.services import profiles
from vungcao.systems.prestige.services.granting import NewBenefit, grant


@dataclass(frozen=True)
class NewVisit:
    """Who is to be visited when, why, and by which body."""

    recognition: Recognition
    planned_on: date
    occasion: str
    visitor: str
    note: str = ""


@transaction.atomic
def plan_visit(*, new: NewVisit, by: AbstractBaseUser) -> Visit:
    """Plan one visit. Raises `RuleBroken` with everything that stands against it."""
    (made,) = plan_visits(new=[new], by=by)
    return made


@transaction.atomic
def plan_visits(*, new: Sequence[NewVisit], by: AbstractBaseUser) -> list[Visit]:
    """Plan visits, all or none; what is wrong is said with the number of its line."""
    wrong = []
    for line, one in enumerate(new, start=1):
        found = _against(one)
        wrong += found if len(new) == 1 else [f"Dòng {line}: {text}" for text in found]
    if wrong:
        raise RuleBroken("\n".join(wrong))
    made = Visit.objects.bulk_create([_row(one) for one in new])
    audit.record(
        by=by,
        action="prestige.visit_planned",
        subject=made[0] if len(made) == 1 else Visit._meta.label,
        visits=[row.pk for row in made],
        recognitions=[row.recognition_id for row in made],
    )
    return made


@transaction.atomic
def mark_visited(
    *,
    visit: Visit,
    done_on: date,
    today: date,
    by: AbstractBaseUser,
    note: str = "",
    benefit: NewBenefit | None = None,
) -> Visit:
    """Say that a visit was made, with what was given: both hold or neither.

    Raises `RuleBroken`, also for what stands against the benefit.
    """
    locked = _locked(visit)
    is_planned = locked.state == VisitState.PLANNED
    wrong = rules.against_closing(is_planned=is_planned, done_on=done_on, today=today)
    row = locked.recognition
    if not wrong and not row.valid_from <= done_on < row.valid_until:
        wrong.append(f"Ngày {done_on:%d/%m/%Y} người này không có trong danh sách.")
    if wrong:
        raise RuleBroken("\n".join(wrong))
    if benefit is not None:
        locked.benefit = grant(recognition=row, new=benefit, today=today, by=by)
    _close(locked, VisitState.DONE, done_on, note)
    audit.record(
        by=by,
        action="prestige.visited",
        subject=locked,
        done_on=str(done_on),
        benefit=locked.benefit_id,
    )
    return locked


@transaction.atomic
def drop_visit(*, visit: Visit, note: str, today: date, by: AbstractBaseUser) -> Visit:
    """Say that a planned visit is not made, and why."""
    locked = _locked(visit)
    is_planned = locked.state == VisitState.PLANNED
    wrong = rules.against_closing(is_planned=is_planned, done_on=None, today=today)
    if not note.strip():
        wrong.append("Ghi lý do không thăm.")
    if wrong:
        raise RuleBroken("\n".join(wrong))
    _close(locked, VisitState.DROPPED, None, note)
    audit.record(by=by, action="prestige.visit_dropped", subject=locked)
    return locked


def _locked(visit: Visit) -> Visit:
    rows = Visit.objects.select_for_update(of=("self",))
    return rows.select_related("recognition").get(pk=visit.pk)


def _against(one: NewVisit) -> list[str]:
    row = one.recognition
    return rules.against_plan(
        Plan(
            day=one.planned_on,
            held=(row.valid_from, row.valid_until),
            visitor=one.visitor,
            is_occasion=one.occasion in Occasion,
            is_void=row.is_void,
        )
    )


def _row(one: NewVisit) -> Visit:
    row = one.recognition
    note = one.note.strip()
    return Visit(
        recognition=row,
        unit_id=row.unit_id,
        scope=row.scope,
        planned_on=one.planned_on,
        occasion=one.occasion,
        visitor=one.visitor.strip(),
        note=profiles.seal(note, profiles.key_of(row), "note", Visit) if note else None,
    )


def _close(locked: Visit, state: VisitState, done_on: date | None, note: str) -> None:
    locked.state, locked.done_on = state, done_on
    if note.strip():
        key = profiles.key_of(locked.recognition)
        locked.note = profiles.seal(note.strip(), key, "note", Visit)
    locked.save()
