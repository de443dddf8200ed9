"""Forgetting drafts that nobody has touched for thirty days, every night."""

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar import clock
from vungcao.kernel.jobs.tasks import as_system, periodic
from vungcao.kernel.units.models import NATION_SCOPE
from vungcao.systems.onestop.services import drafting


@as_system("one-stop", (NATION_SCOPE,))
def drop_old_drafts(account: User) -> None:
    drafting.expire(now=clock.now(), by=account)


periodic("onestop.drop_old_drafts", "10 18 * * *", drop_old_drafts)
