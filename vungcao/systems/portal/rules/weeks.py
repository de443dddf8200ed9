"""Weeks of work: they begin on Mondays."""

from datetime import date, time, timedelta

HALVES = {"morning": (time(8), time(11, 30)), "afternoon": (time(13, 30), time(17))}


def monday(day: date) -> date:
    return day - timedelta(day.weekday())


def days(begins_on: date) -> list[date]:
    return [begins_on + timedelta(nth) for nth in range(7)]


def strays(begins_on: date | None, given: list[date]) -> list[date]:
    """The days that lie outside of a week; none while nobody has said which week."""
    within = days(begins_on) if begins_on else given
    return sorted({day for day in given if day not in within})


def asked(text: str, today: date) -> date:
    """The Monday of the day in an address; that of today for anything else."""
    try:
        return monday(date.fromisoformat(text))
    except ValueError:
        return monday(today)
