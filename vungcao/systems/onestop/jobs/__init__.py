"""What the worker does for dossiers by the clock."""

from vungcao.systems.onestop.jobs import citizen, deadlines, published

__all__ = ["citizen", "deadlines", "published"]
