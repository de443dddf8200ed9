"""Finding a reader by address or by a link of a letter; all behind the door of the system."""

from hmac import compare_digest

from django.db.models import Count, Q

from vungcao.kernel.vault import services as vault
from vungcao.systems.newsletter.models import Subscriber, SubscriberState
from vungcao.systems.newsletter.queries.door import inside

ADDRESS = "newsletter.address"
CONFIRM, LEAVE, CHOOSE = "newsletter.confirm", "newsletter.leave", "newsletter.choose"
DIGITS = 32
LONGEST = 60


def fingerprint(address: str) -> str:
    """The blind index of an address, which must be written alike."""
    return vault.fingerprint(address, purpose=ADDRESS)


def link(row: Subscriber, purpose: str) -> str:
    """What stands in a link of a letter: which reader, and the proof for one purpose.

    The proof is never stored and cannot be computed from the database alone.
    """
    said = vault.fingerprint(f"{row.pk}:{row.seed}", purpose=purpose)
    return f"{row.pk}-{said[:DIGITS]}"


def by_link(text: str, purpose: str) -> Subscriber | None:
    """The reader whom a link proves; nobody for anything else."""
    first = text.partition("-")[0]
    if len(text) > LONGEST or not (first.isascii() and first.isdigit() and len(first) < 16):
        return None
    with inside():
        row = Subscriber.objects.filter(pk=int(first)).first()
    is_theirs = row is not None and compare_digest(link(row, purpose).encode(), text.encode())
    return row if is_theirs else None


def counts() -> dict[str, int]:
    """How many readers there are in each state."""
    states = SubscriberState.values
    with inside():
        found = Subscriber.objects.aggregate(
            **{state: Count("pk", filter=Q(state=state)) for state in states}
        )
    return {state: found[state] for state in states}
