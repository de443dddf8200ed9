"""Telling the rest that units have changed; a change of one changes what is said of others."""

from vungcao.kernel.offers.outbox import Announcement, put
from vungcao.kernel.units.models import Unit

TOPIC = "units.changed"


def announce() -> None:
    """Without an id: names, places and paths of other units may have changed with it."""
    put(Announcement(TOPIC, Unit._meta.label))
