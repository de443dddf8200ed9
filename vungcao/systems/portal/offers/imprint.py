"""Whose the public pages are: the body that the portal names is that of every other page too."""

from datetime import date

from vungcao.kernel.offers.imprints import Imprint, Publisher, publishers
from vungcao.systems.portal.queries import identity


def on(day: date) -> Imprint | None:
    body = identity.body_on(day)
    return identity.imprint(body, day) if body is not None else None


publishers.register("portal", Publisher(on))
