"""When a duty to publish is met: something is there, and not older than its term allows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

NO_TERM = "–"


class State(StrEnum):
    """What is said of a duty."""

    MET = "met"
    LATE = "late"
    MISSING = "missing"


@dataclass(frozen=True)
class Place:
    """One place where a duty is met: how many things stand there, the newest of which day.

    `mend` is where somebody puts more there, `owner` the body that has to.
    """

    label: str
    address: str = ""
    items: int = 0
    newest_on: date | None = None
    owner: str = ""
    mend: str = ""


def term(written: str) -> int | None:
    """Days within which something new must appear; None where no source says so."""
    return int(written) if written.isdecimal() else None


def newest(places: Iterable[Place]) -> date | None:
    return max((place.newest_on for place in places if place.newest_on), default=None)


def lapses_on(newest_on: date | None, days: int | None) -> date | None:
    """The last day on which what is newest is new enough."""
    return newest_on + timedelta(days=days) if newest_on and days is not None else None


def state(items: int, lapses: date | None, day: date) -> State:
    """A thing without a day is never too old: nobody knows."""
    if not items:
        return State.MISSING
    return State.LATE if lapses is not None and lapses < day else State.MET


def ways(written: str) -> list[tuple[str, str]]:
    """`section:tin-tuc items:onestop.procedures` as kinds and names."""
    return [(kind, name) for kind, _colon, name in (w.partition(":") for w in written.split())]
