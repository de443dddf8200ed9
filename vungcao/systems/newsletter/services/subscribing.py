"""Readers: asking, confirming by a letter, choosing, leaving; who leaves is erased.

Whoever asks learns nothing: the answer is the same whether an address is known or not.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from vungcao.kernel.audit import services as audit
from vungcao.kernel.offers.letters import TOPIC
from vungcao.kernel.offers.outbox import Announcement, put
from vungcao.kernel.vault import services as vault
from vungcao.systems.newsletter.models import Subscriber, SubscriberState
from vungcao.systems.newsletter.queries import norms, subscribers
from vungcao.systems.newsletter.queries.door import inside
from vungcao.systems.newsletter.queries.progress import PARTNER


@dataclass(frozen=True)
class Wishes:
    """Of which languages and sections somebody wants to read; nothing means all."""

    tongue: str = ""
    sections: tuple[str, ...] = ()


@transaction.atomic
def ask(*, address: str, wishes: Wishes, now: datetime, by: AbstractBaseUser) -> Subscriber:
    """Send a letter with a link that confirms the address; to a reader, one that says they are.

    A second request for an address makes no second reader.
    """
    mark = subscribers.fingerprint(address)
    with inside():
        row = _known(mark) or _made(address, mark, wishes, now, by)
        if row.state != SubscriberState.ACTIVE:
            days = norms.waiting_days(localtime(now).date())
            row.expires_at = now + timedelta(days=days)
            row.save(update_fields=["expires_at"])
        if row.state == SubscriberState.WAITING:  # who gets letters changes that by their own link
            row.tongue, row.sections = wishes.tongue, list(wishes.sections)
            row.save(update_fields=["tongue", "sections"])
        is_known = row.state == SubscriberState.ACTIVE
        _send(row, "newsletter.known" if is_known else "newsletter.confirm")
        audit.record(by=by, action="newsletter.asked", subject=row)
    return row


@transaction.atomic
def confirm(*, subscriber: Subscriber, now: datetime, by: AbstractBaseUser) -> bool:
    """Whether letters go to the address from now on; not when the link is too old."""
    with inside():
        row = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
        if row.state == SubscriberState.ACTIVE:
            return True
        if row.expires_at is None or row.expires_at <= now:
            return False
        row.state, row.confirmed_at = SubscriberState.ACTIVE, now
        row.expires_at, row.bounces = None, 0
        row.save(update_fields=["state", "confirmed_at", "expires_at", "bounces"])
        audit.record(by=by, action="newsletter.confirmed", subject=row)
    return True


@transaction.atomic
def choose(*, subscriber: Subscriber, wishes: Wishes, by: AbstractBaseUser) -> None:
    """Keep what a reader wants to get."""
    with inside():
        row = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
        row.tongue, row.sections = wishes.tongue, list(wishes.sections)
        row.save(update_fields=["tongue", "sections"])
        audit.record(by=by, action="newsletter.chosen", subject=row)


@transaction.atomic
def leave(*, subscriber: Subscriber, now: datetime, by: AbstractBaseUser) -> bool:
    """Erase a reader at their wish; letters that have not left yet are withdrawn by themselves.

    False for one who had left before: pressing twice is no mistake.
    """
    with inside():
        row = _locked(subscriber.pk)
        if row.state == SubscriberState.LEFT:
            return False
        _forget(row, now, by)
        audit.record(by=by, action="newsletter.left", subject=row)
    return True


@transaction.atomic
def forget_waiting(*, now: datetime, by: AbstractBaseUser) -> int:
    """Erase the addresses that nobody confirmed in time. How many they were."""
    with inside():
        over = Subscriber.objects.filter(state=SubscriberState.WAITING, expires_at__lte=now)
        gone = list(over.order_by("pk").values_list("pk", flat=True))
        for pk in gone:
            row = _locked(pk)
            if row.state == SubscriberState.WAITING:
                _forget(row, now, by)
        if gone:
            audit.record(
                by=by, action="newsletter.forgotten", subject="newsletter", readers=len(gone)
            )
    return len(gone)


@transaction.atomic
def enter_synthetic(
    *, addresses: Collection[str], now: datetime, by: AbstractBaseUser
) -> list[Subscriber]:
    """Readers of the demo, who have all confirmed; in a few statements however many."""
    keys = vault.make_keys(count=len(addresses), by=by)
    field = Subscriber._meta.get_field("sealed_address")
    rows = [
        Subscriber(
            key=key,
            sealed_address=vault.seal(address, key=key, field=field),
            fingerprint=subscribers.fingerprint(address),
            seed=token_hex(16),
            state=SubscriberState.ACTIVE,
            made_at=now,
            confirmed_at=now,
            is_synthetic=True,
        )
        for address, key in zip(addresses, keys, strict=True)
    ]
    with inside():
        made = Subscriber.objects.bulk_create(rows)
        audit.record(by=by, action="newsletter.demo_entered", subject="newsletter", rows=len(made))
    return made


def _known(mark: str) -> Subscriber | None:
    return Subscriber.objects.select_for_update().filter(fingerprint=mark).first()


def _made(
    address: str, mark: str, wishes: Wishes, now: datetime, by: AbstractBaseUser
) -> Subscriber:
    """A new reader; where the same address came at the same moment, that one."""
    try:
        with transaction.atomic():
            key = vault.make_key(by=by)
            field = Subscriber._meta.get_field("sealed_address")
            return Subscriber.objects.create(
                key=key,
                sealed_address=vault.seal(address, key=key, field=field),
                fingerprint=mark,
                seed=token_hex(16),
                tongue=wishes.tongue,
                sections=list(wishes.sections),
                made_at=now,
            )
    except IntegrityError:
        return Subscriber.objects.select_for_update().get(fingerprint=mark)


def _locked(pk: int) -> Subscriber:
    rows = Subscriber.objects.select_for_update(of=("self",)).select_related("key")
    return rows.get(pk=pk)


def _forget(row: Subscriber, now: datetime, by: AbstractBaseUser) -> None:
    vault.destroy_key(key=row.key, now=now, by=by)
    row.state, row.left_at = SubscriberState.LEFT, now
    row.sealed_address, row.fingerprint, row.expires_at = None, "", None
    row.tongue, row.sections = "", []
    row.save()


def _send(row: Subscriber, kind: str) -> None:
    put(
        Announcement(
            topic=TOPIC,
            subject=f"{Subscriber._meta.label}:{row.pk}",
            partner=PARTNER,
            details={"kind": kind, "ref": row.pk},
        )
    )
