"""What waits for the reader (việc cần làm): counted for the menu, told on the desk, late first."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet, Value
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from vungcao.kernel.access.queries import Held
from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar import clock
from vungcao.kernel.offers.duties import Duties, Duty, Urgency, duties
from vungcao.kernel.scopes.services import Door, current, scoped
from vungcao.web.context import grants_of, office_reach

NEAR = 3  # days in which a day draws near
TONES = {Urgency.SOON: "warn", Urgency.USUAL: "run", Urgency.WHEN_POSSIBLE: ""}


@dataclass(frozen=True)
class Line:
    """A duty as the list shows it: its state in words and in a tone."""

    title: str
    reason: str
    address: str
    action: str
    state: str
    tone: str
    about: str = ""


def count(request: HttpRequest, user: User) -> int:
    """How many things wait, in one statement over all kinds; none where they are told anyway."""
    known: int | None = getattr(request, "things_to_do", None)
    if known is not None:
        return known
    grants, day = grants_of(user), clock.today()
    rows = [
        _ones(kind.waiting(user, scopes, day), is_pile=kind.is_pile)
        for kind, scopes in _offered(grants)
    ]
    if not rows:
        return 0
    with _bound(user, grants):
        return rows[0].union(*rows[1:], all=True).count() if rows[1:] else rows[0].count()


def lines(request: HttpRequest, user: User) -> list[Line]:
    """All of them, the late ones first."""
    grants, day = grants_of(user), clock.today()
    with _bound(user, grants):
        told = [
            duty
            for kind, scopes in _offered(grants)
            for duty in kind.told(kind.waiting(user, scopes, day), day)
        ]
    request.things_to_do = len(told)  # type: ignore[attr-defined]
    return [_line(duty, day) for duty in sorted(told, key=lambda duty: _order(duty, day))]


def kinds(request: HttpRequest, user: User) -> list[str | Promise]:
    """What may wait for somebody with these roles."""
    return [kind.label for kind, _scopes in _offered(grants_of(user))]


def _offered(grants: tuple[Held, ...]) -> Iterator[tuple[Duties, tuple[str, ...]]]:
    """The kinds of the roles that are held, each with the scopes over which they are."""
    for _name, kind in sorted(duties.items()):
        scopes = tuple(sorted({grant.scope for grant in grants if grant.role in kind.roles}))
        if scopes:
            yield kind, scopes


def _ones(rows: QuerySet[Any], *, is_pile: bool) -> QuerySet[Any, Any]:
    ones = rows.order_by().values_list(Value(1))
    return ones[:1] if is_pile else ones


def _bound(user: User, grants: tuple[Held, ...]) -> AbstractContextManager[None]:
    """A screen of some of the roles is bound to their places; what waits lies in all of them."""
    reach = office_reach(grants)
    if set(reach) == set(current().reach):
        return nullcontext()
    return scoped(reach, account=user.pk, door=Door.OFFICE)


def _order(duty: Duty, day: date) -> tuple[bool, bool, date, Urgency, str]:
    """Late, then soon, then by day; what has no day stands after what has one."""
    due = duty.due or date.max
    return due >= day, duty.urgency != Urgency.SOON, due, duty.urgency, duty.title


def _line(duty: Duty, day: date) -> Line:
    state, tone = _state(duty, day)
    return Line(duty.title, duty.reason, duty.address, duty.action, state, tone, duty.about)


def _state(duty: Duty, day: date) -> tuple[str, str]:
    if duty.due is None:
        words = {
            Urgency.SOON: _("Làm sớm"),
            Urgency.USUAL: _("Cần làm"),
            Urgency.WHEN_POSSIBLE: _("Khi có thể"),
        }
        return words[duty.urgency], TONES[duty.urgency]
    days = (duty.due - day).days
    if days < 0:
        return _("Quá hạn %(days)s ngày") % {"days": -days}, "bad"
    if days == 0:
        return _("Hạn hôm nay"), "warn"
    if days <= NEAR:
        return _("Còn %(days)s ngày") % {"days": days}, "warn"
    return _("Hạn %(day)s") % {"day": f"{duty.due:%d/%m/%Y}"}, "run"
