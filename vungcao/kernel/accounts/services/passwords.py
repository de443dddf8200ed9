"""Changing a password: every other session of the account ends with it."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.services import sessions
from vungcao.kernel.audit import services as audit


@transaction.atomic
def set_password(
    *, account: User, password: str, session_key: str = "", by: AbstractBaseUser
) -> None:
    """Set a password that a form has checked. Only the session of `session_key` goes on."""
    account.set_password(password)
    account.save(update_fields=["password"])
    audit.record(by=by, action="accounts.password_set", subject=account)
    sessions.end_sessions(account=account, but=session_key, by=by)
