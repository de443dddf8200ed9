"""Laying synthetic cases by the hundred thousand, as one statement for each table."""

from typing import Any

from django.db import connection

# Every committee of a commune holds its share; six of ten have ended.
CASES = """
insert into cases_case (
    code, kind, number, external_number, label, organisation_id, unit_id, scope, state,
    calendar_id, received_at, term_halves, term_basis_id, due_at, closed_at, outcome, key_id,
    last_event_at, version)
select 'z' || lpad(nth::text, 9, '0'), one.kind, 'DO-' || nth, '', one.label,
    body.id, body.unit_id, body.scope,
    case when nth %% 10 < 6 then 'closed' when nth %% 10 = 6 then 'paused' else 'open' end,
    one.calendar_id, one.received_at, one.term_halves, one.term_basis_id,
    one.due_at + (nth %% 90 - 30) * interval '1 day',
    case when nth %% 10 < 6 then one.received_at end, '', one.key_id, one.received_at, 1
from generate_series(1, %(count)s) as nth
join cases_case one on one.id = %(like)s
join (
    select id, unit_id, scope, row_number() over (order by id) - 1 as place,
        count(*) over () as all_of
    from organisations_organisation
    where kind = 'peoples_committee' and valid_until is null and id = any(%(bodies)s)
) body on body.place = nth %% body.all_of
"""
PARTIES = """
insert into cases_party (case_id, role, organisation_id, unit_id, scope, since)
select id, role, organisation_id, unit_id, scope, received_at
from cases_case cross join unnest(array['intake', 'responsible']) as role
where number like 'DO-%%'
"""
EVENTS = """
insert into cases_caseevent (case_id, seq, at, body, hash)
select id, 0, received_at, '{"action":"opened","actor":"do","organisation":1}', ''
from cases_case where number like 'DO-%%'
"""
DOSSIERS = """
insert into onestop_dossier (
    case_id, version_id, unit_id, intake_id, channel, delivery, applicant_kind, secret, likeness,
    step, step_since, step_due_at, status, outcome, submitted_at, received_at, first_due_at,
    finished_at, extensions)
select held.id, one.version_id, held.unit_id, held.organisation_id, 1 + held.id %% 3, one.delivery,
    one.applicant_kind, one.secret, one.likeness, one.step, one.step_since, one.step_due_at,
    case when held.state = 'closed' then 10 when held.state = 'paused' then 5 else 4 end, '',
    one.submitted_at, one.received_at, held.due_at, held.closed_at, 0
from cases_case held join onestop_dossier one on one.case_id = %(like)s
where held.number like 'DO-%%'
"""


def lay(*, count: int, like: int, bodies: list[int]) -> int:
    """So many cases like one, spread over bodies, each with parties, an event and its dossier."""
    given: dict[str, Any] = {"count": count, "like": like, "bodies": bodies}
    with connection.cursor() as cursor:
        cursor.execute("set local statement_timeout = 0")
        for statement in (CASES, PARTIES, EVENTS, DOSSIERS):
            cursor.execute(statement, given)
        cursor.execute("select count(*) from cases_case")
        return int(cursor.fetchone()[0])
