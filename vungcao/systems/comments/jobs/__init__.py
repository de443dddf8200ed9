"""Forgetting what nobody confirmed, and personal data whose day has come; every hour."""

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar import clock
from vungcao.kernel.jobs.tasks import as_system, periodic
from vungcao.kernel.units.models import NATION_SCOPE
from vungcao.systems.comments.services import forgetting


@as_system("comments", (NATION_SCOPE,))
def forget_comments(account: User) -> None:
    now = clock.now()
    forgetting.lapse(now=now, by=account)
    forgetting.erase(now=now, by=account)


periodic("comments.forget", "27 * * * *", forget_comments)
