"""How far campaigns have come: who owes an answer, who is late, how much of a form is filled."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Exists, Func, OuterRef, Q, QuerySet, TextField

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.scopes.models import ScopedQuerySet
from vungcao.kernel.units.queries import folded_name
from vungcao.systems.statistics.models import (
    Campaign,
    CampaignState,
    FormCell,
    FormVersion,
    Obligation,
    Observation,
    ReturnedCell,
    Stage,
    ValueState,
)
from vungcao.systems.statistics.rules import periods
from vungcao.systems.statistics.rules.punctuality import Punctuality


class AsCounted(Func):
    """Words whose numbers are ordered as people count: thôn 2 before thôn 10."""

    template = (
        "regexp_replace(regexp_replace(%(expressions)s, '([0-9]+)', '00000\\1', 'g'),"
        " '0*([0-9]{6})(?![0-9])', '\\1', 'g')"
    )
    arity = 1
    output_field = TextField()


NOBODY_SUBMITTED = Q(submission=None) | Q(submission__first_submitted_at=None)


@dataclass(frozen=True)
class Tally:
    """Within one's reach: how many owe an answer, have submitted, are overdue, were accepted."""

    owed: int = 0
    submitted: int = 0
    overdue: int = 0
    accepted: int = 0


def campaigns(user: User) -> QuerySet[Campaign]:
    """Campaigns in which somebody within reach owes an answer; not what was taken from a source."""
    owed = Obligation.objects.visible_to(user).filter(campaign=OuterRef("pk"))
    found = Campaign.objects.filter(Exists(owed)).exclude(state=CampaignState.TAKEN)
    return found.select_related("version__form", "unit", "opened_by")


def tallies(user: User, of: Iterable[Campaign], day: date) -> Mapping[int, Tally]:
    """The numbers of several campaigns in one statement."""
    rows = Obligation.objects.visible_to(user).filter(campaign__in=[one.pk for one in of])
    counted = rows.values("campaign").annotate(
        owed=Count("pk"),
        submitted=Count("pk", filter=Q(submission__first_submitted_at__isnull=False)),
        overdue=Count("pk", filter=overdue(day)),
        accepted=Count("pk", filter=Q(submission__stage__gte=Stage.ACCEPTED)),
    )
    return {row.pop("campaign"): Tally(**row) for row in counted}


def overdue(day: date) -> Q:
    """Nobody has submitted and the day has passed."""
    return NOBODY_SUBMITTED & Q(campaign__due_on__lt=day)


def board(user: User, campaign: Campaign) -> ScopedQuerySet[Obligation]:
    """Who owes an answer, within one's reach; `called` orders them by name."""
    found = Obligation.objects.visible_to(user).filter(campaign=campaign)
    named = folded_name("unit", periods.end(campaign.period) - timedelta(days=1))
    return found.annotate(called=AsCounted(named)).select_related("submission", "campaign__version")


def counts(rows: QuerySet[Obligation], campaign: Campaign, day: date) -> Mapping[str, int]:
    """How many answers stand how against the days of the campaign."""
    found: Mapping[str, int] = rows.aggregate(
        **{one.value: Count("pk", filter=standing(one, campaign, day)) for one in Punctuality}
    )
    return found


def standing(how: str, campaign: Campaign, day: date) -> Q:
    """Rows that `rules.punctuality` would call so on a day."""
    after_due = datetime.combine(campaign.due_on + timedelta(days=1), time.min, ZONE)
    if how == Punctuality.ON_TIME:
        return Q(submission__first_submitted_at__lt=after_due)
    if how == Punctuality.LATE:
        return Q(submission__first_submitted_at__gte=after_due)
    is_so = {
        Punctuality.AWAITED: day <= campaign.due_on,
        Punctuality.OVERDUE: campaign.due_on < day <= campaign.late_on,
        Punctuality.MISSING: day > campaign.late_on,
    }[Punctuality(how)]
    return NOBODY_SUBMITTED if is_so else Q(pk=None)


def filled(submissions: Iterable[int]) -> Mapping[int, int]:
    """How many cells of each answer hold something, a value or why there is none."""
    rows = Observation.objects.filter(submission__in=list(submissions))
    counted = rows.exclude(state=ValueState.NOT_ENTERED).values("submission")
    return dict(counted.annotate(many=Count("cell")).values_list("submission", "many"))


def returned(submissions: Iterable[int]) -> Mapping[int, int]:
    """How many cells of each answer were sent back and wait."""
    rows = ReturnedCell.objects.filter(submission__in=list(submissions), answered_at=None)
    counted = rows.values("submission").annotate(many=Count("pk"))
    return dict(counted.values_list("submission", "many"))


def cells_of(version: FormVersion) -> int:
    """How many cells of a form are typed in."""
    return FormCell.objects.filter(version=version).count()


def askable(day: date) -> QuerySet[FormVersion]:
    """Published versions by which figures may still be asked for."""
    found = FormVersion.objects.published().filter(
        Q(valid_until=None) | Q(valid_until__gt=day - timedelta(days=366 * 3))
    )
    return found.select_related("form").order_by("name", "-valid_from")
