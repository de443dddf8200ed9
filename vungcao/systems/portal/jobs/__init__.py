"""Forgetting letters whose day has come; once a day."""

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar import clock
from vungcao.kernel.jobs.tasks import as_system, periodic
from vungcao.kernel.units.models import NATION_SCOPE
from vungcao.systems.portal.services import forgetting


@as_system("portal", (NATION_SCOPE,))
def forget_letters(account: User) -> None:
    forgetting.erase_letters(now=clock.now(), by=account)


periodic("portal.forget_letters", "41 3 * * *", forget_letters)
