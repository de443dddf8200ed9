"""Files of the portal lie with a unit: who serves or changes one is bound to that place alone."""

from contextlib import AbstractContextManager

from vungcao.kernel.accounts.models import User
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.units.models import Unit


def standing_in(unit: Unit, by: User | None = None) -> AbstractContextManager[None]:
    """Bound to where a file lies; whoever calls has made sure that it may be given or changed."""
    return scoped((unit.scope,), account=by.pk if by else None)
