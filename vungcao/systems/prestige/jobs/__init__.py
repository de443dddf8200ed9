"""What the worker does for the register by the clock."""

from vungcao.systems.prestige.jobs import reports

__all__ = ["reports"]
