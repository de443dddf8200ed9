"""Writing to the outbox."""

import uuid
from collections.abc import Collection, Sequence

from django.db.models.functions import Now

from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.exchange import queries
from vungcao.kernel.exchange.models import MessageState, OutboxMessage, Partner, PartnerState
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
        rows += [_row(announcement, partners[name], key) for name in names]
    OutboxMessage.objects.bulk_create(rows, ignore_conflicts=True)
    wake_at_commit(*receivers)


def _receivers(announcement: Announcement) -> list[str]:
    if announcement.partner:
        return [announcement.partner]
    return [name for name, one in consumers.items() if one.follows(announcement.topic)]


def _partners(receivers: Collection[str]) -> dict[str, Partner]:
    """The rows of the receivers; one that is new gets its row now."""
    known = {partner.code: partner for partner in Partner.objects.filter(code__in=receivers)}
    for receiver in receivers:
        if receiver not in known:
            known[receiver] = enrol(code=receiver, by=system_account("exchange"))
        if known[receiver].in_order:
            queries.put_in_order(receiver)
    return known


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
        next_try_at=announcement.not_before or Now(),
    )
