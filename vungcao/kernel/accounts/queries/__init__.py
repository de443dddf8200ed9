"""Finding accounts by what somebody types, and what belongs to one account."""

from collections.abc import Iterable
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from vungcao.kernel.accounts import factors as secrets
from vungcao.kernel.accounts import proofs, rules
from vungcao.kernel.accounts.models import Channel, CitizenContact, Invitation, OpenSession, User
from vungcao.kernel.vault import services as vault

CONTACT = "accounts.contact"


def fingerprint(contact: str) -> str:
    """The blind index of a telephone or e-mail address, which must be written alike."""
    return vault.fingerprint(contact, purpose=CONTACT)


def by_contact(contact: str) -> User | None:
    """The account that proved this telephone or e-mail address."""
    known = CitizenContact.objects.filter(fingerprint=fingerprint(contact), account__isnull=False)
    found = known.select_related("account").first()
    return found.account if found else None


def find(typed: str) -> User | None:
    """Whom somebody means at sign-in: a user name; a citizen's telephone or e-mail address.

    Both tables are always asked, so that the time says nothing.
    """
    named = User.objects.filter(username=typed.strip()).exclude(kind=User.Kind.SYSTEM).first()
    reached = by_contact(rules.written_alike(typed))
    return named or reached


def factors(account: User) -> QuerySet[Authenticator]:
    """The second factors of an account, recovery codes left out."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    held: QuerySet[Authenticator] = Authenticator.objects.filter(user=account, type__in=kinds)
    return held.order_by("type", "pk")


def has_factor(account: User) -> bool:
    """Whether the account is asked for more than its password."""
    return factors(account).exists()


def open_sessions(account: User, now: datetime) -> list[OpenSession]:
    """Where the account is signed in, the last used first."""
    living = Session.objects.filter(expire_date__gt=now).values("session_key")
    held = OpenSession.objects.filter(account=account, session_key__in=living)
    return list(held.order_by("-last_seen_at", "pk"))


def passkey_names(held: Iterable[Authenticator]) -> dict[int, str]:
    """What the holder calls each passkey."""
    return {
        one.pk: secrets.unseal(one.data["name"])
        for one in held
        if one.type == Authenticator.Type.WEBAUTHN
    }


def recovery_codes_left(account: User) -> int:
    """How many recovery codes still count."""
    kept = Authenticator.objects.filter(user=account, type=Authenticator.Type.RECOVERY_CODES)
    one = kept.first()
    return 10 - int(one.data["used_mask"]).bit_count() if one else 0


def channel_of(account: User) -> str:
    """How a letter reaches the holder: an officer at work, a citizen as they proved; or not."""
    if account.kind == User.Kind.OFFICER:
        return Channel.EMAIL if account.email else ""
    contact = CitizenContact.objects.filter(account=account).order_by("pk").first()
    return contact.channel if contact else ""


def address_of(account: User) -> str:
    """The telephone or e-mail address to which `channel_of` leads, opened."""
    if account.kind == User.Kind.OFFICER:
        return account.email
    contact = CitizenContact.objects.filter(account=account).order_by("pk").first()
    (opened,) = vault.open_texts([contact.value if contact else None])
    return opened or ""


def name_of(account: User) -> str:
    """What the holder is called: a citizen's name is opened, an officer's stands in clear."""
    if account.kind != User.Kind.CITIZEN:
        return account.get_full_name()
    (opened,) = vault.open_texts([account.called])
    return opened or ""


def by_work_address(typed: str) -> User | None:
    """The one officer with this e-mail address at work; nobody when two share it."""
    address = rules.email(typed)
    if not address:
        return None
    found = User.objects.filter(kind=User.Kind.OFFICER, email__iexact=address, is_active=True)
    held = list(found.order_by("pk")[:2])
    return held[0] if len(held) == 1 else None


def invitation(link: str, now: datetime) -> Invitation | None:
    """The open invitation that a link proves."""
    row = Invitation.objects.filter(
        pk=proofs.number(link), accepted_at=None, withdrawn_at=None, expires_at__gt=now
    ).first()
    return row if row and proofs.is_token(row, link) else None


def is_awaited(account: User) -> bool:
    """Whether the account waits for its holder: nobody signs in with it before they accept."""
    waiting = Invitation.objects.filter(account=account.pk, accepted_at=None, withdrawn_at=None)
    return account.pk is None or waiting.exists()
