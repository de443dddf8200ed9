"""What two communes of the demo have done in the last months: work of the background."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.offers.jobs import JobKind, Outcome, Work, kinds
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.units.demo_counts import number
from vungcao.kernel.units.models import NATION_SCOPE
from vungcao.runtime.env import environment
from vungcao.systems.onestop.models import Channel, Dossier
from vungcao.systems.onestop.offers.demo.scenes import played
from vungcao.systems.onestop.offers.demo.stage import (
    HERE,
    NEIGHBOUR,
    Play,
    can_decide,
    office,
    sample_procedure,
)
from vungcao.systems.onestop.services import publishing_counts
from vungcao.systems.onestop.services.papers import by_hand

KIND = "onestop.demo_history"
DECIDED = frozenset({"waiting", "decided", "returned"})  # of the synthetic procedure alone
ALL = 200  # dossiers of the demo
A_TERM = 15  # days within which a sample is decided


def build(work: Work) -> Outcome:
    """Bring the demo to two hundred dossiers, in the order in which they came in."""
    if not environment().is_demo:
        return Outcome(str(_("Chỉ làm trong bản trình diễn.")))
    keeper = system_account("demo")
    with scoped((NATION_SCOPE,), account=keeper.pk), by_hand():
        wanted = ALL - Dossier.objects.count()
        plays = _plays(wanted, keeper, work.today)
        for nth, play in enumerate(plays, start=1):
            played(play, work.today)
            work.progress(nth, len(plays), "")
        publishing_counts.publish_months(today=work.today, by=keeper)
    return Outcome(str(_("Đã lập đủ hồ sơ mẫu.")))


def _plays(wanted: int, keeper: User, today: date) -> list[Play]:
    """Two thirds at the neighbour's, which has no decisions of other hands to fit between."""
    here, beside = office(HERE, "", today), office(NEIGHBOUR, "-2", today)
    sample = sample_procedure(keeper, today)
    if here is None or beside is None or sample is None:
        return []
    can_decide(beside.place, keeper, today)
    found = []
    for nth in range(max(wanted, 0)):
        key = f"onestop/history/{nth}"
        is_here = nth % 5 == 0
        end = ("withdrawn", "refused", "stopped")[nth // 5 % 3] if is_here else "returned"
        day = today - timedelta(days=number(key, A_TERM, 300))
        channel = Channel(number(f"{key}/c", 1, 3))
        found.append(Play(key, here if is_here else beside, sample, day, end, channel))
    return sorted(found, key=lambda one: (one.day, one.key))


kinds.register(
    KIND,
    JobKind(
        label=_("Lập hồ sơ một cửa mẫu"),
        work=build,
        roles=frozenset({str(Role.COMMUNE_LEADER)}),
    ),
)
