"""Citizens who open an account themselves."""

from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import OneTimeCode, User
from vungcao.kernel.accounts.services import passwords
from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.vault import services as vault
from vungcao.kernel.vault.codes import new_code

OVER = _(
    "Mã đã hết hạn hoặc đã dùng. Nếu vừa làm xong ở lần bấm trước thì đăng nhập; nếu chưa, yêu cầu "
    "mã mới."
)


@transaction.atomic
def open_citizen(
    *, code: OneTimeCode, called: str, password: str, now: datetime, by: AbstractBaseUser
) -> User:
    """An account for whoever confirmed the code of a contact; all about them stands sealed.

    Raises `RuleBroken` when the code is over, or the contact was registered meanwhile.
    """
    row = OneTimeCode.objects.select_for_update(of=("self",)).get(pk=code.pk)
    _check(row, OneTimeCode.Purpose.REGISTER, now)
    contact = row.contact
    if contact is None or contact.account_id is not None:
        raise RuleBroken(str(OVER))
    username = new_code()
    account = User(username=username, kind=User.Kind.CITIZEN, key=contact.key)
    field = User._meta.get_field("called")
    account.called = vault.seal(called, key=contact.key, field=field)
    account.set_password(password)
    account.save()
    contact.account = account
    try:
        with transaction.atomic():
            contact.save(update_fields=["account"])
    except IntegrityError:
        raise RuleBroken(str(OVER)) from None
    row.spent_at, row.account = now, account
    row.save(update_fields=["spent_at", "account"])
    audit.record(by=by, action="accounts.citizen_opened", subject=account)
    return account


@transaction.atomic
def reset_password(
    *, code: OneTimeCode, password: str, now: datetime, by: AbstractBaseUser
) -> User:
    """A new password for whoever confirmed a code; every session of the account ends.

    The second factor stays: a mailbox alone does not open an account that has one. Raises
    `RuleBroken` when the code is over.
    """
    row = OneTimeCode.objects.select_for_update(of=("self",)).get(pk=code.pk)
    _check(row, OneTimeCode.Purpose.RESET, now)
    if row.account is None:
        raise RuleBroken(str(OVER))
    row.spent_at = now
    row.save(update_fields=["spent_at"])
    passwords.set_password(account=row.account, password=password, by=by)
    return row.account


def _check(row: OneTimeCode, purpose: str, now: datetime) -> None:
    if row.purpose != purpose or not row.confirmed_at or row.spent_at or row.expires_at <= now:
        raise RuleBroken(str(OVER))
