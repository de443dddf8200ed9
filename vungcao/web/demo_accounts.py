"""The demo's accounts in words, for its sign-in page."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.units.models import Kind

PLACES: tuple[tuple[str | Promise, frozenset[str]], ...] = (
    (_("Ở xã, thôn"), frozenset({Kind.COMMUNE, Kind.VILLAGE})),
    (_("Ở tỉnh"), frozenset({Kind.PROVINCE})),
    (_("Cả nước, cả hệ thống"), frozenset({Kind.NATION})),
    (_("Người dân"), frozenset({User.Kind.CITIZEN})),
)


@dataclass(frozen=True)
class DemoAccount:
    """The name to sign in with, and the role that it shows."""

    username: str
    role: str


@dataclass(frozen=True)
class Group:
    """The accounts of one kind of place."""

    title: str | Promise
    accounts: list[DemoAccount] = field(default_factory=list)


def listed(day: date) -> list[Group]:
    """Every demo account that shows a role, by place, in the catalogue's order."""
    grants = Grant.objects.in_force(day).filter(user__is_synthetic=True, user__is_active=True)
    held = set(grants.values_list("user__username", "role", "unit__kind"))
    order = {role: number for number, role in enumerate(Role.values)}
    ordered = sorted(held | _citizens(), key=lambda one: (order[one[1]], one[0]))
    groups = [
        Group(
            title,
            [
                DemoAccount(name, str(Role(role).label))
                for name, role, kind in ordered
                if kind in kinds
            ],
        )
        for title, kinds in PLACES
    ]
    return [group for group in groups if group.accounts]


def _citizens() -> set[tuple[str, str, str]]:
    """They hold no grant: what is theirs is what they own. Their name is that of the role."""
    found = User.objects.filter(
        kind=User.Kind.CITIZEN, is_synthetic=True, is_active=True, username__in=Role.values
    )
    return {
        (name, name, User.Kind.CITIZEN.value) for name in found.values_list("username", flat=True)
    }
