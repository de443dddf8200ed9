"""Accounts as their keepers see them: whose, in which state, and whether they may be changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, prefetch_related_objects

from vungcao.kernel.access.models import Grant
from vungcao.kernel.accounts.models import Invitation, User
from vungcao.kernel.scopes.models import Reader


@dataclass(frozen=True)
class Wanted:
    """What a list of accounts is narrowed to."""

    text: str = ""
    kind: str = ""
    state: str = ""
    role: str = ""


def visible_to(reader: Reader) -> QuerySet[User]:
    """Accounts with a grant in the reader's reach, and those that nobody has given one yet."""
    inside = Grant.objects.visible_to(reader).values("user")
    granted = Grant.objects.filter(user=OuterRef("pk"))
    people = User.objects.exclude(kind=User.Kind.SYSTEM)
    return people.filter(Q(pk__in=inside) | ~Exists(granted))


def may_change(reader: Reader, account: User, day: date) -> bool:
    """Whether all that the account may do lies in the reader's reach: nobody closes the account of
    who stands above them."""
    held = Grant.objects.filter(user=account).exclude(valid_until__lte=day)
    return not held.exclude(pk__in=Grant.objects.visible_to(reader).values("pk")).exists()


def with_grants(reader: Reader, rows: Sequence[User], day: date) -> Sequence[User]:
    """The same accounts with the grants that count on a day, as `current`; one query for all."""
    current = Grant.objects.in_force(day).visible_to(reader).order_by("role", "pk")
    prefetch_related_objects(rows, Prefetch("grant_set", current, to_attr="current"))
    return rows


def open_invitation(account: User) -> Invitation | None:
    held = Invitation.objects.filter(account=account, accepted_at=None, withdrawn_at=None)
    return held.order_by("-pk").first()


def narrowed(reader: Reader, wanted: Wanted, day: date) -> QuerySet[User]:
    """The accounts in the reader's reach that are wanted, in no order yet."""
    found = visible_to(reader)
    if wanted.text:
        names = ("username", "first_name", "last_name")
        hits = Q()
        for word in wanted.text.split():
            hits &= Q(*[(f"{name}__icontains", word) for name in names], _connector=Q.OR)
        found = found.filter(hits)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.role:
        held = Grant.objects.in_force(day).filter(role=wanted.role)
        found = found.filter(pk__in=held.values("user"))
    if wanted.state:
        found = found.filter(STATES[wanted.state])
    return found


WAITING = Q(is_active=False) & Exists(
    Invitation.objects.filter(account=OuterRef("pk"), accepted_at=None, withdrawn_at=None)
)
STATES = {"active": Q(is_active=True), "invited": WAITING, "closed": Q(is_active=False) & ~WAITING}
