"""The same plain step for several dossiers: each succeeds or is refused by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.cases import services as cases
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.onestop.models import Dossier
from vungcao.systems.onestop.services.moving import move


@dataclass(frozen=True)
class Done:
    """What became of one dossier: `refused` says why nothing was done with it."""

    dossier: Dossier
    refused: str = ""


@transaction.atomic
def move_each(*, planned: Sequence[tuple[Dossier, str]], now: datetime, by: User) -> list[Done]:
    """Move each dossier by its action, in the order of their ids so that no two wait in a circle.

    One that is refused is left as it was, and says why; the others move.
    """
    found = []
    for dossier, action in sorted(planned, key=lambda pair: pair[0].pk):
        try:
            with transaction.atomic():
                move(dossier=dossier, action=action, now=now, by=by)
        except RuleBroken as broken:
            found.append(Done(dossier, str(broken)))
        else:
            found.append(Done(dossier))
    return found


@transaction.atomic
def assign_each(*, dossiers: Sequence[Dossier], to: User, now: datetime, by: User) -> list[Done]:
    """Give each dossier to one person; one that is refused says why, the others are given."""
    found = []
    for dossier in sorted(dossiers, key=lambda row: row.pk):
        try:
            with transaction.atomic():
                cases.assign(case=dossier.case, to=to, now=now, by=by)
        except RuleBroken as broken:
            found.append(Done(dossier, str(broken)))
        else:
            found.append(Done(dossier))
    return found
