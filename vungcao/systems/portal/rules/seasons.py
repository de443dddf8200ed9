"""Months of the year in which something holds; a season may go over the turn of the year."""


def holds(first: int | None, last: int | None, month: int) -> bool:
    """Whether a month lies in a season. Without months it is all year."""
    if first is None or last is None:
        return True
    if first <= last:
        return first <= month <= last
    return month >= first or month <= last


def wait(first: int | None, last: int | None, month: int) -> int:
    """In how many months it holds next: 0 now, 11 at most."""
    if holds(first, last, month) or first is None:
        return 0
    return (first - month) % 12
