"""The days of a cycle: how long it lasts, and until when the next list has to be chosen."""

from datetime import date, timedelta


def end_of(begin: date, years: int) -> date:
    """The first day after a cycle of so many years; one that began on 29/2 ends with February."""
    if (begin.month, begin.day) == (2, 29):
        return date(begin.year + years, 3, 1)
    return date(begin.year + years, begin.month, begin.day)


def last_day_of_selection(valid_until: date, month_and_day: str) -> date:
    """In the last year of a cycle, as the norm writes it (`12-15`)."""
    month, _dash, day = month_and_day.partition("-")
    last = valid_until - timedelta(days=1)
    return date(last.year, int(month), int(day))
