"""How words are folded and asked for, how places are met in a text, what is shown of one."""

from vungcao.kernel.search.rules.nearest import nearest
from vungcao.kernel.search.rules.places import Called, Gazetteer
from vungcao.kernel.search.rules.snippets import cut, is_met
from vungcao.kernel.search.rules.words import (
    EXACT,
    MOST_WORDS,
    Question,
    ask,
    begun,
    exact,
    folded,
    marked,
    pieces,
    plain,
    quoted,
    tidy,
    vector,
    words,
)

__all__ = [
    "EXACT",
    "MOST_WORDS",
    "Called",
    "Gazetteer",
    "Question",
    "ask",
    "begun",
    "cut",
    "exact",
    "folded",
    "is_met",
    "marked",
    "nearest",
    "pieces",
    "plain",
    "quoted",
    "tidy",
    "vector",
    "words",
]
