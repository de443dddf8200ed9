"""The demo's accounts in words, for its sign-in page."""

from dataclasses import dataclass
from datetime import date

from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.roles import Role


@dataclass(frozen=True)
class DemoAccount:
    """The name to sign in with, and the role that it shows."""

    username: str
    role: str


def listed(day: date) -> list[DemoAccount]:
    """Every demo account that can be signed in with and holds a role, in the catalogue's order."""
    grants = Grant.objects.in_force(day).filter(user__is_synthetic=True, user__is_active=True)
    pairs = set(grants.values_list("user__username", "role"))
    order = {role: number for number, role in enumerate(Role.values)}
    ordered = sorted(pairs, key=lambda pair: (order[pair[1]], pair[0]))
    return [DemoAccount(name, str(Role(role).label)) for name, role in ordered]
