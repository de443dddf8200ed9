"""The demo's gateway: a text message becomes a letter in the simulated mailbox."""

import mailbox
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

from vungcao.kernel.calendar import clock
from vungcao.kernel.offers.letters import Letter

KEPT = 300


def keep(folder: Path, letter: Letter, key: str) -> str:
    """Put the message into the maildir; its name there."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    message = EmailMessage()
    message["To"] = " ".join(letter.to.split())
    message["Date"] = format_datetime(clock.now())
    message["X-Channel"] = "sms"
    message["X-Key"] = " ".join(key.split())
    message.set_content(letter.text, charset="utf-8")
    box = mailbox.Maildir(folder, create=True)
    name = box.add(message)
    for old in sorted(box.keys())[:-KEPT]:
        box.discard(old)
    return name
