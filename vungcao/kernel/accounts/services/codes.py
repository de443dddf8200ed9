"""Codes of six digits, sent to prove a telephone or an e-mail address.

Whoever asks learns nothing: a row is made and a letter leaves whether an account exists or not.
"""

from datetime import datetime, timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.accounts import proofs, queries
from vungcao.kernel.accounts.models import Channel, CitizenContact, OneTimeCode, User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.offers.outbox import Announcement, put
from vungcao.kernel.vault import services as vault

LIFE = timedelta(minutes=15)
Purpose = OneTimeCode.Purpose


@transaction.atomic
def ask_to_register(
    *, contact: str, channel: Channel, now: datetime, by: AbstractBaseUser
) -> OneTimeCode:
    """Send a code to a contact, or tell its holder that somebody tried to register it again."""
    waiting = CitizenContact(channel=channel, fingerprint=queries.fingerprint(contact))
    waiting.key = vault.make_key(by=by)
    field = CitizenContact._meta.get_field("value")
    waiting.value = vault.seal(contact, key=waiting.key, field=field)
    waiting.save()
    row = _make(Purpose.REGISTER, channel, now, contact=waiting)
    is_known = queries.by_contact(contact) is not None
    _send(row, "accounts.somebody_tried" if is_known else "accounts.code")
    audit.record(by=by, action="accounts.code_asked", subject=row, purpose=row.purpose)
    return row


@transaction.atomic
def ask_to_reset(*, typed: str, now: datetime, by: AbstractBaseUser) -> OneTimeCode:
    """Send a code to the holder of the account that is meant; a row is made in any case."""
    account = queries.find(typed) or queries.by_work_address(typed)
    channel = queries.channel_of(account) if account and account.is_active else ""
    reached = account if channel else None
    row = _make(Purpose.RESET, Channel(channel or Channel.EMAIL), now, account=reached)
    if reached is not None:
        _send(row, "accounts.code")
    audit.record(by=by, action="accounts.code_asked", subject=row, purpose=row.purpose)
    return row


@transaction.atomic
def confirm_code(*, code: int, typed: str, now: datetime, by: AbstractBaseUser) -> bool:
    """Whether these are the digits. Each try counts; the right ones are taken once."""
    row = OneTimeCode.objects.select_for_update().filter(pk=code).first()
    if row is None or row.expires_at <= now or row.confirmed_at or not row.tries_left:
        return False
    row.tries_left -= 1
    is_right = proofs.is_code(row, typed) and _is_meant(row)
    row.confirmed_at = now if is_right else None
    row.save(update_fields=["tries_left", "confirmed_at"])
    audit.record(
        by=by,
        action="accounts.code_confirmed" if is_right else "accounts.code_refused",
        subject=row,
    )
    return is_right


@transaction.atomic
def forget_waiting(*, now: datetime, by: AbstractBaseUser) -> int:
    """Destroy the keys of contacts that waited for their code in vain. Returns how many."""
    over = OneTimeCode.objects.filter(
        purpose=Purpose.REGISTER, expires_at__lt=now - timedelta(days=1), contact__account=None
    )
    waiting = CitizenContact.objects.filter(
        account=None, key__destroyed_at=None, pk__in=over.values("contact")
    )
    number = 0
    for contact in waiting.select_related("key").order_by("pk"):
        vault.destroy_key(key=contact.key, now=now, by=by)
        number += 1
    return number


def _is_meant(row: OneTimeCode) -> bool:
    """A code that could not have been sent opens nothing, even when it is guessed."""
    if row.purpose == Purpose.RESET:
        return row.account is not None
    taken = CitizenContact.objects.filter(account__isnull=False)
    return (
        row.contact is not None and not taken.filter(fingerprint=row.contact.fingerprint).exists()
    )


def _make(
    purpose: Purpose,
    channel: Channel,
    now: datetime,
    *,
    contact: CitizenContact | None = None,
    account: User | None = None,
) -> OneTimeCode:
    return OneTimeCode.objects.create(
        purpose=purpose,
        channel=channel,
        contact=contact,
        account=account,
        seed=proofs.new_seed(),
        made_at=now,
        expires_at=now + LIFE,
    )


def _send(row: OneTimeCode, kind: str) -> None:
    put(
        Announcement(
            topic="letter",
            subject=f"accounts.OneTimeCode:{row.pk}",
            partner=row.channel,
            details={"kind": kind, "ref": row.pk},
        )
    )
