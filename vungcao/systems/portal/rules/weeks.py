"""Weeks of work: they begin on Mondays."""

from datetime import date, time, timedelta

HALVES = {"morning": (time(8), time(11, 30)), "afternoon": (time(13, 30), time(17))}


def monday(day: date) -> date:
    return day - timedelta(day.weekday())


def days(begins_on: date) -> list[date]:
    return [begins_on + timedelta(nth) for nth in range(7)]


def asked(text: str, today: date) -> date:
    """The Monday of the day in an address; that of today for anything else."""
    try:
        return monday(date.fromisoformat(text))
    except ValueError:
        return monday(today)
