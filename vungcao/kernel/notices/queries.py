"""Who is to be told, how they want it, and what waits to leave."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import QuerySet

from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.queries import reach
from vungcao.kernel.accounts.models import User
from vungcao.kernel.norms import queries as norms
from vungcao.kernel.notices.models import Delivery, Habit, Notice, Preference
from vungcao.kernel.notices.rules import DIGEST_HOUR, NEVER_QUIET, Quiet, Wish
from vungcao.kernel.offers.notices import NoticeKind, kinds
from vungcao.kernel.units.models import Unit

QUIET_FROM, QUIET_UNTIL = "notices.quiet.from", "notices.quiet.until"


def prefixes(scope: str) -> list[str]:
    """The scope and every scope above it: `/1/2/` gives `/1/` and `/1/2/`."""
    parts = scope.strip("/").split("/")
    return ["/" + "/".join(parts[:end]) + "/" for end in range(1, len(parts) + 1)]


def holders(roles: Iterable[str], unit: Unit, day: date) -> QuerySet[User]:
    """Who holds one of `roles` over the unit on a day, own or handed over."""
    grants = Grant.objects.in_force(day).filter(role__in=list(roles))
    return _active(grants.filter(scope__in=prefixes(unit.scope)))


def holders_below(units: Iterable[Unit], day: date) -> QuerySet[User]:
    """Who holds any role inside the units on a day."""
    return _active(Grant.objects.in_force(day).under({unit.scope for unit in units}))


def _active(grants: QuerySet[Grant]) -> QuerySet[User]:
    return User.objects.filter(is_active=True, pk__in=grants.values("user")).order_by("pk")


def covers(user: User, scope: str, day: date) -> bool:
    """Whether what lies at `scope` is within the account's reach; what lies nowhere is."""
    return not scope or any(scope.startswith(path) for path in reach(user, day))


def quiet_hours(day: date) -> Quiet:
    """The hours of the day's norm; where none is in force nothing is quiet."""
    try:
        return Quiet(int(norms.value(QUIET_FROM, day)), int(norms.value(QUIET_UNTIL, day)))
    except norms.NothingInForce:
        return NEVER_QUIET


def wish(user: User, kind: str, day: date) -> Wish:
    """What the account chose for a kind, else what the kind suggests."""
    chosen = Preference.objects.filter(account=user, kind=kind).values_list("way", flat=True)
    hours = Habit.objects.filter(account=user).values_list("digest_hour", flat=True)
    way, hour = chosen.first() or kinds.get(kind).way, hours.first()
    return Wish(way, quiet_hours(day), DIGEST_HOUR if hour is None else hour)


def chosen(user: User) -> tuple[dict[str, str], int]:
    """What the account chose for each kind, and the hour of its digest."""
    ways = dict(Preference.objects.filter(account=user).values_list("kind", "way"))
    hour = Habit.objects.filter(account=user).values_list("digest_hour", flat=True).first()
    return ways, DIGEST_HOUR if hour is None else hour


def offered_to(roles: Iterable[str]) -> list[tuple[str, NoticeKind]]:
    """Kinds of which somebody with these roles may hear, by their labels."""
    held = set(roles)
    fitting = [(name, kind) for name, kind in kinds.items() if not kind.roles or kind.roles & held]
    return sorted(fitting, key=lambda pair: str(pair[1].label))


def inbox(user: User, *, only_unread: bool) -> QuerySet[Notice]:
    """One's own notices with what became of their letters, in no order yet."""
    found = Notice.objects.visible_to(user).prefetch_related("delivery_set")
    return found.unread() if only_unread else found


def unread(user: User) -> int:
    return Notice.objects.visible_to(user).unread().count()


def newest_unread(user: User) -> Notice | None:
    """The last thing that the account has not read yet."""
    return Notice.objects.visible_to(user).unread().order_by("-pk").first()


def due(now: datetime) -> QuerySet[Delivery]:
    """What waits and may leave, oldest first."""
    waiting = Delivery.objects.filter(state=Delivery.State.PLANNED, due_at__lte=now)
    return waiting.order_by("due_at", "pk")
