"""Making accounts, of the demo and of the product's own jobs; and the trail of who came in."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit

SYSTEM = "he-thong"


def system_account(name: str) -> User:
    """The account in whose name a job or command works; nobody can sign in with it."""
    account, _made = User.objects.get_or_create(
        username=f"{SYSTEM}:{name}",
        defaults={"is_active": False, "password": "!", "kind": User.Kind.SYSTEM},
    )
    return account


@transaction.atomic
def open_demo_account(
    *,
    username: str,
    password: str,
    kind: User.Kind = User.Kind.OFFICER,
    by: AbstractBaseUser,
) -> User:
    """A demo account, which production refuses to sign in. The password is set anew each time."""
    account, made = User.objects.get_or_create(
        username=username, defaults={"is_synthetic": True, "kind": kind}
    )
    account.set_password(password)
    account.save(update_fields=["password"])
    if made:
        audit.record(by=by, action="accounts.demo_opened", subject=account)
    return account


@transaction.atomic
def signed_in(*, account: User, factor: str = "password") -> None:
    """An account came in; `factor` is the last of the proofs that were asked for."""
    audit.record(by=account, action="accounts.signed_in", subject=account, factor=factor)


@transaction.atomic
def signed_out(*, account: User) -> None:
    """An account left."""
    audit.record(by=account, action="accounts.signed_out", subject=account)


@transaction.atomic
def sign_in_refused(*, account: User | None, factor: str = "password") -> None:
    """Somebody was refused. A name nobody has is not kept: it may be a password typed too early."""
    audit.record(
        by=system_account("sign-in"),
        action="accounts.sign_in_refused",
        subject=account or "accounts.User:unknown",
        factor=factor,
    )
