"""Telling officers of reports that are late; asked every hour, each is told of once."""

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar import clock
from vungcao.kernel.jobs.tasks import as_system, periodic
from vungcao.kernel.units.models import NATION_SCOPE
from vungcao.systems.prestige.services import reporting


@as_system("reports", (NATION_SCOPE,))
def tell_late_reports(account: User) -> None:
    reporting.tell_late(today=clock.today(), now=clock.now(), by=account)


periodic("prestige.tell_late_reports", "35 * * * *", tell_late_reports)
