"""How a consultation stands on a day; nobody has to switch it."""

from datetime import date
from enum import StrEnum


class State(StrEnum):
    """From the first to the last."""

    COMING = "coming"
    OPEN = "open"
    CLOSED = "closed"
    ANSWERED = "answered"


def state(opens_on: date, closes_on: date, answered_on: date | None, day: date) -> State:
    """Both the first and the last day count; the outcome shows from its own day on."""
    if answered_on is not None and answered_on <= day:
        return State.ANSWERED
    if day < opens_on:
        return State.COMING
    return State.OPEN if day <= closes_on else State.CLOSED
