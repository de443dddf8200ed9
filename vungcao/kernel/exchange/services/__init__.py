"""Writing to the outbox, delivering from it, keeping its partners, taking in."""

from vungcao.kernel.exchange.services.deciding import Verdict, retry, retry_all, skip, skip_all
from vungcao.kernel.exchange.services.delivering import claim, note, recover
from vungcao.kernel.exchange.services.keeping import (
    Wishes,
    add,
    enrol,
    enrol_offered,
    pause,
    replay,
    resume,
    revise,
    stop,
)
from vungcao.kernel.exchange.services.taking import Arrival, receive
from vungcao.kernel.exchange.services.waking import wake
from vungcao.kernel.exchange.services.writing import write

__all__ = [
    "Arrival",
    "Verdict",
    "Wishes",
    "add",
    "claim",
    "enrol",
    "enrol_offered",
    "note",
    "pause",
    "receive",
    "recover",
    "replay",
    "resume",
    "retry",
    "retry_all",
    "revise",
    "skip",
    "skip_all",
    "stop",
    "wake",
    "write",
]
