"""What is known about a grant that somebody wants to give, and what stands against it."""

from dataclasses import dataclass
from datetime import date

from vungcao.kernel.access import queries, rules
from vungcao.kernel.access.catalogue import FACTS
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.queries import is_awaited
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.units.models import Kind, Unit


@dataclass(frozen=True)
class NewGrant:
    """Who is to hold which role, where and when; the unit of an organisation is its territory."""

    user: User
    role: Role
    unit: Unit
    valid_from: date
    valid_until: date | None = None
    organisation: Organisation | None = None
    decision_number: str = ""


def against(new: NewGrant, today: date, by: User) -> list[str]:
    """Every sentence that stands against a grant; also before the account itself is made."""
    return rules.against_grant(_facts(new, today, by))


def _facts(new: NewGrant, today: date, by: User) -> rules.Wanted:
    facts = FACTS[new.role]
    body = new.organisation
    return rules.Wanted(
        role_label=str(new.role.label),
        levels=tuple(str(kind.label) for kind in facts.levels),
        level_fits=Kind(new.unit.kind) in facts.levels,
        needs_body=facts.needs_body,
        has_body=body is not None,
        body_fits=body is not None and new.unit.scope.startswith(body.scope),
        is_for_citizen=new.user.kind != User.Kind.OFFICER,
        is_active=new.user.is_active or is_awaited(new.user),
        is_own=new.user.pk == by.pk,
        is_reached=queries.administers(by, new.unit.scope, today),
        unit_has_ended=new.unit.valid_until is not None and new.unit.valid_until <= new.valid_from,
        starts=new.valid_from,
        ends=new.valid_until,
    )
