"""Telling the rest that organisations have changed."""

from collections.abc import Sequence

from vungcao.kernel.offers.outbox import Announcement, put
from vungcao.kernel.organisations.models import Organisation

TOPIC = "organisations.changed"
ONE_BY_ONE = 50


def announce(bodies: Sequence[Organisation]) -> None:
    """One announcement each; a whole load is one without an id: read them all anew."""
    if len(bodies) > ONE_BY_ONE:
        put(Announcement(TOPIC, Organisation._meta.label))
        return
    for body in bodies:
        put(Announcement(TOPIC, f"{body._meta.label}:{body.pk}", scope=body.scope))
