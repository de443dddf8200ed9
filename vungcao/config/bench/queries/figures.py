"""Laying figures by the million: what is asked, what stands, what a file would say."""

import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection

# As `open_campaign` does, without a calendar of working days for years that have none.
CAMPAIGN = """
insert into statistics_campaign (
    version_id, unit_id, period, due_on, late_on, state, opened_at, opened_by_id)
values (%(version)s, %(unit)s, %(period)s, %(due)s, %(due)s, 'open', now(), %(by)s)
returning id
"""
OBLIGATIONS = """
insert into statistics_obligation (campaign_id, unit_id, scope)
select %(campaign)s, id, scope from units_unit where id = any(%(units)s) order by id
"""
SUBMISSIONS = """
insert into statistics_submission (obligation_id, unit_id, scope, stage, counter, version, source)
select id, unit_id, scope, 0, 0, 0, '' from statistics_obligation where campaign_id = %(campaign)s
order by id
"""
FIGURES = """
insert into statistics_observation (
    cell_id, period, unit_id, scope, value, state, stage, revision, submission_id)
select given.cell_id, campaign.period, one.unit_id, one.scope,
    (given.cell_id * 7919 + one.id * 104729) %% 5000, 0, one.stage, given.position, one.id
from statistics_submission one
join statistics_obligation owed on owed.id = one.obligation_id
join statistics_campaign campaign on campaign.id = owed.campaign_id
join statistics_formcell given on given.version_id = campaign.version_id
where campaign.version_id = %(version)s
"""
LOG = """
insert into statistics_observationlog (
    submission_id, revision, op, cell_id, period, unit_id, state_before, value_before, state, value,
    stage, channel, by_id, is_delegated, at, reason)
select submission_id, revision, gen_random_uuid(), cell_id, period, unit_id, 1, null, state, value,
    0, 'loaded', %(by)s, false, now(), ''
from statistics_observation
where submission_id in (select id from statistics_submission where source = '')
"""
COUNTED = """
update statistics_submission one set counter = (
    select count(*) from statistics_formcell where version_id = %(version)s)
from statistics_obligation owed join statistics_campaign campaign on campaign.id = owed.campaign_id
where owed.id = one.obligation_id and campaign.version_id = %(version)s
"""
LINES = """
select indicator.code, coalesce(ethnic.code, ''), coalesce(sex.code, ''), named.code,
    campaign.period, owed.id %% 7
from statistics_obligation owed
join statistics_campaign campaign on campaign.id = owed.campaign_id
join statistics_formcell given on given.version_id = campaign.version_id
join statistics_cell cell on cell.id = given.cell_id
join statistics_indicator indicator on indicator.id = cell.indicator_id
left join lateral (
    select item.code from statistics_cellitem one join statistics_codeitem item on item.id = item_id
    join statistics_codelist list on list.id = item.list_id
    where one.cell_id = cell.id and list.code = 'ethnic_group') ethnic on true
left join lateral (
    select item.code from statistics_cellitem one join statistics_codeitem item on item.id = item_id
    join statistics_codelist list on list.id = item.list_id
    where one.cell_id = cell.id and list.code = 'sex') sex on true
join units_code named on named.unit_id = owed.unit_id and named.scheme = 'gso'
    and named.valid_until is null
where campaign.version_id = %s
order by owed.id, given.position
"""


def patient() -> None:
    """No statement of this transaction is ended for its length."""
    with connection.cursor() as cursor:
        cursor.execute("set local statement_timeout = 0")


def ask(*, version: int, unit: int, period: int, due: date, units: Sequence[int], by: int) -> None:
    """A campaign with its obligations and blank answers."""
    given: dict[str, Any] = {"version": version, "unit": unit, "period": period, "due": due}
    with connection.cursor() as cursor:
        cursor.execute(CAMPAIGN, given | {"by": by})
        campaign = cursor.fetchone()[0]
        for statement in (OBLIGATIONS, SUBMISSIONS):
            cursor.execute(statement, {"campaign": campaign, "units": list(units)})


def lay(*, version: int, by: int) -> int:
    """A figure and its line of the log for every cell that is asked; how many there are."""
    given = {"version": version, "by": by}
    with connection.cursor() as cursor:
        for statement in (FIGURES, COUNTED, LOG):
            cursor.execute(statement, given)
        cursor.execute("select count(*) from statistics_observation")
        return int(cursor.fetchone()[0])


def asked(version: int) -> Iterator[list[tuple[Any, ...]]]:
    """Every figure that is asked, by piece: indicator, group, sex, unit, period, a small number."""
    with connection.cursor() as cursor:
        cursor.execute(LINES, [version])
        while found := cursor.fetchmany(5000):
            yield found


def server_cpu() -> float:
    """Processor seconds of the server's process behind this connection; it runs on this machine."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        (pid,) = cursor.fetchone()
    spent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(spent[11]) + int(spent[12])) / os.sysconf("SC_CLK_TCK")
