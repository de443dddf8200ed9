"""Taking over what others have published: counts as figures, everything else as notes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid5

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.units.models import Unit
from vungcao.systems.statistics.models import (
    Campaign,
    CampaignState,
    Channel,
    FormVersion,
    Indicator,
    Obligation,
    PublishedFigure,
    Stage,
    Submission,
)
from vungcao.systems.statistics.queries import sheets
from vungcao.systems.statistics.rules import periods
from vungcao.systems.statistics.rules.checks import Level
from vungcao.systems.statistics.rules.operations import Op
from vungcao.systems.statistics.services.entering import apply
from vungcao.systems.statistics.services.turns import Turn

PUBLISHED = UUID("2d0b8a52-7d1c-4c0e-8b1f-6a4be2f0c7d1")  # identities of what is taken over


@dataclass(frozen=True)
class Publication:
    """Counts of one unit for a period, by the cells of a form, and where they were published."""

    version: FormVersion
    unit: Unit
    period: int
    source: str
    values: Mapping[str, str]


@dataclass(frozen=True)
class Note:
    """A published number that is no count of a unit on a day."""

    code: str
    name: str
    place: str
    time: str
    value: Decimal
    unit_of_measure: str
    source: str
    state: str
    detail: str = ""
    about: str = ""
    remark: str = ""
    indicator: Indicator | None = None


@transaction.atomic
def take_over(*, publication: Publication, now: datetime, by: User) -> Submission:
    """Published counts as figures: through the one funnel, closed at once, with their source.

    What is there stays: a mistake is corrected like every closed figure. Raises `RuleBroken` for
    anybody but the product, without a source, and for what does not fit or fill the form.
    """
    if by.kind != User.Kind.SYSTEM:
        raise RuleBroken("Số đã công bố do hệ thống nhập từ dữ liệu kèm theo.")
    if not publication.source.strip():
        raise RuleBroken("Số đã công bố phải có nguồn.")
    there = Submission.objects.filter(
        obligation__campaign__version=publication.version,
        obligation__campaign__period=publication.period,
        unit=publication.unit,
    ).first()
    if there is not None:
        return there
    made = _empty(publication, now, by)
    _enter(made, publication, now, by)
    turn = Turn.take(made, at=[Stage.DRAFT], by=by, now=now, seen=None)
    row = turn.end("take_over", Stage.CLOSED, reason=publication.source, closed_at=now)
    audit.record(by=by, action="statistics.taken_over", subject=row, revision=row.counter)
    return row


@transaction.atomic
def write_down(*, note: Note, by: User) -> PublishedFigure:
    """A note of what was published; the one of this code stays as it is."""
    columns = {name: value for name, value in note.__dict__.items() if name != "code"}
    made, is_new = PublishedFigure.objects.get_or_create(code=note.code, defaults=columns)
    if is_new:
        audit.record(by=by, action="statistics.figure_noted", subject=made, code=note.code)
    return made


def _empty(given: Publication, now: datetime, by: User) -> Submission:
    """Nobody is asked: the days of the campaign are those of its period."""
    day = periods.end(given.period) - timedelta(days=1)
    asked, _is_new = Campaign.objects.get_or_create(
        version=given.version,
        period=given.period,
        unit=given.unit,
        defaults={
            "due_on": day,
            "late_on": day,
            "state": CampaignState.TAKEN,
            "opened_at": now,
            "opened_by": by,
            "closed_at": now,
        },
    )
    owed = Obligation.objects.create(campaign=asked, unit=given.unit, scope=given.unit.scope)
    return Submission.objects.create(
        obligation=owed, unit=given.unit, scope=given.unit.scope, source=given.source
    )


def _enter(made: Submission, given: Publication, now: datetime, by: User) -> None:
    ops = [
        Op(uuid5(PUBLISHED, f"{made.pk}:{cell}"), cell, "v", value, 0)
        for cell, value in given.values.items()
    ]
    done = apply(submission=made, ops=ops, by=by, now=now, channel=Channel.LOADED).answers
    wrong = [f"{op.cell}: {one.why}" for op, one in zip(ops, done, strict=True) if not one.is_done]
    wrong += [f"{cell}: chưa có số" for cell in sheets.blanks(made)]
    wrong += [check.say for check in sheets.failed(made) if check.level == Level.BLOCK]
    if wrong:
        raise RuleBroken("\n".join(wrong))
