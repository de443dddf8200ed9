"""Reminding those whose figures are due, every morning; each is told once of each day."""

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar import clock
from vungcao.kernel.jobs.tasks import as_system, periodic
from vungcao.kernel.units.models import NATION_SCOPE
from vungcao.systems.statistics.services import campaigning


@as_system("statistics", (NATION_SCOPE,))
def remind_of_figures(account: User) -> None:
    campaigning.remind(now=clock.now(), by=account)


periodic("statistics.remind_of_figures", "20 0 * * *", remind_of_figures)
