"""Where a reader works and which days they look at: kept in the session, and never a right.

What is chosen narrows or dates what a screen shows first. Every screen still reads through its own
reach, and what does not fit (any more) is silently what nobody has chosen.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from vungcao.kernel.access.queries import Held, held
from vungcao.kernel.access.roles import OFFICE
from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar import clock
from vungcao.kernel.units.models import Kind
from vungcao.kernel.units.queries import Place, places
from vungcao.web.periods import Period, Span

KEPT = "context"
DATED = ("day", "unit", "page", "before")  # what in an address would win over a new choice


@dataclass(frozen=True)
class Context:
    """The unit and the period that a reader has chosen, or those of their grants and today.

    Without a unit they look at all that they reach. `own` are the units of their grants.
    """

    unit: Place | None
    period: Period
    own: tuple[Place, ...] = ()

    @property
    def place(self) -> str:
        if self.unit is None:
            return _("Cả phạm vi của tôi")
        if self.unit.kind == Kind.NATION:
            return _("Cả nước")
        name = self.unit.name
        if self.unit.kind == Kind.PROVINCE:
            return _("Toàn %(name)s") % {"name": name[0].lower() + name[1:]}
        return name

    def narrow(self, reach: Iterable[str]) -> tuple[str, ...]:
        """The part of a reach that lies in the chosen unit; all of it without one."""
        if self.unit is None:
            return tuple(reach)
        here = self.unit.scope
        if any(here.startswith(path) for path in reach):
            return (here,)
        return tuple(path for path in reach if path.startswith(here))


def grants_of(user: User) -> tuple[Held, ...]:
    """What the account holds today."""
    return held(user, clock.today())


def office_reach(grants: Iterable[Held]) -> tuple[str, ...]:
    """The scopes over which any role of the office is held."""
    return tuple(sorted({grant.scope for grant in grants if grant.role in OFFICE}))


def chosen(request: HttpRequest) -> Context:
    """What this reader has chosen, read once for a page."""
    kept: Context | None = getattr(request, "chosen_context", None)
    if kept is None:
        kept = _read(request)
        request.chosen_context = kept  # type: ignore[attr-defined]
    return kept


def keep(request: HttpRequest, said: Mapping[str, Any]) -> None:
    """Remember what was chosen; what was not asked about stays."""
    kept = _kept(request)
    if "unit" in said:
        kept["unit"] = said["unit"]
    if said.get("span"):
        day: date | None = said.get("day")
        kept |= {"span": said["span"], "day": day.isoformat() if day else ""}
    request.session[KEPT] = kept


def back(request: HttpRequest, goal: str) -> str:
    """The page on which it was chosen, without the words of its address that would win over it.

    Until a `goal` is passed on, the browser says which page that was; pages repeat no address.
    """
    goal = goal or request.headers.get("Referer", "")
    parts = urlsplit(goal)
    own = url_has_allowed_host_and_scheme(goal, allowed_hosts={request.get_host()})
    if not own or parts.path == request.path:
        return ""
    words = [(name, value) for name, value in parse_qsl(parts.query) if name not in DATED]
    return f"{parts.path}?{urlencode(words)}" if words else parts.path


def _read(request: HttpRequest) -> Context:
    kept, today = _kept(request), clock.today()
    period = _period(kept, today)
    if not isinstance(request.user, User):
        return Context(None, period)
    reach = office_reach(grants_of(request.user))
    ids = [int(path.rstrip("/").rpartition("/")[2]) for path in reach]
    wish = kept.get("unit")
    wished = [wish] if isinstance(wish, int) else []
    living = places([*ids, *wished], period.day)
    own = tuple(living[pk] for pk in dict.fromkeys(ids) if pk in living)
    unit = living.get(wished[0]) if wished else None
    if unit is None or not any(unit.scope.startswith(path) for path in reach):
        unit = _usual(own)
    return Context(unit, period, own)


def _usual(own: tuple[Place, ...]) -> Place | None:
    """The one unit that holds all others of the reader; several side by side have none."""
    if not own:
        return None
    widest = min(own, key=lambda place: len(place.scope))
    return widest if all(place.scope.startswith(widest.scope) for place in own) else None


def _period(kept: Mapping[str, Any], today: date) -> Period:
    span = kept.get("span")
    try:
        within = date.fromisoformat(kept.get("day") or "")
    except (TypeError, ValueError):
        within = today
    return Period(Span(span) if span in Span.values else Span.DAY, within, today)


def _kept(request: HttpRequest) -> dict[str, Any]:
    session = getattr(request, "session", {})
    kept = session.get(KEPT)
    return dict(kept) if isinstance(kept, dict) else {}
