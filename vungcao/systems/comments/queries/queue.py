"""What waits for moderators, what is late, and the remarks that wait for an answer."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases.models import Case
from vungcao.systems.comments.models import Comment, CommentState, Remark

HELD = Q(state=CommentState.HELD)
SEEN = ~Q(state__in=(CommentState.SUBMITTED, CommentState.LAPSED))  # by moderators
OPEN = Q(answered_at=None)


def late(day: date) -> Q:
    """A term that ends on a day is late from the next one on."""
    return Q(case__state=Case.State.OPEN, case__due_at__lt=begins(day))


def begins(day: date) -> datetime:
    return datetime.combine(day, time.min, ZONE)


def comments(reader: User, state: str, day: date) -> QuerySet[Comment]:
    """The comments of a state within reach; those that wait where none is said."""
    wanted = {
        "": HELD,
        "late": HELD & late(day),
        "all": SEEN,
        **{one.value: Q(state=one) for one in CommentState},
    }.get(state, HELD)
    return Comment.objects.visible_to(reader).filter(SEEN, wanted).select_related("case")


def next_after(reader: User, comment: Comment) -> Comment | None:
    """The most urgent comment that waits, apart from this one."""
    rows = Comment.objects.visible_to(reader).filter(HELD).exclude(pk=comment.pk)
    return rows.order_by("case__due_at", "pk").first()


def remarks(reader: User, state: str, day: date) -> QuerySet[Remark]:
    """The remarks of a state within reach."""
    wanted = {"": OPEN, "late": OPEN & late(day), "answered": ~OPEN}.get(state, OPEN)
    return Remark.objects.visible_to(reader).filter(wanted).select_related("case")


def waiting(scopes: Iterable[str]) -> QuerySet[Comment]:
    """Held comments of these places, the most urgent first."""
    rows = Comment.objects.under(scopes).filter(HELD)
    return rows.select_related("case").order_by("case__due_at", "pk")


def unanswered(scopes: Iterable[str]) -> QuerySet[Remark]:
    """Remarks of these places without an answer, the most urgent first."""
    rows = Remark.objects.under(scopes).filter(OPEN)
    return rows.select_related("case").order_by("case__due_at", "pk")


def late_under(scopes: tuple[str, ...], day: date) -> int:
    """How many held comments of these places are late."""
    return Comment.objects.under(scopes).filter(HELD & late(day)).count()


def touched(units: frozenset[int]) -> int:
    """How many comments and remarks hang on these units."""
    rows = (model.objects.filter(unit__in=units) for model in (Comment, Remark))
    return sum(found.count() for found in rows)


def decided_between(reader: User, first: date, last: date) -> QuerySet[Comment]:
    """What was confirmed on the days from `first` to `last`, in its order."""
    until = begins(last + timedelta(days=1))
    rows = Comment.objects.visible_to(reader).filter(
        verified_at__gte=begins(first), verified_at__lt=until
    )
    related = rows.select_related("case", "takedown__basis")
    return related.order_by("verified_at", "pk")
