"""The dossiers on which the demo's commune works today, at every step."""

from datetime import date, timedelta

from django.contrib.auth.base_user import AbstractBaseUser

from vungcao.kernel.accounts.models import User
from vungcao.kernel.jobs.services import start
from vungcao.kernel.offers.upkeep import Demo, demos
from vungcao.kernel.units.demo_counts import number
from vungcao.systems.onestop.models import Channel, Dossier
from vungcao.systems.onestop.offers.demo import history, linked
from vungcao.systems.onestop.offers.demo.stage import (
    HERE,
    RECOGNISE,
    Play,
    can_decide,
    office,
    played,
    sample_procedure,
)
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.services.papers import by_hand

# How many at which step, and how many days ago they came in at the earliest and at the latest.
STEPS = (
    ("submitted", 6, (1, 3)),
    ("received", 3, (1, 2)),
    ("working", 12, (2, 48)),
    ("asked", 4, (5, 20)),
    ("supplied", 4, (9, 30)),
    ("waiting", 4, (9, 24)),
    ("decided", 3, (10, 10)),
    ("returned", 3, (10, 10)),
    ("refused", 2, (6, 30)),
    ("stopped", 1, (12, 30)),
    ("withdrawn", 1, (12, 30)),
)
CHANNELS = (Channel.DESK, Channel.ONLINE, Channel.DESK, Channel.POST)


def build(by: AbstractBaseUser, today: date) -> None:
    """Some forty dossiers of one commune; the history follows in the background."""
    assert isinstance(by, User)
    if Dossier.objects.exists():
        return
    here, sample = office(HERE, "", today), sample_procedure(by, today)
    recognise = versions.on(RECOGNISE, today)
    if here is None or sample is None or recognise is None or not here.villages:
        return
    can_decide(here.place, by, today)
    plays = []
    for end, count, (latest, earliest) in STEPS:
        for nth in range(count):
            key = f"onestop/{end}/{nth}"
            days = number(key, latest, earliest)
            version = sample if end in history.DECIDED or nth % 2 else recognise
            channel = CHANNELS[number(f"{key}/c", 0, len(CHANNELS) - 1)]
            plays.append(Play(key, here, version, today - timedelta(days=days), end, channel))
    plays += linked.plays(here, by, today)
    with by_hand():
        for play in sorted(plays, key=lambda one: one.day):
            played(play, today)
    start(kind=history.KIND, arguments={}, by=here.leader, unit=here.place)


demos.register("onestop.dossiers", Demo(90, build))
