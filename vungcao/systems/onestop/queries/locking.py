"""Reading a dossier with what a step of it asks of its case, calendar and place, and locking it."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache

from django.db import connection

from vungcao.kernel.calendar.models import WorkingCalendar
from vungcao.kernel.cases.models import Case
from vungcao.kernel.cases.queries.steps import Read
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.units.models import Unit
from vungcao.systems.onestop.models import Dossier, Supplement

# From here on a step asks for rows by their keys: a kept plan serves any of them. Left to choose,
# PostgreSQL plans such a statement anew each time, which takes longer than reading (ADR 0099).
LOCKED = """
select {columns}, set_config('plan_cache_mode', 'force_generic_plan', true)
from onestop_dossier dossier
join cases_case one on one.id = dossier.case_id
join calendar_workingcalendar calendar on calendar.id = one.calendar_id
join units_unit place on place.id = dossier.unit_id
where dossier.id = %s
for update of dossier, one
"""


WAITING = """
select {columns} from onestop_supplement asked
where asked.dossier_id = %s and asked.answered_at is null
for update
"""
TAKE_AWAY = """
update onestop_paper set removed_at = %s
where dossier_id = %s and code = any(%s) and removed_at is null
"""
NEAR = """
select {columns}
from organisations_organisation body join units_unit place on place.id = body.unit_id
where body.kind = %s and body.unit_id = any(%s)
    and body.valid_from <= %s and (body.valid_until is null or body.valid_until > %s)
order by body.id
"""


@cache
def _reading() -> tuple[Read, str]:
    reading = Read(Dossier, Case, WorkingCalendar, Unit)
    columns = reading.columns("dossier", "one", "calendar", "place")
    return reading, LOCKED.format(columns=columns)


def locked(pk: int) -> Dossier:
    """A dossier and its case as they stand, held until the transaction ends.

    Raises `Dossier.DoesNotExist` where the reader finds none.
    """
    reading, text = _reading()
    with connection.cursor() as cursor:
        cursor.execute(text, [pk])
        found = cursor.fetchone()
    if found is None:
        raise Dossier.DoesNotExist
    row, case, calendar, place = reading.rows(found[:-1])
    case.calendar, row.case, row.unit = calendar, case, place
    assert isinstance(row, Dossier)
    return row


@cache
def _waiting() -> tuple[Read, str]:
    reading = Read(Supplement)
    return reading, WAITING.format(columns=reading.columns("asked"))


def waiting(dossier: int) -> Supplement | None:
    """What a dossier was asked for and has not brought yet, locked: there is one at a time."""
    reading, text = _waiting()
    with connection.cursor() as cursor:
        cursor.execute(text, [dossier])
        found = cursor.fetchone()
    asked: Supplement | None = reading.rows(found)[0] if found else None
    return asked


def take_away(dossier: int, codes: Iterable[str], now: datetime) -> None:
    """The papers that stood in these places of the list make room for others."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE_AWAY, [now, dossier, list(codes)])


@cache
def _near() -> tuple[Read, str]:
    reading = Read(Organisation, Unit)
    return reading, NEAR.format(columns=reading.columns("body", "place"))


def bodies(kind: str, units: Iterable[int], day: date) -> list[Organisation]:
    """The bodies of a kind that stand in these units on a day, with their units."""
    reading, text = _near()
    found = []
    with connection.cursor() as cursor:
        cursor.execute(text, [kind, list(units), day, day])
        for values in cursor.fetchall():
            body, place = reading.rows(values)
            body.unit = place
            found.append(body)
    return found
