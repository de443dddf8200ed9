"""Opinions asked about dossiers: by and of whom, waiting or answered."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from vungcao.kernel.accounts.models import User
from vungcao.kernel.cases.models import Case
from vungcao.systems.onestop.models import Opinion


@dataclass(frozen=True)
class Wanted:
    """`side` is "ours" (asked of our places) or "sent"; `state` is "waiting" or "answered"."""

    side: str = ""
    state: str = ""


def matching(reader: User, scopes: tuple[str, ...], wanted: Wanted) -> QuerySet[Opinion]:
    """Questions within reach: those that the reader's places were asked, and those they sent."""
    held = Case.objects.held_under(scopes)
    found = Opinion.objects.filter(case__in=Case.objects.visible_to(reader))
    if wanted.side == "ours":
        found = found.filter(case__in=held)
    elif wanted.side == "sent":
        found = found.filter(dossier__case__in=held)
    if wanted.state == "waiting":
        found = found.filter(waiting())
    elif wanted.state == "answered":
        found = found.filter(answered_at__isnull=False)
    return found.select_related("case__organisation", "case__calendar", "dossier__case")


def waiting() -> Q:
    return Q(answered_at=None, case__closed_at=None)


def asked_of(scopes: tuple[str, ...]) -> QuerySet[Opinion]:
    """Unanswered questions to these places themselves."""
    found = Opinion.objects.filter(waiting(), case__scope__in=scopes)
    return found.select_related("case", "dossier__case").order_by("case__due_at", "pk")
