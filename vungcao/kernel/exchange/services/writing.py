"""Writing to the outbox."""

import json
import uuid
from collections.abc import Sequence

from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.exchange import queries
from vungcao.kernel.exchange.queries import Row
from vungcao.kernel.exchange.services.keeping import enrol
from vungcao.kernel.exchange.services.waking import wake_at_commit
from vungcao.kernel.offers.outbox import Announcement, consumers
from vungcao.kernel.units.models import NATION_SCOPE


def write(announcements: Sequence[Announcement]) -> None:
    """One row per receiver, in the transaction of whoever announces; a known key adds nothing.

    Nothing is kept waiting for a partner that was stopped: its row is there and is passed over.
    """
    led = [(one, _receivers(one)) for one in announcements]
    receivers = list(dict.fromkeys(name for _one, names in led for name in names))
    if not receivers:
        return  # nobody follows: a list of thousands asks nothing per line
    rows = []
    for announcement, names in led:
        key = announcement.key or uuid.uuid4().hex
        rows += [_row(announcement, name, key) for name in names]
    known = queries.lay(rows)
    later = [name for name in receivers if known.get(name, True)]
    for name in later:
        if name not in known:
            known[name] = enrol(code=name, by=system_account("exchange")).in_order
        if known[name]:
            queries.put_in_order(name)
    if later:
        queries.lay([row for row in rows if row.receiver in later], even_in_order=True)
    wake_at_commit(*receivers)


def _receivers(announcement: Announcement) -> list[str]:
    if announcement.partner:
        return [announcement.partner]
    return [name for name, one in consumers.items() if one.follows(announcement.topic)]


def _row(announcement: Announcement, receiver: str, key: str) -> Row:
    scope = announcement.scope
    return Row(
        receiver=receiver,
        topic=announcement.topic,
        subject=announcement.subject,
        unit=int(scope.split("/")[-2]) if scope else None,
        scope=scope or NATION_SCOPE,
        key=key,
        details=json.dumps(announcement.details),
        next_try_at=announcement.not_before,
    )
