"""Who types, certifies and takes over in the demo: its accounts where there are any, else nobody's.

Communes without an account of their own stand for all others: what the product itself typed there
bears the names of accounts that nobody can sign in with.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from vungcao.kernel.access.queries import reach
from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.units.demo import MERGED
from vungcao.systems.statistics.offers.demo.ground import HERE, NEIGHBOUR, commune


@dataclass(frozen=True)
class Crew:
    """Of one unit: who types and hands in, who answers for it, who takes it over."""

    officer: User
    leader: User
    specialist: User


@dataclass(frozen=True)
class Crews:
    """All of them; `own` by the unit, for what was asked on today's map."""

    others: Crew
    own: dict[int, Crew]

    def of(self, unit: int, last_day: date) -> Crew:
        return self.own.get(unit, self.others) if last_day >= MERGED else self.others


def crews(today: date) -> Crews:
    others = Crew(
        system_account("can-bo-mau"), system_account("lanh-dao-mau"), system_account("so-mau")
    )
    specialist = _account("chuyenvien", today) or others.specialist
    own = {}
    for code, suffix in ((HERE, ""), (NEIGHBOUR, "-2")):
        officer, leader = (
            _account(f"{role}{suffix}", today) for role in ("canbo-xa", "lanhdao-xa")
        )
        place = commune(code)
        if officer is not None and leader is not None and place is not None:
            own[place.pk] = Crew(officer, leader, specialist)
    return Crews(Crew(others.officer, others.leader, specialist), own)


def _account(name: str, today: date) -> User | None:
    found = User.objects.filter(username=name).first()
    if found is not None:
        found.reach = reach(found, today)
    return found


@contextmanager
def standing(account: User) -> Iterator[User]:
    """As for a request of this account."""
    with scoped(account.reach, account=account.pk):
        yield account
