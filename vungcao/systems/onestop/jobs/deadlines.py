"""Dossiers that end today or are late, four times an hour: an apology drafted, officers told."""

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar import clock
from vungcao.kernel.jobs.tasks import as_system, periodic
from vungcao.kernel.units.models import NATION_SCOPE
from vungcao.systems.onestop.services import apologising, warning


@as_system("one-stop", (NATION_SCOPE,))
def warn_of_deadlines(account: User) -> None:
    warning.warn(now=clock.now(), by=account)
    apologising.prepare_apologies(now=clock.now(), by=account)


periodic("onestop.warn_of_deadlines", "3,18,33,48 * * * *", warn_of_deadlines)
