"""What somebody has to do next."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from vungcao.kernel.accounts.models import User
from vungcao.kernel.cases.models import Case, CaseQuerySet


@dataclass(frozen=True)
class Wanted:
    """Which cases: of one kind, of one account, overdue ones only."""

    kind: str = ""
    account: User | None = None
    is_overdue: bool = False


def worklist(reader: User, wanted: Wanted, now: datetime, limit: int = 100) -> list[Case]:
    """The running cases for which the reader's places are responsible, the most urgent first."""
    found: CaseQuerySet = Case.objects.held_under(reader.reach).running()
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.account:
        found = found.of(wanted.account, now)
    if wanted.is_overdue:
        found = found.overdue(now)
    named = found.select_related("assignee", "delegate", "calendar")
    return list(named.order_by(F("due_at").asc(nulls_last=True), "pk")[:limit])


def final(case: Case) -> Case:
    """Where a merged case's affair went on; the case itself when it was never merged."""
    while case.merged_into is not None:
        case = case.merged_into
    return case
