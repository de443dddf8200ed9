"""Reading reports of delivery (RFC 3464), as a mailbox shows their source or as they are copied.

Whatever is given, nothing is raised: what is no report says nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_string
from email.message import Message

LETTER = "X-Ban-Tin"  # the header by which a letter that comes back is known
ADDRESS = re.compile(r"[!-~]{1,64}@[A-Za-z0-9.-]{1,253}")
STATUS = re.compile(r"([245])\.(\d{1,3})\.(\d{1,3})")
CODE = re.compile(r"[a-z2-7]{10}")
NEW_MESSAGE = re.compile(r"^From \S+.*\n", re.M)
HEADER = re.compile(r"[!-9;-~]+:[ \t]")  # how a message begins
FULL_MAILBOX = "5.2.2"  # for ever in name only: it is emptied some day
MOST = 1000


@dataclass(frozen=True)
class Report:
    """One recipient of one letter: whether it failed for good, and the code of the letter."""

    recipient: str
    status: str
    is_hard: bool
    letter: str = ""


def read(source: str) -> list[Report]:
    """Every failure that the source tells of, at most a thousand, each once."""
    text = source.replace("\r\n", "\n")
    found: dict[tuple[str, str], Report] = {}
    for part in NEW_MESSAGE.split(text):
        for message in _messages(part.lstrip("\n")):
            for report in _of_message(message):
                found.setdefault((report.recipient, report.letter), report)
    return list(found.values())[:MOST]


def _messages(text: str) -> Iterator[str]:
    """What was pasted one below the other without a line between: the next after the last part."""
    while text.strip():
        after = message_from_string(text).epilogue or ""
        after = after.lstrip("\n")
        is_another = HEADER.match(after) is not None
        yield text[: len(text) - len(after)] if is_another else text
        text = after if is_another else ""


def _of_message(text: str) -> Iterator[Report]:
    message = message_from_string(text)
    parts = list(message.walk())
    letter = _letter(parts, text)
    blocks = [
        block
        for part in parts
        if part.get_content_type() == "message/delivery-status"
        for block in _blocks(part)
    ]
    # Copied without the rest of the message, a report is groups of lines.
    blocks = blocks or [message_from_string(group) for group in re.split(r"\n[ \t]*\n", text)]
    for block in blocks:
        if report := _of_block(block, letter):
            yield report


def _blocks(part: Message) -> list[Message]:
    held = part.get_payload()
    if isinstance(held, str):
        return [message_from_string(group) for group in re.split(r"\n[ \t]*\n", held)]
    return [one for one in held if isinstance(one, Message)] if isinstance(held, list) else []


def _of_block(block: Message, letter: str) -> Report | None:
    """None for what arrived, was passed on, or waits still."""
    to = _field(block, "Original-Recipient") or _field(block, "Final-Recipient")
    address = ADDRESS.search(to.rpartition(";")[2].strip())
    status = STATUS.search(_field(block, "Status"))
    if address is None or status is None:
        return None
    if _field(block, "Action").strip().casefold() not in {"failed", ""} or status[1] == "2":
        return None
    is_hard = status[1] == "5" and status[0] != FULL_MAILBOX
    return Report(address[0].casefold(), status[0], is_hard, letter)


def _letter(parts: list[Message], text: str) -> str:
    """The code of the letter that came back, where its headers came back too."""
    for part in parts:
        if found := CODE.fullmatch(_field(part, LETTER).strip()):
            return found[0]
    written = re.search(rf"^{LETTER}: *({CODE.pattern}) *$", text, re.M | re.I)
    return written[1] if written else ""


def _field(message: Message, name: str) -> str:
    """A header as plain text; old ones may hold what is no text at all."""
    return str(message.get(name, "") or "")
