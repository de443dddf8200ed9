"""Letters to writers leave by the outbox, which holds a kind and an id, never an address."""

from vungcao.kernel.accounts import queries as accounts
from vungcao.kernel.accounts.models import User
from vungcao.kernel.offers.outbox import Announcement, put
from vungcao.systems.comments.models import Comment, Remark, Way

CONFIRM, PUBLISHED, REJECTED = "comments.confirm", "comments.published", "comments.rejected"
ESCALATED, REMOVED, ANSWERED = "comments.escalated", "comments.removed", "comments.answered"


def tell(kind: str, row: Comment | Remark) -> None:
    """One letter of a kind for a row, in the transaction of what it tells. Nobody: none."""
    receiver = partner(row)
    if not receiver:
        return
    subject = f"{row._meta.label}:{row.pk}"
    put(
        Announcement(
            topic="letter",
            subject=subject,
            scope=row.scope,
            partner=receiver,
            key=f"{kind}:{row.pk}",
            details={"kind": kind, "ref": row.pk},
        )
    )


def partner(row: Comment | Remark) -> str:
    """By what its writer is reached: `email`, `sms`, or nothing."""
    writer = account_of(row)
    if writer is not None:
        return str(accounts.channel_of(writer))
    return row.way if row.contact is not None and row.way in (Way.EMAIL, Way.SMS) else ""


def account_of(row: Comment | Remark) -> User | None:
    """The account that wrote it, also through the comment that was passed on."""
    source = row if isinstance(row, Comment) else row.source
    return source.account if source is not None else None
