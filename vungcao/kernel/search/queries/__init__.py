"""Asking the indexes and writing to them: the office's by its functions, the public one."""

from vungcao.kernel.search.queries.entries import Found, find, keep_sources, replace, state
from vungcao.kernel.search.queries.places import gazetteer
from vungcao.kernel.search.queries.published import (
    Asked,
    Counts,
    Hit,
    addressed,
    by_words,
    counts,
    hints,
    like,
    look,
    moved,
    publish,
    stamps,
)

__all__ = [
    "Asked",
    "Counts",
    "Found",
    "Hit",
    "addressed",
    "by_words",
    "counts",
    "find",
    "gazetteer",
    "hints",
    "keep_sources",
    "like",
    "look",
    "moved",
    "publish",
    "replace",
    "stamps",
    "state",
]
