"""Publishing the counts of the month before, on the fifth: late entries have come in by then."""

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar import clock
from vungcao.kernel.jobs.tasks import as_system, periodic
from vungcao.kernel.units.models import NATION_SCOPE
from vungcao.systems.onestop.services import publishing_counts


@as_system("one-stop", (NATION_SCOPE,))
def publish_counts(account: User) -> None:
    publishing_counts.publish_months(today=clock.today(), by=account)


periodic("onestop.publish_counts", "40 18 5 * *", publish_counts)
