"""The staging table of a file of figures: filled, compared with what stands, written, emptied.

The rows of `statistics_stagedvalue` never outlive their transaction: nobody else ever sees them.
The server does not know how many there are, so that it must not believe in few (`prepared`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

from django.db import connection

COLUMNS = "line, submission_id, cell_id, period, unit_id, value, state, is_delegated"
PIECE = 1 << 20
MANY = 5_000
PATIENT = ("set local statement_timeout = 0", "set local jit = off")
# A loop over an index for each of a million rows takes minutes where a join in sets takes seconds.
IN_SETS = ("set local enable_nestloop = off", "set local work_mem = '128MB'")
DOUBLED = """
select line, first from (
    select line, first_value(line) over same as first from statistics_stagedvalue
    window same as (partition by submission_id, cell_id order by line)
) one where line <> first
"""
FOREIGN = """
select given.line from statistics_stagedvalue given
join statistics_observation held on held.cell_id = given.cell_id and held.period = given.period
    and held.unit_id = given.unit_id
where held.submission_id <> given.submission_id
"""
# Blank upon blank changes nothing; revisions of an answer follow the lines of the file.
MOVED = """
select given.*, one.scope, one.stage, coalesce(held.state, 1) as state_before,
    held.value as value_before, held.cell_id is null as is_new,
    held.submission_id <> given.submission_id as is_foreign,
    one.counter + row_number() over (partition by given.submission_id order by given.line)
        as revision
from statistics_stagedvalue given
join statistics_submission one on one.id = given.submission_id
left join statistics_observation held on held.cell_id = given.cell_id and held.period = given.period
    and held.unit_id = given.unit_id
where (given.state, given.value) is distinct from (coalesce(held.state, 1), held.value)
"""
COUNTED = f"""
select count(*), count(*) filter (where is_new), count(*) filter (where is_foreign)
from ({MOVED}) moved
"""
CHANGED = f"""
select line, cell_id, period, unit_id, state_before, value_before, state, value
from ({MOVED}) moved where not is_new order by line limit %s
"""
# Names of operations are the file's mark and the line: a million at random take seconds. New
# figures are inserted plainly: asking for each whether it stands already costs a third more.
WRITTEN = f"""
with moved as materialized ({MOVED}),
written as (
    insert into statistics_observation (
        cell_id, period, unit_id, scope, value, state, stage, revision, submission_id)
    select cell_id, period, unit_id, scope, value, state, stage, revision, submission_id
    from moved where is_new
),
rewritten as (
    update statistics_observation held set
        value = moved.value, state = moved.state, stage = moved.stage, revision = moved.revision
    from moved
    where not moved.is_new and held.cell_id = moved.cell_id and held.period = moved.period
        and held.unit_id = moved.unit_id
),
logged as (
    insert into statistics_observationlog (
        submission_id, revision, op, cell_id, period, unit_id, state_before, value_before, state,
        value, stage, channel, by_id, is_delegated, at, reason)
    select submission_id, revision, (%(mark)s || lpad(to_hex(line), 12, '0'))::uuid, cell_id,
        period, unit_id, state_before, value_before, state, value, stage, %(channel)s, %(by)s,
        is_delegated, %(at)s, ''
    from moved
),
counted as (
    update statistics_submission one set counter = last.revision
    from (select submission_id, max(revision) as revision from moved group by submission_id) last
    where one.id = last.submission_id
    returning one.id
)
select id, exists (select from moved where is_foreign) from counted
"""


# Lines of closed answers are never staged: each is held against what stands.
DIFFERING = """
select given.line, coalesce(held.state, 1), held.value
from unnest(%(lines)s::int[], %(answers)s::bigint[], %(cells)s::bigint[], %(periods)s::int[],
    %(units)s::bigint[], %(states)s::int[], %(values)s::bigint[])
    given(line, submission_id, cell_id, period, unit_id, state, value)
