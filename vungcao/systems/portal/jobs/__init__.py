"""Forgetting letters whose day has come, once a day; drawing the sizes of new pictures."""

from datetime import timedelta
from functools import partial
from time import monotonic

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar import clock
from vungcao.kernel.jobs.tasks import as_system, periodic
from vungcao.kernel.units.models import NATION_SCOPE
from vungcao.systems.portal.queries import pictures as waiting
from vungcao.systems.portal.services import forgetting, pictures

# What could not be drawn in this time is not tried for ever: a page draws what it lacks.
LOOKED_BACK = timedelta(days=1)
DRAWS = 8.0  # seconds in a round of twenty: other work of the clock waits meanwhile


@as_system("portal", (NATION_SCOPE,))
def forget_letters(account: User) -> None:
    forgetting.erase_letters(now=clock.now(), by=account)


def draw_pictures() -> None:
    """Each in a transaction of its own, until the round is over or nothing waits."""
    ends = monotonic() + DRAWS
    for picture in waiting.undrawn(clock.now() - LOOKED_BACK):
        if monotonic() > ends:
            return
        as_system("portal")(partial(_draw, picture))()


def _draw(picture: int, account: User) -> None:
    pictures.draw(picture=picture, by=account)


periodic("portal.forget_letters", "41 3 * * *", forget_letters)
periodic("portal.draw_pictures", "* * * * * */20", draw_pictures)
