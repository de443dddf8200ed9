"""Recomputing the chain of a case's events."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from vungcao.kernel.cases.models import Case

FIRST_BROKEN = """
with chain as (
    select seq, at, body, note, hash,
        coalesce(lag(seq) over events, 0) as seq_before,
        coalesce(lag(hash) over events, ''::bytea) as hash_before
    from cases_caseevent where case_id = %s
    window events as (order by seq)
)
select seq from chain
where seq <> seq_before + 1 or hash <> cases_event_hash(hash_before, %s, seq, at, body, note)
order by seq limit 1
"""


@dataclass(frozen=True)
class Verdict:
    """Whether a case's chain holds: how many events stand, how many must, the first bad place."""

    events: int
    expected: int
    broken_at: int | None = None

    @property
    def holds(self) -> bool:
        return self.broken_at is None and self.events == self.expected


def verify(case: Case) -> Verdict:
    """Recompute the chain from the rows; a missing tail shows in the case's own count."""
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from cases_caseevent where case_id = %s", [case.pk])
        (events,) = cursor.fetchone()
        cursor.execute(FIRST_BROKEN, [case.pk, case.pk])
        broken = cursor.fetchone()
    return Verdict(events, case.version, broken[0] if broken else None)


def events_of(case: int, action: str) -> list[tuple[datetime, str]]:
    """When and what was written under an action in a case, the newest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select at, body from cases_caseevent where case_id = %s and action = %s"
            " order by seq desc",
            [case, action],
        )
        return [(at, body) for at, body in cursor.fetchall()]
