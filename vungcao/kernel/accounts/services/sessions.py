"""Opening and ending sessions; an ended one is refused at its next request."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.sessions.models import Session
from django.db import models, transaction

from vungcao.kernel.accounts import rules
from vungcao.kernel.accounts.models import OpenSession, User
from vungcao.kernel.audit import services as audit


@dataclass(frozen=True)
class Browser:
    """What a request tells of its sender."""

    agent: str
    address: str


@transaction.atomic
def open_session(
    *, account: User, session_key: str, browser: Browser, now: datetime, by: AbstractBaseUser
) -> OpenSession:
    """Note that the account is signed in in a browser. The trail has its own entry for it.

    Whoever signs in where they are signed in already keeps the session.
    """
    told = {
        "account": account,
        "device": rules.device(browser.agent),
        "place": rules.place(browser.address),
        "since": now,
        "last_seen_at": now,
    }
    row, _made = OpenSession.objects.update_or_create(session_key=session_key, defaults=told)
    return row


@transaction.atomic
def see(*, session: int, now: datetime, by: AbstractBaseUser) -> None:
    """Note that a session is in use; no change of anything, and not worth an entry."""
    OpenSession.objects.filter(pk=session).update(last_seen_at=now)


@transaction.atomic
def close_session(*, session_key: str, by: AbstractBaseUser) -> None:
    """Its holder signed out."""
    OpenSession.objects.filter(session_key=session_key).delete()


@transaction.atomic
def end_sessions(*, account: User, but: str = "", by: AbstractBaseUser) -> int:
    """End every session of the account, but the one of this key. Returns how many."""
    return _end(OpenSession.objects.filter(account=account).exclude(session_key=but), account, by)


@transaction.atomic
def end_session(*, session: OpenSession, by: AbstractBaseUser) -> None:
    """End one session."""
    _end(OpenSession.objects.filter(pk=session.pk), session.account, by)


def _end(held: models.QuerySet[OpenSession], account: User, by: AbstractBaseUser) -> int:
    keys = list(held.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    held.delete()
    if keys:
        audit.record(by=by, action="accounts.sessions_ended", subject=account, number=len(keys))
    return len(keys)


@transaction.atomic
def forget_expired(*, now: datetime, by: AbstractBaseUser) -> None:
    """Remove what has ended by itself; nothing changes for anybody."""
    Session.objects.filter(expire_date__lt=now).delete()
    living = Session.objects.values("session_key")
    OpenSession.objects.exclude(session_key__in=living).delete()


@transaction.atomic
def move_session(*, old: str, new: str, by: AbstractBaseUser) -> None:
    """The same browser goes on under another key, after a change of password."""
    OpenSession.objects.filter(session_key=old).update(session_key=new)
