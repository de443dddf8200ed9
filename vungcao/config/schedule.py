"""What the worker does by the clock (UTC).

Daily work is asked for every hour and done once: a machine that was off at midnight catches up.
"""

from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.queries import attempts
from vungcao.kernel.accounts.services import codes, sessions
from vungcao.kernel.audit import anchors
from vungcao.kernel.calendar import clock
from vungcao.kernel.jobs.tasks import as_system, periodic
from vungcao.kernel.units import services as units
from vungcao.kernel.units.models import NATION_SCOPE
from vungcao.runtime.env import environment


@as_system("audit")
def anchor_heads(account: User) -> None:
    file, today = anchors.file(environment()), clock.today()
    if anchors.last_day(file) != today:
        anchors.append(file, today)


@as_system("reforms", (NATION_SCOPE,))
def let_reforms_take_effect(account: User) -> None:
    units.take_effect(today=clock.today(), by=account)


@as_system("accounts")
def forget_what_is_over(account: User) -> None:
    """Sessions that ended, contacts that never answered, tries of yesterday."""
    now = clock.now()
    sessions.forget_expired(now=now, by=account)
    codes.forget_waiting(now=now, by=account)
    attempts.forget_old(now)


periodic("accounts.forget_what_is_over", "17 * * * *", forget_what_is_over)
periodic("audit.anchor_heads", "5 * * * *", anchor_heads)
periodic("units.let_reforms_take_effect", "1 * * * *", let_reforms_take_effect)
