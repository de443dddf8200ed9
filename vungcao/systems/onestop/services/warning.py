"""Telling officers of dossiers that end today or are late, and everybody of a date that moved."""

from datetime import datetime

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases.models import Case, Party
from vungcao.kernel.notices import services as notices
from vungcao.kernel.notices.services import News
from vungcao.systems.onestop.models import Dossier
from vungcao.systems.onestop.queries import deadlines, versions

ENDING, LATE = "onestop.due_today", "onestop.late"
MOVED, OWN_MOVED = "onestop.due_moved", "onestop.own_due_moved"


@transaction.atomic
def warn(*, now: datetime, by: User) -> int:
    """Tell once of each dossier that ends today, and once of each that is late. How many times."""
    day, told = now.astimezone(ZONE).date(), 0
    for row in deadlines.ending_on(day).filter(case__due_at__gte=now):
        told += _tell(ENDING, row, now, by)
    for row in deadlines.ended_before(now):
        told += _tell(LATE, row, now, by)
    return told


@transaction.atomic
def tell_moved(*, case: Case, now: datetime, by: User) -> int:
    """The calendar moved a due date: the officers and the applicant learn the new one, once.

    The term of the step follows the same calendar.
    """
    row = Dossier.objects.select_for_update(of=("self",)).select_related(
        "case__unit", "case__calendar", "case__organisation", "version"
    )
    dossier = row.filter(case=case, finished_at=None).first()
    if dossier is None or dossier.case.due_at is None:
        return 0
    dossier.step_due_at = deadlines.step_due(dossier)
    dossier.save(update_fields=["step_due_at"])
    told = _tell(MOVED, dossier, now, by)
    applicants = Party.objects.filter(case=case, role=Party.Role.APPLICANT, account__isnull=False)
    to = [party.account for party in applicants.select_related("account") if party.account]
    news = _news(OWN_MOVED, dossier, is_own=True)
    return told + len(notices.notify_all(news=news, to=to, now=now, by=by))


def _tell(kind: str, row: Dossier, now: datetime, by: User) -> int:
    """Who works at the step and who leads there; each is told once of each due date."""
    step = versions.process(row.version).step(row.step)
    roles = {*step.roles, *map(str, deadlines.LEADERS)}
    return len(notices.notify_holders(news=_news(kind, row), roles=roles, now=now, by=by))


def _news(kind: str, row: Dossier, *, is_own: bool = False) -> News:
    """By number and procedure alone. What is an account's own lies nowhere."""
    due = row.case.due_at
    assert due is not None
    said = {
        "number": row.case.number,
        "label": row.case.label,
        "case": row.case.code,
        "due": f"{due.astimezone(ZONE):%H:%M ngày %d/%m/%Y}",
    }
    where = None if is_own else row.case.unit
    return News(
        kind, f"cases.Case:{row.case_id}", said, where, f"{kind}:{row.case_id}:{due.isoformat()}"
    )
