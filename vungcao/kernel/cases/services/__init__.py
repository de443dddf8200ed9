"""Everything that may happen to a case."""

from vungcao.kernel.cases.services.clocks import (
    begin,
    pause,
    recompute,
    recompute_since,
    resume,
    set_term,
)
from vungcao.kernel.cases.services.columns import columns, save_changed
from vungcao.kernel.cases.services.endings import close, merge, reopen
from vungcao.kernel.cases.services.events import held, just_locked, note
from vungcao.kernel.cases.services.holding import (
    ask,
    assign,
    delegate,
    release,
    take_back,
    transfer,
)
from vungcao.kernel.cases.services.numbers import set_pattern
from vungcao.kernel.cases.services.opening import NewCase, Term, link, open_case
from vungcao.kernel.cases.services.reading import EventRecord, read
from vungcao.kernel.cases.services.succeeding import Handed, hand_over

__all__ = [
    "EventRecord",
    "Handed",
    "NewCase",
    "Term",
    "ask",
    "assign",
    "begin",
    "close",
    "columns",
    "delegate",
    "hand_over",
    "held",
    "just_locked",
    "link",
    "merge",
    "note",
    "open_case",
    "pause",
    "read",
    "recompute",
    "recompute_since",
    "release",
    "reopen",
    "resume",
    "save_changed",
    "set_pattern",
    "set_term",
    "take_back",
    "transfer",
]
