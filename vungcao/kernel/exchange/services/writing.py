"""Writing to the outbox."""

import uuid

from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.exchange import queries
from vungcao.kernel.exchange.models import MessageState, OutboxMessage, Partner, PartnerState
from vungcao.kernel.exchange.services.keeping import enrol
from vungcao.kernel.exchange.services.waking import wake_at_commit
from vungcao.kernel.offers.outbox import Announcement, consumers
from vungcao.kernel.units.models import NATION_SCOPE


def write(announcement: Announcement) -> None:
    """One row per receiver, in the transaction of whoever announces; a known key adds nothing.

    Nothing is kept waiting for a partner that was stopped: its row is there and is passed over.
    """
    followers = [name for name, one in consumers.items() if one.follows(announcement.topic)]
    receivers = [announcement.partner] if announcement.partner else followers
    if not receivers:
        return  # nobody follows: a list of thousands asks nothing per line
    key = announcement.key or uuid.uuid4().hex
    rows = [_row(announcement, partner, key) for partner in _partners(receivers)]
    OutboxMessage.objects.bulk_create(rows, ignore_conflicts=True)
    for receiver in receivers:
        wake_at_commit(receiver)


def _partners(receivers: list[str]) -> list[Partner]:
    """The rows of the receivers; one that is new gets its row now."""
    known = {partner.code: partner for partner in Partner.objects.filter(code__in=receivers)}
    for receiver in receivers:
        if receiver not in known:
            known[receiver] = enrol(code=receiver, by=system_account("exchange"))
        if known[receiver].in_order:
            queries.put_in_order(receiver)
    return [known[receiver] for receiver in receivers]


def _row(announcement: Announcement, partner: Partner, key: str) -> OutboxMessage:
    is_stopped = partner.state == PartnerState.STOPPED
    scope = announcement.scope
    return OutboxMessage(
        receiver=partner.code,
        topic=announcement.topic,
        subject=announcement.subject,
        unit_id=int(scope.split("/")[-2]) if scope else None,
        scope=scope or NATION_SCOPE,
        key=key,
        details=announcement.details,
        state=MessageState.SKIPPED if is_stopped else MessageState.WAITING,
    )
