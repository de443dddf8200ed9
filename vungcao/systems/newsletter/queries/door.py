"""The one way to the tables of readers: their policies open at the door of the system alone.

No screen of an office needs a reader's row: it shows counts, and a stranger comes with a link that
proves which row is theirs. Whoever goes through here has made sure of that.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.scopes.services import Door, current, scoped
from vungcao.kernel.units.models import NATION_SCOPE

ACCOUNT = "newsletter"


@contextmanager
def inside() -> Iterator[None]:
    """Readers, their letters and the outbox, until the end; then the reach before holds again."""
    with scoped((NATION_SCOPE,), account=current().account, door=Door.SYSTEM):
        yield


def visitor() -> User:
    """In whose name a stranger acts, and the product itself."""
    return system_account(ACCOUNT)
