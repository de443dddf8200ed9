"""Checks of a form asked of every answer that a file touches, with one statement for many."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from vungcao.systems.statistics.models import FormCell, FormVersion

# The inputs of each touched answer as arrays in the order of its form; `l` the lines of the file.
SHEETS = """
select one.id, one.unit_id, array_agg(said.number order by cell.position) as a,
    array_agg(said.state order by cell.position) as s,
    array_agg(said.line order by cell.position) as l
from (select distinct submission_id from statistics_stagedvalue) touched
join statistics_submission one on one.id = touched.submission_id
join statistics_obligation owed on owed.id = one.obligation_id
join statistics_campaign campaign on campaign.id = owed.campaign_id
join statistics_formcell cell on cell.version_id = campaign.version_id
join statistics_cell figure on figure.id = cell.cell_id
join statistics_indicator indicator on indicator.id = figure.indicator_id
left join (
    select submission_id, cell_id, state, line,
        case state when 0 then value when 2 then 0 end as raw
    from statistics_stagedvalue
    union all
    select held.submission_id, held.cell_id, held.state, null,
        case held.state when 0 then held.value when 2 then 0 end
    from statistics_observation held
    where held.submission_id in (select submission_id from statistics_stagedvalue)
    and not exists (
        select 1 from statistics_stagedvalue given
        where given.submission_id = held.submission_id and given.cell_id = held.cell_id)
) said_raw on said_raw.submission_id = one.id and said_raw.cell_id = cell.cell_id
cross join lateral (
    select said_raw.raw * (10 ^ (%(places)s - indicator.decimals))::bigint as number,
        said_raw.state, said_raw.line
) said
where campaign.version_id = %(version)s
group by one.id, one.unit_id
"""


def versions() -> list[FormVersion]:
    """The forms of the answers that the file touches."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select distinct campaign.version_id from statistics_submission one"
            " join statistics_obligation owed on owed.id = one.obligation_id"
            " join statistics_campaign campaign on campaign.id = owed.campaign_id"
            " where one.id in (select submission_id from statistics_stagedvalue)"
        )
        return list(FormVersion.objects.filter(pk__in=[pk for (pk,) in cursor.fetchall()]))


def places(version: FormVersion) -> int:
    """With how many decimals all inputs of a form can be told."""
    cells = FormCell.objects.filter(version=version)
    return max(cells.values_list("cell__indicator__decimals", flat=True), default=0)


def failed(
    version: FormVersion, rules: Sequence[tuple[str, int | None]], most: int
) -> list[tuple[int, int]]:
    """Which rules do not hold, and at which line. A rule is its SQL, and its place in the form.

    It is shown where the file says its cell; else at the first line of the answer.
    """
    said = ", ".join(f"({nth}, {sql})" for nth, (sql, _place) in enumerate(rules))
    statement = (
        "select nth, coalesce(l[at], (select min(one) from unnest(l) one)) as line"
        f" from ({SHEETS}) sheet cross join lateral (values {said}) rule(nth, holds)"
        " join unnest(%(nths)s::int[], %(ats)s::int[]) shown(nth, at) using (nth)"
        " where holds is false order by line limit %(most)s"
    )
    given: dict[str, Any] = {
        "version": version.pk,
        "places": places(version),
        "nths": list(range(len(rules))),
        "ats": [place for _sql, place in rules],
        "most": most,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return list(cursor.fetchall())
