"""Officers, who come in by invitation; closing an account and opening it again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from vungcao.kernel.accounts import proofs
from vungcao.kernel.accounts.models import Channel, Invitation, User
from vungcao.kernel.accounts.services import passwords, sessions
from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.offers.outbox import Announcement, put

LIFE = timedelta(days=7)


@dataclass(frozen=True)
class Officer:
    """Who is invited: the name to sign in with, the name of the person, the address at work."""

    username: str
    family_name: str
    given_name: str
    email: str


def against_name(typed: str) -> str:
    """Why nobody can be given this name to sign in with, or nothing."""
    username = typed.strip().casefold()
    try:
        UnicodeUsernameValidator()(username)
    except ValidationError:
        return _("Tên đăng nhập chỉ gồm chữ, số và các dấu @ . + - _.")
    if User.objects.filter(username=username).exists():
        return _taken(username)
    return ""


def _taken(username: str) -> str:
    """Whoever has just invited somebody and sends the form again reads that it was done."""
    waiting = Invitation.objects.filter(accepted_at=None, withdrawn_at=None)
    if waiting.filter(account__username=username).exists():
        sentence = _(
            "Tên đăng nhập “%(name)s” đã được mời và đang chờ nhận lời mời. Không cần mời lần "
            "nữa; mời người khác thì chọn tên khác."
        )
    else:
        sentence = _("Tên đăng nhập “%(name)s” đã có người dùng. Chọn tên khác.")
    return sentence % {"name": username}


@transaction.atomic
def invite(*, officer: Officer, now: datetime, by: AbstractBaseUser) -> Invitation:
    """Make an account that cannot be signed in with yet, and send the link that opens it.

    Raises `RuleBroken` for a name that is taken or cannot be one.
    """
    username = officer.username.strip().casefold()
    if problem := against_name(username):
        raise RuleBroken(problem)
    account = User(
        username=username,
        last_name=officer.family_name,
        first_name=officer.given_name,
        email=officer.email,
        is_active=False,
    )
    account.set_unusable_password()
    try:
        with transaction.atomic():
            account.save()
    except IntegrityError:  # somebody else was faster
        raise RuleBroken(_taken(username)) from None
    return _invite(account, now, by)


@transaction.atomic
def invite_again(*, account: User, now: datetime, by: AbstractBaseUser) -> Invitation:
    """Send a new link; the one before no longer works. Raises `RuleBroken` once it was accepted."""
    if (
        account.is_active
        or Invitation.objects.filter(account=account, accepted_at__isnull=False).exists()
    ):
        raise RuleBroken(_("Tài khoản này đã nhận lời mời."))
    if account.kind != User.Kind.OFFICER or not account.email:
        raise RuleBroken(_("Tài khoản này không có thư điện tử công vụ để gửi lời mời."))
    Invitation.objects.filter(account=account, withdrawn_at=None).update(withdrawn_at=now)
    return _invite(account, now, by)


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, now: datetime, by: AbstractBaseUser) -> None:
    """The link no longer works. Raises `RuleBroken` once it was accepted."""
    row = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if row.accepted_at:
        raise RuleBroken(_("Lời mời đã được nhận: ngừng tài khoản nếu cần."))
    row.withdrawn_at = row.withdrawn_at or now
    row.save(update_fields=["withdrawn_at"])
    audit.record(by=by, action="accounts.invitation_withdrawn", subject=row)


@transaction.atomic
def accept_invitation(
    *, invitation: Invitation, password: str, now: datetime, by: AbstractBaseUser
) -> User:
    """Open the account with the password that its holder chose. Works once."""
    row = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if row.accepted_at or row.withdrawn_at or row.expires_at <= now:
        raise RuleBroken(_("Liên kết này đã dùng hoặc hết hạn. Nhờ người quản trị gửi lại."))
    row.accepted_at = now
    row.save(update_fields=["accepted_at"])
    account = row.account
    account.is_active = True
    account.save(update_fields=["is_active"])
    passwords.set_password(account=account, password=password, by=by)
    audit.record(by=by, action="accounts.invitation_accepted", subject=row)
    return account


@transaction.atomic
def deactivate(*, account: User, by: AbstractBaseUser) -> None:
    """Nobody signs in with the account any more; whoever is signed in is signed out."""
    if account.pk == by.pk:
        raise RuleBroken(_("Không tự ngừng tài khoản của mình: nhờ người quản trị khác."))
    account.is_active = False
    account.save(update_fields=["is_active"])
    audit.record(by=by, action="accounts.deactivated", subject=account)
    sessions.end_sessions(account=account, by=by)


@transaction.atomic
def reactivate(*, account: User, by: AbstractBaseUser) -> None:
    """The account opens again with its password. Raises `RuleBroken` for one never opened."""
    if not account.has_usable_password():
        raise RuleBroken(_("Tài khoản chưa từng mở: gửi lại lời mời."))
    account.is_active = True
    account.save(update_fields=["is_active"])
    audit.record(by=by, action="accounts.reactivated", subject=account)


def _invite(account: User, now: datetime, by: AbstractBaseUser) -> Invitation:
    row = Invitation.objects.create(
        account=account, seed=proofs.new_seed(), made_at=now, expires_at=now + LIFE
    )
    put(
        Announcement(
            topic="letter",
            subject=f"accounts.Invitation:{row.pk}",
            partner=Channel.EMAIL,
            details={"kind": "accounts.invitation", "ref": row.pk},
        )
    )
    audit.record(by=by, action="accounts.invited", subject=row, account=account.pk)
    return row
