"""The second factor of an account: one-time codes of an app, passkeys, recovery codes."""

from datetime import datetime
from hmac import compare_digest
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from vungcao.kernel.accounts import factors, queries
from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.services import sessions
from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.offers.outbox import Announcement, put
from vungcao.kernel.vault import services as vault

STEP = 30  # seconds for which an app shows one code
Kind = Authenticator.Type


@transaction.atomic
def add_app(
    *, account: User, secret: str, code: str, now: datetime, by: AbstractBaseUser
) -> list[str]:
    """Let an app that shows this code for this secret be the second factor.

    Returns new recovery codes when the account had none. Raises `RuleBroken` for a wrong code.
    """
    counter = _counter(secret, code, now)
    if counter is None:
        raise RuleBroken(
            _("Mã chưa đúng. Chờ ứng dụng hiện mã mới rồi nhập lại; kiểm tra giờ máy.")
        )
    _give_key(account, by)
    Authenticator.objects.filter(user=account, type=Kind.TOTP).delete()
    data = {"secret": factors.seal(account, secret), "counter": counter}
    made = Authenticator.objects.create(user=account, type=Kind.TOTP, data=data)
    audit.record(by=by, action="accounts.factor_added", subject=account, kind=made.type)
    return _first_recovery_codes(account, by)


@transaction.atomic
def add_passkey(
    *, account: User, name: str, credential: dict[str, Any], by: AbstractBaseUser
) -> list[str]:
    """Let a passkey whose ceremony has been checked sign the account in.

    Returns new recovery codes when the account had none.
    """
    _give_key(account, by)
    data = {"name": factors.seal(account, name), "credential": credential}
    made = Authenticator.objects.create(user=account, type=Kind.WEBAUTHN, data=data)
    audit.record(
        by=by, action="accounts.factor_added", subject=account, kind=made.type, factor=made.pk
    )
    return _first_recovery_codes(account, by)


@transaction.atomic
def name_passkey(*, passkey: Authenticator, name: str, by: AbstractBaseUser) -> None:
    """Call a passkey something else."""
    account = User.objects.get(pk=passkey.user_id)
    passkey.data["name"] = factors.seal(account, name)
    passkey.save(update_fields=["data"])
    audit.record(by=by, action="accounts.passkey_named", subject=account, factor=passkey.pk)


@transaction.atomic
def remove_factor(*, factor: Authenticator, by: AbstractBaseUser) -> None:
    """Take one factor away; with the last one the recovery codes go too."""
    account = User.objects.get(pk=factor.user_id)
    kind, number = factor.type, factor.pk
    factor.delete()
    if not queries.has_factor(account):
        Authenticator.objects.filter(user=account).delete()
    audit.record(by=by, action="accounts.factor_removed", subject=account, kind=kind, factor=number)


@transaction.atomic
def renew_recovery_codes(*, account: User, by: AbstractBaseUser) -> list[str]:
    """Ten new codes, each good for one time; older ones no longer count."""
    _give_key(account, by)
    Authenticator.objects.filter(user=account, type=Kind.RECOVERY_CODES).delete()
    data = {"seed": factors.seal(account, RecoveryCodes.generate_seed()), "used_mask": 0}
    made = Authenticator.objects.create(user=account, type=Kind.RECOVERY_CODES, data=data)
    audit.record(by=by, action="accounts.recovery_codes_made", subject=account)
    return list(RecoveryCodes(made).generate_codes())


@transaction.atomic
def use_code(*, account: User, code: str, now: datetime, by: AbstractBaseUser) -> str:
    """Which kind of factor this code belongs to, or nothing. No code is taken twice."""
    code = "".join(filter(str.isdigit, code))
    held = (
        Authenticator.objects.select_for_update().filter(user=account).exclude(type=Kind.WEBAUTHN)
    )
    for one in held.order_by("pk"):
        if one.type == Kind.TOTP and _use_app(one, code, now):
            return str(Kind.TOTP)
        if one.type == Kind.RECOVERY_CODES and code and RecoveryCodes(one).validate_code(code):
            audit.record(by=by, action="accounts.recovery_code_used", subject=account)
            return str(Kind.RECOVERY_CODES)
    return ""


@transaction.atomic
def note_use(*, factor: Authenticator, now: datetime, by: AbstractBaseUser) -> None:
    """A passkey was used; the trail has the entry of the signing in."""
    factor.last_used_at = now
    factor.save(update_fields=["last_used_at"])


@transaction.atomic
def reset_factors(*, account: User, by: AbstractBaseUser) -> None:
    """Take every second factor away from somebody who lost theirs; they are told by letter.

    Whoever is signed in with the account is signed out.
    """
    Authenticator.objects.filter(user=account).delete()
    audit.record(by=by, action="accounts.factors_reset", subject=account)
    sessions.end_sessions(account=account, by=by)
    channel = queries.channel_of(account)
    if channel:
        put(
            Announcement(
                topic="letter",
                subject=f"accounts.User:{account.pk}",
                partner=channel,
                details={"kind": "accounts.second_factor_reset", "ref": account.pk},
            )
        )


def _use_app(one: Authenticator, code: str, now: datetime) -> bool:
    counter = _counter(factors.unseal(one.data["secret"]), code, now)
    if counter is None or counter <= one.data.get("counter", 0):
        return False
    one.data["counter"] = counter  # across all processes, unlike a cache
    one.last_used_at = now
    one.save(update_fields=["data", "last_used_at"])
    return True


def _counter(secret: str, code: str, now: datetime) -> int | None:
    """Which step of the app's clock shows this code; one step before and after is near enough."""
    here = int(now.timestamp()) // STEP
    for counter in (here - 1, here, here + 1):
        shown = format_hotp_value(hotp_value(secret, counter))
        if secret and compare_digest(shown.encode(), code.encode()):
            return counter
    return None


def _first_recovery_codes(account: User, by: AbstractBaseUser) -> list[str]:
    held = Authenticator.objects.filter(user=account, type=Kind.RECOVERY_CODES)
    return [] if held.exists() else renew_recovery_codes(account=account, by=by)


def _give_key(account: User, by: AbstractBaseUser) -> None:
    if account.key is None:
        account.key = vault.make_key(by=by)
        account.save(update_fields=["key"])
