"""The years before the communes of today, in the background: every answer that waits."""

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.offers.jobs import JobKind, Outcome, Work, kinds
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.units.models import NATION_SCOPE
from vungcao.runtime.env import environment
from vungcao.systems.statistics.models import Campaign, CampaignState
from vungcao.systems.statistics.offers.demo.filling import Filling
from vungcao.systems.statistics.offers.demo.ground import World

KIND = "statistics.demo_history"


def build(work: Work) -> Outcome:
    """Fill what nobody has begun of years that have ended, the newest first."""
    if not environment().is_demo:
        return Outcome(str(_("Chỉ làm trong bản trình diễn.")))
    keeper = system_account("demo")
    with scoped((NATION_SCOPE,), account=keeper.pk):
        world = World.read()
        if world is None:
            return Outcome(str(_("Chưa có đơn vị của bản trình diễn.")))
        filling = Filling(world, work.today, keeper)
        waiting = _waiting(work)
        for nth, campaign in enumerate(waiting, start=1):
            filling.fill(campaign)
            work.progress(nth, len(waiting), "")
    return Outcome(str(_("Đã lập đủ số liệu mẫu.")))


def _waiting(work: Work) -> list[Campaign]:
    """The demo's campaigns that are over."""
    rows = Campaign.objects.filter(
        state=CampaignState.CLOSED, late_on__lt=work.today, opened_by=system_account("demo")
    )
    return list(rows.select_related("version__form", "unit").order_by("-period", "pk"))


kinds.register(
    KIND,
    JobKind(
        label=_("Lập số liệu mẫu của các năm trước"),
        work=build,
        roles=frozenset({str(Role.DEPARTMENT_LEADER)}),
    ),
)
