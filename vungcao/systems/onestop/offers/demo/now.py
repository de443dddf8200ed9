"""The dossiers on which the demo's commune works today, at every step."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.contrib.auth.base_user import AbstractBaseUser

from vungcao.kernel.accounts.models import User
from vungcao.kernel.jobs.services import start
from vungcao.kernel.offers.upkeep import Demo, demos
from vungcao.kernel.units.demo_counts import number
from vungcao.systems.onestop.models import Channel, Dossier, ProcedureVersion
from vungcao.systems.onestop.offers.demo import history, linked, others
from vungcao.systems.onestop.offers.demo.scenes import played
from vungcao.systems.onestop.offers.demo.stage import (
    HERE,
    RECOGNISE,
    Office,
    Play,
    can_decide,
    list_procedure,
    office,
    sample_procedure,
    weekday,
)
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.services.papers import by_hand

# How many at which step, and how many days ago they came in at the earliest and at the latest.
STEPS = (
    ("submitted", 6, (1, 3)),
    ("received", 3, (1, 2)),
    ("working", 8, (2, 24)),
    ("asked", 4, (5, 20)),
    ("supplied", 2, (9, 18)),
    ("waiting", 3, (9, 14)),
    ("consulted", 1, (5, 5)),
    ("advised", 1, (8, 8)),
    ("extended", 2, (9, 11)),
    ("decided", 3, (14, 14)),
    ("returned", 3, (14, 14)),
    ("refused", 2, (6, 30)),
    ("stopped", 1, (12, 30)),
    ("withdrawn", 1, (12, 30)),
)
CHANNELS = (Channel.DESK, Channel.ONLINE, Channel.DESK, Channel.POST)
ARRIVING = (Channel.ONLINE, Channel.POST, Channel.ONLINE)  # of what nobody has received yet
LIST_SINCE = 10  # days ago at which the list came in


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
    plays = [*_plays(here, (recognise, sample), today), *_special(here, recognise, by, today)]
    plays += linked.plays(here, by, today)
    with by_hand():
        others.handed_over(here, by)
        for play in sorted(plays, key=lambda one: one.day):
            played(play, today)
    start(kind=history.KIND, arguments={}, by=here.leader, unit=here.place)


def _plays(
    here: Office, procedures: tuple[ProcedureVersion, ProcedureVersion], today: date
) -> Iterator[Play]:
    recognise, sample = procedures
    for end, count, (latest, earliest) in STEPS:
        for nth in range(count):
            key = f"onestop/{end}/{nth}"
            days = number(key, latest, earliest)
            version = sample if end in history.DECIDED or nth % 2 else recognise
            channels = ARRIVING if end == "submitted" else CHANNELS
            channel = channels[number(f"{key}/c", 0, len(channels) - 1)]
            yield Play(key, here, version, today - timedelta(days=days), end, channel)


def _special(here: Office, recognise: ProcedureVersion, by: User, today: date) -> Iterator[Play]:
    """A list of twelve persons before its signature, and a pause that a day off fell into."""
    found = list_procedure(by, today)
    if found is not None and others.has_persons(here):
        since = today - timedelta(days=LIST_SINCE)
        yield Play("onestop/listed", here, found, since, "listed", Channel.DESK)
    if (off := others.holiday_before(here, today)) is not None:
        begins = weekday(off - timedelta(days=5), 0)
        lasts = (begins + timedelta(days=nth) for nth in range((today - begins).days))
        absent = sum(day.isoweekday() < 6 for day in lasts) - 3
        yield Play(
            "onestop/paused", here, recognise, begins, "supplied", Channel.ONLINE, absent=absent
        )


demos.register("onestop.dossiers", Demo(90, build))
