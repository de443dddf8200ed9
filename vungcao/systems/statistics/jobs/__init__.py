"""What the worker does for statistics by the clock."""

from vungcao.systems.statistics.jobs import reminders

__all__ = ["reminders"]
