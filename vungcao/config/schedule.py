"""What the worker does by the clock; hours are UTC, seven behind Việt Nam."""

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import anchors
from vungcao.kernel.calendar import clock
from vungcao.kernel.jobs.tasks import as_system, periodic
from vungcao.runtime.env import environment


@as_system("audit")
def anchor_heads(account: User) -> None:
    anchors.append(anchors.file(environment()), clock.today())


periodic("audit.anchor_heads", "5 17 * * *", anchor_heads)
