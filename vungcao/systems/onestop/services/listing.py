"""Who may work on the persons of a list dossier, and when; held for one step of theirs."""

from datetime import datetime

from django.db import transaction

from vungcao.kernel.access.queries import reach
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases.rules import holds
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.vault.models import DataKey
from vungcao.systems.onestop.models import Dossier, Subject
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.rules.listing import is_examined
from vungcao.systems.onestop.services.engine import STALE, lock


@transaction.atomic
def examine(*, dossier: Dossier, now: datetime, by: User, seen: int | None = None) -> Dossier:
    """The dossier, locked for whoever examines it. Raises `RuleBroken` for others and too late."""
    locked = lock(dossier)
    if seen is not None and locked.case.version != seen:
        raise RuleBroken(STALE)
    process = versions.process(locked.version)
    if not is_examined(process, locked.step):
        raise RuleBroken("Danh sách người chỉ ghi được ở bước thẩm định.")
    roles = frozenset(map(Role, process.step(locked.step).roles))
    day = now.astimezone(ZONE).date()
    if not holds(locked.case.scope, reach(by, day, roles)):
        raise RuleBroken("Bước này thuộc người có vai trò khác hoặc cơ quan khác.")
    return locked


def key_of(subject: Subject, dossier: Dossier) -> DataKey:
    """With which the texts of a line are sealed: the person's own, or the dossier's before."""
    if subject.person is not None:
        return subject.person.key
    key = dossier.case.key
    assert key is not None  # every dossier is opened with one
    return key
