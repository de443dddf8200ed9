"""Workbooks to fill in: of one answer, or of all answers of a campaign that a reader may enter."""

import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from django.db.models import Count, Q, QuerySet

from vungcao.kernel.accounts.models import User
from vungcao.kernel.organisations.queries import called
from vungcao.kernel.units import names
from vungcao.kernel.units.models import Kind
from vungcao.kernel.units.queries import on_day
from vungcao.systems.statistics.models import (
    Campaign,
    CampaignState,
    Observation,
    Reporter,
    ReturnedCell,
    Stage,
    Submission,
)
from vungcao.systems.statistics.models.campaigns import SubmissionQuerySet
from vungcao.systems.statistics.queries import entry, parts
from vungcao.systems.statistics.rules import definition
from vungcao.systems.statistics.rules.exact import Figure, unscaled
from vungcao.systems.statistics.rules.operations import Held
from vungcao.systems.statistics.rules.workbooks import Identity

_UNSAFE = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Given:
    """A file under the name by which it is saved."""

    name: str
    content: bytes


def answers(user: User) -> SubmissionQuerySet:
    """Answers within reach, with all that their workbook says of them."""
    found = Submission.objects.visible_to(user)
    return found.select_related("obligation__campaign__version__form")


def campaigns(user: User, day: date, under: Sequence[str] | None = None) -> QuerySet[Campaign]:
    """Campaigns that wait for answers of an account, with how many are still being entered."""
    rows = Submission.objects.visible_to(user)
    if under is not None:
        rows = rows.under(under)
    open_ = parts.enterable(rows, user, day, "obligation__").filter(
        stage=Stage.DRAFT, obligation__campaign__state=CampaignState.OPEN
    )
    found = Campaign.objects.filter(obligations__submission__in=open_)
    counted = Count("obligations", filter=Q(obligations__submission__in=open_), distinct=True)
    return found.annotate(waiting=counted).select_related("version__form").order_by("due_on", "pk")


def of_campaign(
    user: User, campaign: Campaign, under: Sequence[str], day: date
) -> list[Submission]:
    """The answers of a campaign that wait below some places, in the order of their units."""
    rows = parts.enterable(answers(user).under(under), user, day, "obligation__").filter(
        obligation__campaign=campaign, stage=Stage.DRAFT
    )
    return list(rows.order_by("scope", "pk"))


def places(units: Iterable[int], day: date) -> dict[int, str]:
    """What units are called; a village with its commune."""
    found = {unit.id: unit for unit in on_day(set(units), day)}
    above = {unit.parent for unit in found.values() if unit.kind == Kind.VILLAGE and unit.parent}
    over = {unit.id: unit.name for unit in on_day(above, day)} if above else {}
    return {
        pk: ", ".join(filter(None, (unit.name, over.get(unit.parent or 0, ""))))
        for pk, unit in found.items()
    }


def reporters(submissions: Iterable[Submission], day: date) -> dict[int, str]:
    """Who reports, by answer: a unit, or the sở and branch that answers for the whole province."""
    rows = list(submissions)
    units = places([one.unit_id for one in rows], day)
    own = {
        one.pk: one.obligation.organisation_id
        for one in rows
        if one.obligation.campaign.version.reporter == Reporter.DEPARTMENT
    }
    bodies = called({pk for pk in own.values() if pk is not None}, day) if own else {}
    return {one.pk: bodies.get(own.get(one.pk) or 0) or units.get(one.unit_id, "") for one in rows}


def identity(submission: Submission) -> Identity:
    """For whom a workbook of this answer is, as the answer stands now."""
    campaign = submission.obligation.campaign
    version = campaign.version
    return Identity(
        form=version.form.code,
        version=version.number,
        mark=version.hash,
        period=campaign.period,
        unit=submission.unit_id,
        submission=submission.pk,
        revision=submission.counter,
    )


def held_of(submissions: Iterable[Submission]) -> dict[int, dict[int, Held]]:
    """What stands in the table for many answers, by answer and figure, in one statement."""
    rows = Observation.objects.filter(submission__in=[one.pk for one in submissions])
    found: dict[int, dict[int, Held]] = defaultdict(dict)
    for pk, cell, state, value, at in rows.values_list(
        "submission", "cell", "state", "value", "revision"
    ):
        found[pk][cell] = Held(entry.STATES[state], value, at)
    return found


def returned_of(submissions: Iterable[Submission]) -> dict[int, frozenset[str]]:
    """The cells that were sent back and wait, by answer."""
    rows = ReturnedCell.objects.filter(
        submission__in=[one.pk for one in submissions], answered_at=None
    )
    found: dict[int, set[str]] = defaultdict(set)
    for pk, code in rows.values_list("submission", "cell__code"):
        found[pk].add(code)
    return {pk: frozenset(codes) for pk, codes in found.items()}


def workbooks(submissions: Sequence[Submission], day: date) -> Iterator[Given]:
    """The workbook of each answer; all of one version of a form."""
    from vungcao.systems.statistics.queries.workbook_template import Asked, Template

    if not submissions:
        return
    version = submissions[0].obligation.campaign.version
    inputs = entry.inputs(version.pk)
    template = Template(version.name, definition.read(version.definition), inputs)
    held, returned = held_of(submissions), returned_of(submissions)
    names_ = reporters(submissions, day)
    for one in submissions:
        place = names_[one.pk]
        open_ = returned.get(one.pk) or frozenset(inputs)
        asked = Asked(
            identity=identity(one),
            place=place,
            figures=_figures(inputs, held.get(one.pk, {})),
            open=open_ if one.stage == Stage.DRAFT else frozenset(),
        )
        yield Given(file_name(one, place), template.written(asked))


def zipped(files: Iterable[Given]) -> bytes:
    """Many files as one; a name that stands twice gets a number."""
    out, used = BytesIO(), set[str]()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for one in files:
            name, number = one.name, 2
            while name in used:
                name, number = one.name.replace(".xlsx", f"-{number}.xlsx"), number + 1
            used.add(name)
            archive.writestr(name, one.content)
    return out.getvalue()


def file_name(submission: Submission, place: str) -> str:
    """Plain letters, so that every machine can unpack it."""
    campaign = submission.obligation.campaign
    return f"{slug(f'{campaign.version.form.code} {campaign.period} {place}')}.xlsx"


def slug(text: str) -> str:
    return _UNSAFE.sub("-", names.fold_toneless(text).lower()).strip("-") or "tep"


def _figures(inputs: Mapping[str, entry.Input], held: Mapping[int, Held]) -> dict[str, Figure]:
    return {
        code: Figure(now.state)
        if now.value is None
        else Figure(value=unscaled(now.value, one.place.stored))
        for code, one in inputs.items()
        if (now := held.get(one.cell)) is not None
    }
