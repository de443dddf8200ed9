"""What the first page asks an administrator to look at."""

from datetime import date

from django.db.models import Value

from vungcao.kernel.offers.upkeep import doubts
from vungcao.kernel.units.models import Reform
from vungcao.kernel.units.models.reforms import ReformState


def drafts(scopes: tuple[str, ...], day: date) -> int:
    """Reforms that are written and not applied; they belong to no single unit."""
    return Reform.objects.filter(state=ReformState.DRAFT).count()


def unverified(scopes: tuple[str, ...], day: date) -> int:
    """Rows that rest on a text nobody has read, of every register."""
    kinds = [kind for _name, kind in sorted(doubts.items())]
    asked = [kind.unread().order_by().values_list(Value(1)) for kind in kinds if kind.unread]
    read = sum(1 for kind in kinds if kind.unread is None for _row in kind.rows())
    return asked[0].union(*asked[1:], all=True).count() + read
