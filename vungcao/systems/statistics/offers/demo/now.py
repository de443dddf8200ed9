"""What the screens need at once: all campaigns, the newest answers, the demo's own commune."""

from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser

from vungcao.kernel.accounts.models import User
from vungcao.kernel.jobs.services import start
from vungcao.kernel.offers.upkeep import Demo, demos
from vungcao.systems.statistics.models import Campaign, Form, Reporter, Stage, Submission
from vungcao.systems.statistics.offers.demo import asking, history, scenes
from vungcao.systems.statistics.offers.demo.filling import Filling
from vungcao.systems.statistics.offers.demo.ground import HERE, NEIGHBOUR, World, commune
from vungcao.systems.statistics.offers.demo.scenes import Stagehand
from vungcao.systems.statistics.rules import periods

RETURNED = 3  # communes to which cells have gone back


def build(by: AbstractBaseUser, today: date) -> None:
    """Open the campaigns of all years and fill the newest; the rest follows in the background."""
    assert isinstance(by, User)
    if Form.objects.filter(code=asking.VILLAGES).exists():
        return
    world = World.read()
    if world is None:
        return
    filling = Filling(world, today, by)
    campaigns = asking.ask(today, by)
    _play(filling, campaigns)
    for campaign in campaigns:
        if campaign.version.reporter != Reporter.VILLAGE:
            filling.fill(campaign, filling.shown if _may_wait(campaign, today) else None)
        filling.close(campaign)
    _play_after(filling, campaigns)
    leader = User.objects.filter(username="lanhdao-so").first()
    if leader is not None:
        start(kind=history.KIND, arguments={}, by=leader)


def _may_wait(campaign: Campaign, today: date) -> bool:
    """Of years that have ended only what the demo's accounts see first is filled at once."""
    return campaign.version.reporter == Reporter.COMMUNE and campaign.late_on < today


def _hand(filling: Filling, code: str) -> Stagehand | None:
    """Only where the demo has opened accounts."""
    place = commune(code)
    crew = filling.writer.crews.own.get(place.pk) if place is not None else None
    return Stagehand(filling.writer, crew, filling.today) if crew is not None else None


def _play(filling: Filling, campaigns: list[Campaign]) -> None:
    """Before the rest is filled: what the demo's own commune has typed."""
    for code in (HERE, NEIGHBOUR):
        place, hand = commune(code), _hand(filling, code)
        if place is None or hand is None:
            continue
        for campaign in campaigns:
            if campaign.version.reporter == Reporter.VILLAGE and campaign.unit_id == place.pk:
                scenes.villages(hand, campaign)
        if code == HERE:
            mine = Submission.objects.filter(unit=place, obligation__campaign__in=campaigns)
            mine = mine.filter(obligation__campaign__period=_running(filling.today))
            told = mine.select_related("unit", "obligation__campaign__version__form")
            scenes.running(hand, list(told.order_by("pk")))


def _play_after(filling: Filling, campaigns: list[Campaign]) -> None:
    """What the Sở has done: cells sent back, figures typed for a commune, one corrected."""
    hand = _hand(filling, HERE)
    place = commune(HERE)
    if hand is None or place is None:
        return
    this_year = _running(filling.today)
    by_form = {(one.version.form.code, one.period): one for one in campaigns}
    poor = by_form["dt02", this_year]
    scenes.sends_back(hand, scenes.at_stage(poor, Stage.CERTIFIED, filling.shown)[:RETURNED])
    empty = [one for one in scenes.at_stage(poor, Stage.DRAFT, filling.shown) if not one.counter]
    for row in empty[:1]:
        scenes.stands_in(hand, row)
    closed = Submission.objects.filter(
        obligation__campaign=by_form["dt01", this_year - 1000], unit=place, stage=Stage.CLOSED
    )
    for row in closed.select_related("obligation__campaign__version__form"):
        scenes.corrects(hand, row)


def _running(today: date) -> int:
    return periods.period(periods.Kind.YEAR, today.year)


demos.register("statistics.figures", Demo(95, build))
