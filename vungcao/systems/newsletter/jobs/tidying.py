"""Once an hour: addresses that nobody confirmed are erased, refused ones are counted."""

from datetime import timedelta

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar import clock
from vungcao.kernel.jobs.tasks import as_system, periodic
from vungcao.kernel.units.models import NATION_SCOPE
from vungcao.systems.newsletter.queries.door import ACCOUNT
from vungcao.systems.newsletter.services import bouncing, subscribing

LOOKED_BACK = timedelta(days=30)


@as_system(ACCOUNT, (NATION_SCOPE,))
def tidy(account: User) -> None:
    now = clock.now()
    subscribing.forget_waiting(now=now, by=account)
    bouncing.note_refusals(since=now - LOOKED_BACK, today=clock.today(), by=account)


periodic("newsletter.tidy", "25 * * * *", tidy)
