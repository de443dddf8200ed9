"""Names of those who were given something or are to be visited, opened for who keeps the list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from vungcao.kernel.access.queries import reach
from vungcao.kernel.accounts.models import User
from vungcao.kernel.people.models import Purpose
from vungcao.kernel.people.services import PersonLine, read_list
from vungcao.systems.prestige import permissions
from vungcao.systems.prestige.models import Recognition
from vungcao.systems.prestige.queries.reached import MOVED_AWAY, reached


@dataclass(frozen=True)
class Opener:
    """Who may be told which names: whoever reads the register of a place, and nobody else.

    An account that only pays gets empty names; nothing is opened or logged for it.
    """

    by: User
    scopes: tuple[str, ...]

    @property
    def may_open(self) -> bool:
        return bool(self.scopes)

    def people(self, rows: Iterable[Recognition]) -> dict[int, PersonLine]:
        """By the person's id, in a fixed number of queries; without who has moved away."""
        persons = reached(self._opened(rows))
        if not persons:
            return {}
        found = read_list(persons=persons.values(), purpose=Purpose.BENEFIT, by=self.by)
        return {one.id: one for one in found}

    def names(self, rows: Sequence[Recognition]) -> dict[int, str]:
        """The same as words: who has moved away stands there as such."""
        found = {row.person_id: str(MOVED_AWAY) for row in self._opened(rows)}
        return found | {pk: one.full_name for pk, one in self.people(rows).items()}

    def _opened(self, rows: Iterable[Recognition]) -> list[Recognition]:
        return [row for row in rows if self.may_open and row.scope.startswith(self.scopes)]


def opener(user: User, today: date) -> Opener:
    """What this account may be told today."""
    return Opener(user, reach(user, today, permissions.READ_REGISTER))
