"""Writing to the outbox."""

import json
import uuid
from collections.abc import Collection, Sequence

from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.exchange import queries
from vungcao.kernel.exchange.models import MessageState, PartnerState
from vungcao.kernel.exchange.queries import Receiving, Row
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
    partners = _partners(receivers)
    rows = []
    for announcement, names in led:
        key = announcement.key or uuid.uuid4().hex
        rows += [_row(announcement, name, partners[name], key) for name in names]
    queries.lay(rows)
    wake_at_commit(*receivers)


def _receivers(announcement: Announcement) -> list[str]:
    if announcement.partner:
        return [announcement.partner]
    return [name for name, one in consumers.items() if one.follows(announcement.topic)]


def _partners(receivers: Collection[str]) -> dict[str, Receiving]:
    """How the receivers stand; one that is new gets its row now."""
    known = queries.receiving(receivers)
    for receiver in receivers:
        if receiver not in known:
            made = enrol(code=receiver, by=system_account("exchange"))
            known[receiver] = Receiving(made.state == PartnerState.STOPPED, made.in_order)
        if known[receiver].in_order:
            queries.put_in_order(receiver)
    return known


def _row(announcement: Announcement, receiver: str, partner: Receiving, key: str) -> Row:
    scope = announcement.scope
    return Row(
        receiver=receiver,
        topic=announcement.topic,
        subject=announcement.subject,
        unit=int(scope.split("/")[-2]) if scope else None,
        scope=scope or NATION_SCOPE,
        key=key,
        details=json.dumps(announcement.details),
        state=MessageState.SKIPPED if partner.is_stopped else MessageState.WAITING,
        next_try_at=announcement.not_before,
    )
