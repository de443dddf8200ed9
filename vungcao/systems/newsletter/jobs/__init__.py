"""What the worker does for the newsletter by the clock."""

from vungcao.systems.newsletter.jobs import sending, tidying

__all__ = ["sending", "tidying"]
