"""What the first page asks an administrator to look at."""

from datetime import date

from vungcao.kernel.offers.upkeep import doubts
from vungcao.kernel.units.models import Reform
from vungcao.kernel.units.models.reforms import ReformState


def drafts(scopes: tuple[str, ...], day: date) -> int:
    """Reforms that are written and not applied; they belong to no single unit."""
    return Reform.objects.filter(state=ReformState.DRAFT).count()


def unverified(scopes: tuple[str, ...], day: date) -> int:
    """Rows that rest on a text nobody has read, of every register."""
    return sum(1 for _name, kind in doubts.items() for _row in kind.rows())
