"""What the worker does for dossiers by the clock."""

from vungcao.systems.onestop.jobs import deadlines

__all__ = ["deadlines"]
