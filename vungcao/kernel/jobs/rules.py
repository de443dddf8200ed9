"""When a job is tried again, in plain Python."""

FIRST_WAIT_SECONDS = 10
LONGEST_WAIT_SECONDS = 600
# A job that takes its worker along (out of memory) must not be handed to workers for ever.
LOST_WORKERS = 5


def wait_before(attempt: int) -> int:
    """Seconds to wait after the failure of `attempt` (from 1): four times longer each time."""
    wait: int = FIRST_WAIT_SECONDS * 4 ** (attempt - 1)
    return min(wait, LONGEST_WAIT_SECONDS)


def share(done: int, total: int) -> int:
    """How much is done, in whole per cent; a total that nobody knows yet is nothing done."""
    return min(100, max(0, done * 100 // total)) if total > 0 else 0
