"""What cases do when a calendar changes or a body ends."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.calendar import clock
from vungcao.kernel.cases.services import hand_over, recompute_since
from vungcao.kernel.offers.outbox import Announcement, Consumer, consumers
from vungcao.kernel.units.models import NATION_SCOPE


def take_calendar(said: Announcement) -> None:
    """A calendar changed: what is due is computed anew, with an event in every case that moves."""
    by = system_account("calendar")
    by.reach = (NATION_SCOPE,)
    since = date.fromisoformat(str(said.details["since"]))
    recompute_since(day=since, now=clock.now(), by=by)


consumers.register(
    "cases.clocks",
    Consumer(frozenset({"calendar.changed"}), take_calendar, _("Tính lại hạn theo lịch làm việc")),
)


def take_succession(said: Announcement) -> None:
    """An act about bodies took effect: what those held that have ended goes to who follows them."""
    by = system_account("succession")
    by.reach = (NATION_SCOPE,)
    hand_over(day=clock.today(), now=clock.now(), by=by)


consumers.register(
    "cases.succession",
    Consumer(
        frozenset({"organisations.changed", "units.reform_took_effect"}),
        take_succession,
        _("Chuyển vụ việc sang cơ quan kế tục"),
    ),
)
