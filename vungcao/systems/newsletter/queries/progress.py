"""How far the letters of an issue have come, as the exchange knows it."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from vungcao.kernel.exchange.models import MessageState, OutboxMessage
from vungcao.systems.newsletter.models import Dispatch, Issue, IssueState, Subscriber
from vungcao.systems.newsletter.queries.door import inside

PARTNER = "email"
# The server did not take the address itself; other refusals speak of the letter or of us.
ADDRESS_REFUSED = "rcpt-5"


@dataclass(frozen=True)
class Progress:
    """Letters by where they are; `ahead` counts readers whose letter is not laid down yet."""

    ahead: int
    waiting: int
    sent: int
    refused: int
    needless: int
    bounced: int

    @property
    def laid(self) -> int:
        return self.waiting + self.sent + self.refused + self.needless

    @property
    def share(self) -> int:
        """Whole per cent of what is settled one way or the other."""
        whole = self.ahead + self.laid
        return (whole - self.ahead - self.waiting) * 100 // whole if whole else 100


def key(issue: Issue, dispatch: Dispatch) -> str:
    """The letter's key in the outbox, of which its Message-ID is made: the same for ever."""
    return f"{prefix(issue)}{dispatch.code}"


def prefix(issue: Issue) -> str:
    """What the keys of all letters of an issue begin with."""
    return f"newsletter.{issue.code}."


def readers(issue: Issue) -> QuerySet[Subscriber]:
    """Who gets the issue and has no letter yet: who had confirmed when its sending began."""
    found = Subscriber.objects.filter(
        state="active", tongue__in=["", issue.language], pk__gt=issue.reached
    )
    return found.filter(confirmed_at__lte=issue.started_at) if issue.started_at else found


def progress(issue: Issue) -> Progress:
    """In three statements however many letters there are."""
    states = Count("pk", filter=Q(state__in=[MessageState.WAITING, MessageState.SENDING]))
    with inside():
        own = OutboxMessage.objects.filter(receiver=PARTNER, key__startswith=prefix(issue))
        found = own.aggregate(
            waiting=states,
            sent=Count("pk", filter=Q(state=MessageState.DELIVERED)),
            refused=Count("pk", filter=Q(state=MessageState.DEAD)),
            needless=Count("pk", filter=Q(state=MessageState.SKIPPED)),
        )
        bounced = Dispatch.objects.filter(issue=issue, bounce="hard").count()
        ahead = 0 if issue.state == IssueState.SENT else readers(issue).count()
    return Progress(ahead=ahead, bounced=bounced, **found)


def refused(issue: Issue) -> list[int]:
    """Letters (ids) whose address a mail server did not take and nobody noted yet."""
    dead = OutboxMessage.objects.filter(
        receiver=PARTNER,
        key__startswith=prefix(issue),
        state=MessageState.DEAD,
        fault__startswith=ADDRESS_REFUSED,
    )
    codes = [key.rpartition(".")[2] for key in dead.values_list("key", flat=True)]
    own = Dispatch.objects.filter(issue=issue, code__in=codes, bounce="")
    return list(own.order_by("pk").values_list("pk", flat=True))
