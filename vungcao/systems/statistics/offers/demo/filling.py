"""Filling the campaigns of the demo: the answers of some units, or all that still wait."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.utils.functional import cached_property

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.systems.statistics.models import Campaign, CampaignState, Stage, Submission
from vungcao.systems.statistics.offers.demo import wrong
from vungcao.systems.statistics.offers.demo.answers import Writer, of_year
from vungcao.systems.statistics.offers.demo.crew import crews
from vungcao.systems.statistics.offers.demo.ground import HERE, NEIGHBOUR, World, commune
from vungcao.systems.statistics.queries.entry import with_campaigns
from vungcao.systems.statistics.services import campaigning
from vungcao.systems.statistics.services.taking_over import take_over


class Filling:
    """What is needed to fill campaigns, read once."""

    def __init__(self, world: World, today: date, by: User) -> None:
        self.world, self.today, self.by = world, today, by

    @cached_property
    def shown(self) -> frozenset[int]:
        """The units whose figures the demo's accounts see first: today's two and those before."""
        found = [place.pk for code in (HERE, NEIGHBOUR) if (place := commune(code)) is not None]
        return frozenset(found).union(*(self.world.before(unit) for unit in found))

    @cached_property
    def writer(self) -> Writer:
        keys = frozenset(self.world.keys[unit] for unit in self.shown)
        districts = {one.key: one.district for one in self.world.communes.values()}
        planned = wrong.planned(districts, keys)
        return Writer(self.world, crews(self.today), planned, self.shown, self.today)

    def fill(self, campaign: Campaign, units: Iterable[int] | None = None) -> int:
        """The answers of a campaign that nobody has begun; of some units or of all."""
        rows = Submission.objects.filter(
            obligation__campaign=campaign, stage=Stage.DRAFT, counter=0, version=0
        )
        if units is not None:
            rows = rows.filter(unit__in=list(units))
        found = with_campaigns(rows.order_by("pk"))
        return take_over(answers=of_year(found, self.writer), by=self.by)

    def close(self, campaign: Campaign) -> None:
        """A campaign of a year long past is over, two months after its last day."""
        if campaign.state == CampaignState.OPEN and campaign.late_on < self.today:
            now = datetime.combine(campaign.late_on + timedelta(days=60), time(17), ZONE)
            campaigning.close_campaign(campaign=campaign, now=now, by=self.by)