left join statistics_observation held on held.cell_id = given.cell_id and held.period = given.period
    and held.unit_id = given.unit_id
where (given.state, given.value, given.submission_id)
    is distinct from (coalesce(held.state, 1), held.value,
        coalesce(held.submission_id, given.submission_id))
order by given.line
"""

Stands = tuple[int, int | None]  # state and value as they are stored


@dataclass(frozen=True)
class Said:
    """What a line says of a figure."""

    line: int
    answer: int
    cell: int
    period: int
    unit: int
    state: int
    value: int | None


@dataclass(frozen=True)
class Counts:
    """What a file would change, what it says that stands already, and what is not its answer's."""

    new: int = 0
    changed: int = 0
    same: int = 0
    foreign: int = 0


def prepared(staged: int) -> None:
    """For the rest of the transaction statements are planned for so many lines."""
    with connection.cursor() as cursor:
        for setting in PATIENT if staged < MANY else (*PATIENT, *IN_SETS):
            cursor.execute(setting)


def fill(held: IO[str]) -> None:
    """Lines with tabs between their columns, as COPY takes them."""
    with (
        connection.cursor() as cursor,
        cursor.copy(f"copy statistics_stagedvalue ({COLUMNS}) from stdin") as copy,
    ):
        while piece := held.read(PIECE):
            copy.write(piece)


def differing(lines: Sequence[Said]) -> dict[int, Stands]:
    """What stands where a line says something else than its answer."""
    given: dict[str, Any] = {
        "lines": [one.line for one in lines],
        "answers": [one.answer for one in lines],
        "cells": [one.cell for one in lines],
        "periods": [one.period for one in lines],
        "units": [one.unit for one in lines],
        "states": [one.state for one in lines],
        "values": [one.value for one in lines],
    }
    with connection.cursor() as cursor:
        cursor.execute(DIFFERING, given)
        return {line: (state, value) for line, state, value in cursor.fetchall()}


def doubles(most: int) -> tuple[int, list[tuple[int, ...]]]:
    """Lines that say again what an earlier one has said: how many, and the first of them."""
    return _asked(DOUBLED, most)


def foreign(most: int) -> list[tuple[int, ...]]:
    """The first lines for figures that belong to the answer of another form."""
    return _asked(FOREIGN, most)[1]


def counts(staged: int) -> Counts:
    """What would change of so many lines."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTED)
        moved, new, foreign = cursor.fetchone()
    return Counts(new, moved - new, staged - moved, foreign)


def changes(most: int) -> list[list[int | None]]:
    """The first lines that change a figure: line, cell, period, unit, what stood, what comes."""
    with connection.cursor() as cursor:
        cursor.execute(CHANGED, [most])
        return [list(row) for row in cursor.fetchall()]


def touched(*, is_locking: bool) -> list[Any]:
    """How far each answer that the file touches has come; locked until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, counter, version, stage from statistics_submission where id in"
            " (select submission_id from statistics_stagedvalue) order by id"
            + (" for update" if is_locking else "")
        )
        return list(cursor.fetchall())


def write(given: Mapping[str, Any]) -> tuple[list[int], bool]:
    """Figures, log and counters with one statement; the answers that have changed.

    With it stands whether a figure is another answer's by now: then nothing of it may stay.
    Raises `IntegrityError` when such a figure was written in the very meantime.
    """
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN, given)
        rows = cursor.fetchall()
    return [pk for pk, _is_foreign in rows], any(is_foreign for _pk, is_foreign in rows)


def clear() -> None:
    """Nothing of a file stays behind."""
    with connection.cursor() as cursor:
        cursor.execute("delete from statistics_stagedvalue")


def _asked(statement: str, most: int) -> tuple[int, list[tuple[int, ...]]]:
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from ({statement}) found")
        (count,) = cursor.fetchone()
        if not count:
            return 0, []
        cursor.execute(f"select * from ({statement}) found order by line limit %s", [most])
        return count, cursor.fetchall()
