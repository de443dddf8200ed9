"""What a citizen and the desk write to each other about a dossier; read with an entry in the trail.

The citizens' pages and the office both call these: `is_from_citizen` says which side writes or
reads.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.offers import outbox
from vungcao.kernel.vault import services as vault
from vungcao.systems.onestop.models import Dossier, Message
from vungcao.systems.onestop.services import sealing

LONGEST = 2000
MOST_UNREAD = 10


@dataclass(frozen=True)
class Said:
    """One message, opened; empty words were erased with the person."""

    is_from_citizen: bool
    words: str
    at: datetime
    read_at: datetime | None


@transaction.atomic
def write(
    *, dossier: Dossier, words: str, is_from_citizen: bool, now: datetime, by: User
) -> Message:
    """Write to the other side.

    Raises `RuleBroken` for nothing, for too much, and for a citizen whose last ones nobody has
    read yet.
    """
    text = words.strip()
    if not text:
        raise RuleBroken("Ghi nội dung lời nhắn.")
    if len(text) > LONGEST:
        raise RuleBroken(f"Lời nhắn dài quá {LONGEST} chữ: rút gọn rồi gửi lại.")
    unread = Message.objects.filter(dossier=dossier, is_from_citizen=True, read_at=None)
    if is_from_citizen and unread.count() >= MOST_UNREAD:
        raise RuleBroken("Các lời nhắn trước chưa được đọc: chờ cơ quan trả lời rồi gửi tiếp.")
    key = dossier.case.key
    assert key is not None  # every dossier is opened with one
    made = Message.objects.create(
        dossier=dossier,
        is_from_citizen=is_from_citizen,
        author=by,
        words=sealing.seal(text, key, Message, "words"),
        at=now,
    )
    said: dict[str, outbox.Value] = {"is_from_citizen": is_from_citizen}
    audit.record(by=by, action="onestop.message_written", subject=made, dossier=dossier.pk)
    outbox.put(
        outbox.Announcement(
            "onestop.message", f"onestop.Message:{made.pk}", dossier.case.scope, details=said
        )
    )
    return made


@transaction.atomic
def read(*, dossier: Dossier, is_from_citizen: bool, now: datetime, by: User) -> list[Said]:
    """All messages, the oldest first; those of the other side are read from now on.

    `is_from_citizen` says that the citizen reads.
    """
    rows = list(Message.objects.filter(dossier=dossier).order_by("at", "pk"))
    if not rows:
        return []
    texts = vault.open_texts(row.words for row in rows)
    fresh = Message.objects.filter(
        dossier=dossier, is_from_citizen=not is_from_citizen, read_at=None
    )
    fresh.update(read_at=now)
    audit.record(by=by, action="onestop.messages_read", subject=dossier, messages=len(rows))
    return [
        Said(row.is_from_citizen, text or "", row.at, row.read_at)
        for row, text in zip(rows, texts, strict=True)
    ]
