"""Applying a reform: rows close and open on its day, and from that day on scopes follow."""

from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.offers.outbox import Announcement, put
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.units.checks import check
from vungcao.kernel.units.models import NATION_SCOPE, Reform
from vungcao.kernel.units.models.reforms import ReformState
from vungcao.kernel.units.queries import scopes
from vungcao.kernel.units.services.announcing import announce
from vungcao.kernel.units.services.counting import Restatement
from vungcao.kernel.units.services.dating import Application
from vungcao.kernel.units.services.drafting import writable


@transaction.atomic
def apply(*, reform: Reform, today: date, by: AbstractBaseUser) -> Reform:
    """Carry a draft out. Raises `RuleBroken` with every problem that stands against it.

    Dated rows change at once; scopes move now when the reform's day has come, else on that day
    (`take_effect`). It sees every row of the nation, whatever the reach of who applies it: a row
    left behind would be lost to everybody.
    """
    locked = writable(reform)
    with scoped((NATION_SCOPE,)):
        if against := [problem.text for problem in check(locked) if problem.blocks]:
            raise RuleBroken("\n".join(against))
        Application(locked).run()
        locked.state, locked.applied_on = ReformState.APPLIED, today
        locked.applied_by = by.get_username()
        locked.save()
        restated = Restatement(locked).run()
        if locked.effective_on <= today:
            _move(locked, today)
    audit.record(by=by, action="units.reform_applied", subject=locked, restated=restated)
    announce()
    return locked


@transaction.atomic
def take_effect(*, today: date, by: AbstractBaseUser) -> int:
    """Move the scopes of every applied reform whose day has come; how many reforms that were."""
    due = Reform.objects.select_for_update().filter(
        state=ReformState.APPLIED, scopes_moved_on=None, effective_on__lte=today
    )
    reforms = list(due.order_by("effective_on", "pk"))
    with scoped((NATION_SCOPE,)):
        for reform in reforms:
            _move(reform, today)
            audit.record(by=by, action="units.reform_took_effect", subject=reform)
    if reforms:
        announce()
    return len(reforms)


def _move(reform: Reform, today: date) -> None:
    scopes.move_scopes(scopes.paths(today))
    reform.scopes_moved_on = today
    reform.save(update_fields=["scopes_moved_on"])
    put(Announcement("units.reform_took_effect", f"{reform._meta.label}:{reform.pk}"))
