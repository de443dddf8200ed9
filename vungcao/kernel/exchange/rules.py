"""How long to wait after a failure, and when to give up; times are ours, no law sets them."""

from datetime import timedelta

# With the first wait of ten seconds the last try of a message comes about a day after the first.
TRIES = 14
FIRST_WAIT = timedelta(seconds=10)
LONGEST_WAIT = timedelta(hours=6)
# So many failures in a row are the partner's and not the messages'.
FAILURES_THAT_TIRE = 5
LONGEST_REST = timedelta(minutes=5)
SPREAD = 0.2


def wait(attempt: int, first: timedelta, chance: float) -> timedelta:
    """Before trying a message again after its `attempt`: doubled each time, at most six hours.

    `chance` in [0, 1) spreads it by a fifth, so that what failed together does not come together.
    """
    return _spread(min(first * 2 ** min(attempt - 1, 20), LONGEST_WAIT), chance)


def rest(failures: int, first: timedelta, chance: float) -> timedelta:
    """Before probing a partner again that failed so often in a row; nothing as long as it is few.

    At most five minutes: a partner that lives again is found soon, and is asked once at a time.
    """
    beyond = failures - FAILURES_THAT_TIRE
    if beyond < 0:
        return timedelta()
    return _spread(min(first * 2 ** min(beyond, 20), LONGEST_REST), chance)


def is_last(attempt: int) -> bool:
    """Whether nobody tries again after this attempt."""
    return attempt >= TRIES


def _spread(time: timedelta, chance: float) -> timedelta:
    return time * (1 - SPREAD + 2 * SPREAD * chance)
