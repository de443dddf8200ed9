"""Dossiers of the demo: some at once, the history of the last months in the background."""

from vungcao.systems.onestop.offers.demo import history, now

__all__ = ["history", "now"]
