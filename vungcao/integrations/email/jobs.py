"""Letters that came back: the mailbox is read every five minutes, each letter once, then moved.

The line to the server lies outside of every transaction. A letter is moved after what it said was
committed: a worker that dies in between reads it again, and whoever takes it counts it once.
"""

import logging

from vungcao.integrations.email import imap
from vungcao.integrations.email.imap import Box, BoxFailed, Server
from vungcao.kernel.calendar import clock
from vungcao.kernel.jobs.tasks import periodic
from vungcao.kernel.offers.letters import returns
from vungcao.kernel.scopes.services import Door, scoped
from vungcao.kernel.units.models import NATION_SCOPE
from vungcao.runtime.env import environment

TAKEN, OTHERS = "Da-ghi", "Khac"  # folders of the mailbox; names that every server bears
LOG = logging.getLogger(__name__)


def read_returns() -> None:
    """Nothing where no mailbox is named; what failed is tried again in the next round."""
    if not (url := environment().returns_url):
        return
    try:
        with imap.opened(Server.of(url)) as box:
            empty(box)
    except BoxFailed as failed:
        LOG.warning("mailbox of returned letters not read: %s", failed)


def empty(box: Box) -> int:
    """How many letters were about ours."""
    count = 0
    for name, source in box.letters():
        is_ours = take(source)
        box.move(name, TAKEN if is_ours else OTHERS)
        count += is_ours
    return count


def take(source: str) -> bool:
    """Whether one of those who read returned letters knew it; each letter by itself."""
    with scoped((NATION_SCOPE,), door=Door.SYSTEM):
        found = [reader(source, clock.today()) for _name, reader in sorted(returns.items())]
    return any(found)


periodic("email.read_returns", "*/5 * * * *", read_returns)
