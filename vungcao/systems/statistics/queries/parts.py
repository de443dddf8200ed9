"""Which part an account plays with an answer on a day: its own work, in another's name, or none."""

from datetime import date
from typing import Any, TypeVar

from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.queries import reach
from vungcao.kernel.access.roles import Permission
from vungcao.kernel.accounts.models import User
from vungcao.kernel.cases.rules import holds
from vungcao.kernel.scopes.models import ScopedQuerySet
from vungcao.systems.statistics.models import Obligation, Reporter
from vungcao.systems.statistics.rules import parts

Rows = TypeVar("Rows", bound=ScopedQuerySet[Any])


def called(user: User) -> str:
    """How the others read who somebody is; an account without a name by its own."""
    return user.get_full_name() or user.username


def has_role(by: User, scope: str, roles: Permission, day: date) -> bool:
    """Whether an account holds one of the roles over a place."""
    return holds(scope, reach(by, day, roles))


def may_enter(by: User, obligation: Obligation, day: date) -> bool:
    """Who types for the unit in its own name; the product's own loading may."""
    if by.kind == User.Kind.SYSTEM:
        return True
    return _of_reporter(by, obligation, parts.ENTER, day)


def may_stand_in(by: User, obligation: Obligation, day: date) -> bool:
    """Who types in another's name: it is written beside every value."""
    return has_role(by, obligation.scope, parts.DELEGATE, day)


def may_certify(by: User, obligation: Obligation, day: date) -> bool:
    """Who answers for the figures in the reporter's name."""
    return _of_reporter(by, obligation, parts.CERTIFY, day)


def enterable(rows: Rows, by: User, day: date, owed: str = "") -> Rows:
    """Those into which an account may type, in its own name or in another's.

    Rows are obligations, or answers of which `owed` leads to the obligation. Whoever only reads
    and checks types nowhere, and is shown whatever waits within reach.
    """
    mine, others = reach(by, day, parts.ENTER), reach(by, day, parts.DELEGATE)
    own = Grant.objects.in_force(day).filter(user=by, role__in=parts.ENTER_FOR_BODY)
    bodies = list(own.values_list("organisation", flat=True))
    if by.kind == User.Kind.SYSTEM or not (mine or others or bodies):
        return rows
    of_body = {f"{owed}campaign__version__reporter": Reporter.DEPARTMENT}
    return (
        rows.under(mine).exclude(**of_body)
        | rows.under(others)
        | rows.filter(**of_body, **{f"{owed}organisation__in": bodies})
    )


def _of_reporter(by: User, obligation: Obligation, roles: Permission, day: date) -> bool:
    """Of a commune over its place; of a sở by a grant of that very body."""
    if obligation.campaign.version.reporter != Reporter.DEPARTMENT:
        return has_role(by, obligation.scope, roles, day)
    own = Grant.objects.in_force(day).filter(user=by, role__in=parts.ENTER_FOR_BODY)
    return own.filter(organisation=obligation.organisation_id).exists()
