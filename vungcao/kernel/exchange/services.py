"""Writing to the outbox."""

import uuid

from vungcao.kernel.exchange.models import OutboxMessage
from vungcao.kernel.offers.outbox import Announcement, consumers


def write(announcement: Announcement) -> None:
    """One row per receiver, in the transaction of whoever announces; a known key adds nothing."""
    followers = [name for name, one in consumers.items() if one.follows(announcement.topic)]
    receivers = [announcement.partner] if announcement.partner else followers
    key = announcement.key or uuid.uuid4().hex
    rows = [
        OutboxMessage(
            receiver=receiver,
            topic=announcement.topic,
            subject=announcement.subject,
            scope=announcement.scope,
            key=key,
            details=announcement.details,
        )
        for receiver in receivers
    ]
    OutboxMessage.objects.bulk_create(rows, ignore_conflicts=True)
