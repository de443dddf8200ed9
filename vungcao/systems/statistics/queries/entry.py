"""What an answer holds: now, at an earlier revision, and by the log alone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from vungcao.systems.statistics.models import (
    Campaign,
    FormCell,
    FormVersion,
    Observation,
    ObservationLog,
    ReturnedCell,
    Submission,
)
from vungcao.systems.statistics.rules.exact import State
from vungcao.systems.statistics.rules.operations import Held, Place

STATES = tuple(State)


@dataclass(frozen=True)
class Input:
    """An input of a form: its own id, the figure for which it stands, and its decimals."""

    id: int
    cell: int
    place: Place


def inputs(version: int, codes: Iterable[str] | None = None) -> dict[str, Input]:
    """The inputs of a published version by code; all of them, or those that are named."""
    return inputs_of([version], codes).get(version, {})


def inputs_of(
    versions: Iterable[int], codes: Iterable[str] | None = None
) -> dict[int, dict[str, Input]]:
    """The inputs of several versions, in one statement."""
    rows = FormCell.objects.filter(version__in=list(versions))
    if codes is not None:
        rows = rows.filter(code__in=set(codes))
    named = ("version", "code", "pk", "cell", "decimals", "cell__indicator__decimals")
    found: dict[int, dict[str, Input]] = defaultdict(dict)
    for version, code, pk, cell, typed, stored in rows.order_by("position").values_list(*named):
        found[version][code] = Input(pk, cell, Place(typed, stored))
    return found


def with_campaigns(rows: QuerySet[Submission]) -> list[Submission]:
    """Many answers with what they answer to; a form, which is long, is read once for all."""
    found = list(rows.select_related("obligation"))
    asked = Campaign.objects.in_bulk({row.obligation.campaign_id for row in found})
    told = FormVersion.objects.select_related("form")
    versions = told.in_bulk({campaign.version_id for campaign in asked.values()})
    for campaign in asked.values():
        campaign.version = versions[campaign.version_id]
    for row in found:
        row.obligation.campaign = asked[row.obligation.campaign_id]
    return found


def held(submission: Submission, since: int = 0) -> dict[int, Held]:
    """What stands in the table, by figure; with `since` only what changed after a revision."""
    rows = Observation.objects.filter(submission=submission, revision__gt=since)
    found = rows.order_by("revision").values_list("cell", "state", "value", "revision")
    return {cell: Held(STATES[state], value, at) for cell, state, value, at in found}


def replayed(submission: Submission, until: int | None = None) -> dict[int, Held]:
    """The same from the log alone: all of it, or as the answer was at a revision."""
    rows = ObservationLog.objects.filter(submission=submission)
    if until is not None:
        rows = rows.filter(revision__lte=until)
    found = rows.order_by("revision").values_list("cell", "state", "value", "revision")
    return {cell: Held(STATES[state], value, at) for cell, state, value, at in found}


def broken_replay(submission: Submission) -> list[int]:
    """Figures for which log and table disagree: none, or something wrote past the one funnel."""
    table, log = held(submission), replayed(submission)
    return sorted(cell for cell in table.keys() | log.keys() if table.get(cell) != log.get(cell))


def shown(submission: Submission, since: int = 0) -> dict[str, Held]:
    """What stands in the cells of the form, by code; a blank that nobody touched is not there."""
    by_cell = held(submission, since)
    given = inputs(submission.obligation.campaign.version_id)
    return {code: by_cell[one.cell] for code, one in given.items() if one.cell in by_cell}


def returned(submission: Submission) -> dict[str, ReturnedCell]:
    """The cells that were sent back and wait: while there are any, only these are open."""
    rows = ReturnedCell.objects.filter(submission=submission, answered_at=None)
    found = rows.select_related("cell", "by").order_by("cell__position", "pk")
    return {one.cell.code: one for one in found}


def last_changes(
    submission: Submission, revisions: Iterable[int]
) -> Mapping[int, tuple[str, datetime]]:
    """By whom and when, for some revisions of an answer."""
    rows = ObservationLog.objects.filter(submission=submission, revision__in=set(revisions))
    found = rows.order_by("pk").values_list("revision", "by__username", "at")
    return {revision: (name, at) for revision, name, at in found}
