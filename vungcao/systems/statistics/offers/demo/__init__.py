"""Figures of the demo: what the screens need at once, the years before in the background."""

from vungcao.systems.statistics.offers.demo import history, now

__all__ = ["history", "now"]
