"""Citizens and the product itself act in a dossier as its desk would: bound to its place alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy

from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.scopes.services import scoped

ONLINE = "one-stop"  # the account in whose name somebody without one acts


def visitor() -> User:
    """Who acts where nobody has signed in."""
    return system_account(ONLINE)


@contextmanager
def standing_in(scope: str, account: User, *more: str) -> Iterator[User]:
    """The account, bound to one place (or some) until the end; it acts there in its own name.

    Whoever calls has made sure that the dossier is theirs: by its secret or by their account.
    """
    acting = copy(account)
    acting.reach = tuple(dict.fromkeys((scope, *more)))
    with scoped(acting.reach, account=account.pk):
        yield acting
