"""What every step of a case writes, each with one statement: half of its time was Django's."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Field, Model

Event = tuple[datetime, str, bytes | None]  # when, the canonical body, the sealed note

# The trigger of the chain gives each its place and its hash.
APPEND = """
insert into cases_caseevent (case_id, seq, at, body, note, hash)
values {events} returning id
"""
EVENT = "(%s, 0, %s, %s, %s, ''::bytea)"

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


# The open one ends, and all that have ended come back in order.
END_PAUSE = """
with gone as (
    update cases_pause set resumed_at = %(now)s
    where case_id = %(case)s and resumed_at is null
    returning id, stopped_at, resumed_at
)
select id, stopped_at, resumed_at, true from gone
union all
select id, stopped_at, resumed_at, false from cases_pause
where case_id = %(case)s and resumed_at is not null
order by 2, 1
"""


def end_pause(case: int, now: datetime) -> list[tuple[datetime, datetime]] | None:
    """Every pause of a case, now that all have ended; None when none was open."""
    with connection.cursor() as cursor:
        cursor.execute(END_PAUSE, {"case": case, "now": now})
        rows = cursor.fetchall()
    if not any(has_ended_now for *_pause, has_ended_now in rows):
        return None
    return [(stopped, resumed) for _pk, stopped, resumed, _now in rows]


def append_events(case: int, events: Sequence[Event]) -> list[int]:
    """The numbers of the new events, in their order."""
    statement = APPEND.format(events=", ".join([EVENT] * len(events)))
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for one in events for value in (case, *one)])
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


class Read:
    """How rows of some models, joined in one statement, become those models again."""

    def __init__(self, *models: type[Model]) -> None:
        self.models = models
        self.columns_of = [[one.column for one in model._meta.concrete_fields] for model in models]
        self.names = [[one.attname for one in model._meta.concrete_fields] for model in models]
        self.converters = [
            [
                (nth, one.from_db_value)
                for nth, one in enumerate(model._meta.concrete_fields)
                if hasattr(one, "from_db_value")
            ]
            for model in models
        ]

    def columns(self, *aliases: str) -> str:
        """The columns of each model under its alias, in the order in which `rows` takes them."""
        named = zip(aliases, self.columns_of, strict=True)
        return ", ".join(f'{alias}."{column}"' for alias, columns in named for column in columns)

    def rows(self, values: Sequence[object]) -> list[Any]:
        """One instance of each model from one row of the answer."""
        found, at = [], 0
        for model, names, converters in zip(self.models, self.names, self.converters, strict=True):
            part = list(values[at : at + len(names)])
            for nth, convert in converters:
                part[nth] = convert(part[nth], None, connection)
            found.append(model.from_db("default", names, part))
            at += len(names)
        return found


def insert(rows: Sequence[Model]) -> None:
    """Write new rows of one model; their numbers are not asked for."""
    if not rows:
        return
    meta, quoted = rows[0]._meta, connection.ops.quote_name
    fields = [one for one in meta.concrete_fields if not one.primary_key]
    names = ", ".join(quoted(one.column) for one in fields)
    place = f"({', '.join(['%s'] * len(fields))})"
    places = ", ".join([place] * len(rows))
    values = [
        one.get_db_prep_save(one.pre_save(row, True), connection) for row in rows for one in fields
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"insert into {quoted(meta.db_table)} ({names}) values {places}", values)


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
