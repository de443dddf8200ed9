"""Making accounts: of the demo, and of the product's own jobs."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit

SYSTEM = "he-thong"


def system_account(name: str) -> User:
    """The account in whose name a job or command works; nobody can sign in with it."""
    account, _made = User.objects.get_or_create(
        username=f"{SYSTEM}:{name}", defaults={"is_active": False, "password": "!"}
    )
    return account


@transaction.atomic
def open_demo_account(*, username: str, password: str, by: AbstractBaseUser) -> User:
    """A demo account, which production refuses to sign in. The password is set anew each time."""
    account, made = User.objects.get_or_create(username=username, defaults={"is_synthetic": True})
    account.set_password(password)
    account.save(update_fields=["password"])
    if made:
        audit.record(by=by, action="accounts.demo_opened", subject=account)
    return account
