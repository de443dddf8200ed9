"""The inbox: what a partner sends twice is taken once and answered twice."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.exchange.models import InboxMessage, Partner

Answer: TypeAlias = dict[str, str | int | bool | None]


@dataclass(frozen=True)
class Arrival:
    """What came: the partner's own key, its topic, and the SHA-256 of its body in hex."""

    key: str
    topic: str
    digest: str


class OtherContent(RuleBroken):
    """A partner used one key for two different bodies."""


@transaction.atomic
def receive(
    *,
    partner: Partner,
    arrival: Arrival,
    handle: Callable[[], Answer],
    now: datetime,
    by: AbstractBaseUser,
) -> Answer:
    """Handle what came, in this transaction; the same key again gets the first answer.

    Whoever comes at the same moment waits for the first. When `handle` raises, nothing has
    happened and the key is free again. Raises `OtherContent` for a known key with another body.
    """
    row, is_new = InboxMessage.objects.get_or_create(
        partner=partner,
        key=arrival.key,
        defaults={"topic": arrival.topic, "digest": arrival.digest, "received_at": now},
    )
    if is_new:
        answer = row.answer = handle()
        row.save(update_fields=["answer"])
        audit.record(by=by, action="exchange.received", subject=row, topic=arrival.topic)
        return answer
    if row.digest != arrival.digest:
        raise OtherContent("Khoá này đã dùng cho một nội dung khác.")
    row.repeats += 1
    row.save(update_fields=["repeats"])
    first: Answer = row.answer
    return first
