"""Strangers act in the place of their letter as the office would, bound to it until the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy

from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.scopes.services import scoped

NAME = "portal"  # the account in whose name somebody without one writes


def visitor() -> User:
    """Who acts where nobody has signed in."""
    return system_account(NAME)


@contextmanager
def standing_in(scope: str, account: User) -> Iterator[User]:
    """The account, bound to one place until the end. Whoever calls has asked for the proof."""
    acting = copy(account)
    acting.reach = (scope,)
    with scoped(acting.reach, account=account.pk):
        yield acting
