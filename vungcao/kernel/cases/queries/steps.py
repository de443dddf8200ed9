"""What every step of a case writes, each with one statement: half of its time was Django's."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import connection
from django.db.models import Field, Model

Event = tuple[datetime, str, bytes | None]  # when, the canonical body, the sealed note

# The trigger of the chain gives each its place and its hash.
APPEND = """
insert into cases_caseevent (case_id, seq, at, body, note, hash)
select %s, 0, said.at, said.body, said.note, ''::bytea
from unnest(%s::timestamptz[], %s::text[], %s::bytea[]) with ordinality
    as said (at, body, note, place)
order by said.place
returning id
"""

# The one before leaves first: there is one at a time.
HAND_OVER = """
with gone as (
    update cases_party set until = %(now)s
    where case_id = %(case)s and role = 'responsible' and until is null
    returning id
)
insert into cases_party (case_id, role, organisation_id, unit_id, scope, since)
select %(case)s, 'responsible', %(body)s, %(unit)s, %(scope)s, %(now)s
from (select count(*) from gone) as counted
"""


def append_events(case: int, events: Sequence[Event]) -> list[int]:
    """The numbers of the new events, in their order."""
    at, bodies, notes = ([one[part] for one in events] for part in range(3))
    with connection.cursor() as cursor:
        cursor.execute(APPEND, [case, at, bodies, notes])
        return [int(row[0]) for row in cursor.fetchall()]


def hand_over(case: int, *, body: int, unit: int, scope: str, now: datetime) -> None:
    """Another body is responsible from now on; it may stand where the giver cannot look."""
    given: dict[str, int | str | datetime] = {
        "case": case,
        "body": body,
        "unit": unit,
        "scope": scope,
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(HAND_OVER, given)


def update(row: Model, names: Collection[str]) -> bool:
    """Write these columns of a row as it holds them; False when nobody finds the row."""
    fields: list[Field[object, object]] = [
        field for field in row._meta.concrete_fields if field.attname in names
    ]
    quoted = connection.ops.quote_name
    pairs = ", ".join(f"{quoted(field.column)} = %s" for field in fields)
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    table, key = quoted(row._meta.db_table), quoted(str(row._meta.pk.column))
    with connection.cursor() as cursor:
        cursor.execute(f"update {table} set {pairs} where {key} = %s", [*values, row.pk])
        return bool(cursor.rowcount)
