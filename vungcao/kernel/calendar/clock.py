"""The one clock: views, jobs and commands ask it and pass the answer on as an argument."""

from datetime import date, datetime

from django.utils import timezone

from vungcao.runtime.env import environment


def today() -> date:
    """The day in Asia/Ho_Chi_Minh; in demo and tests VUNGCAO_TODAY may hold it still."""
    return environment().today or timezone.localdate()


def now() -> datetime:
    """The instant, aware. It is never held still: logs and sessions need the truth."""
    return timezone.now()
