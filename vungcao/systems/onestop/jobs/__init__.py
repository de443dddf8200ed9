"""What the worker does for dossiers by the clock."""

from vungcao.systems.onestop.jobs import citizen, deadlines

__all__ = ["citizen", "deadlines"]
