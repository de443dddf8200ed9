"""Letters to one receiver, composed at the moment of sending from rows named by their id.

The outbox holds the kind and the id, never an address or a text: both are opened here and
forgotten. Put `Announcement(topic="letter", partner="email" or "sms", details={"kind", "ref"})`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from vungcao.kernel.offers.registry import Registry

TOPIC = "letter"


@dataclass(frozen=True)
class Letter:
    """`to` is an e-mail address or a telephone; `subject` is left out by SMS.

    By e-mail a letter may say the same in `html`, and carry `headers` for programs (`List-…`,
    `X-…`, in plain ASCII); a text message has neither.
    """

    to: str
    subject: str
    text: str
    html: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


# Gives the letter for the id of its row, or None when it is no longer to be sent.
letters: Registry[Callable[[int], Letter | None]] = Registry("kind of letter")
# Takes the source of a letter that came back, on a day; whether it spoke of a letter of its own.
returns: Registry[Callable[[str, date], bool]] = Registry("reader of returned letters")
