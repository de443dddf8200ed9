"""Children of a supervisor that was killed and could not take them along."""

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

from vungcao.runtime.children import MARK
from vungcao.runtime.processes import everyone, is_alive, variable


def end(home: Path, patience: float = 5.0) -> int:
    """End the web and job processes of this home; call it only while holding the home's lock.

    They may be on their way out already, for the kernel told them: they get the time for it.
    """
    left = _of(home)
    _signal(left, signal.SIGTERM)
    limit = time.monotonic() + patience
    while any(map(is_alive, left)) and time.monotonic() < limit:
        time.sleep(0.05)
    _signal([pid for pid in left if is_alive(pid)], signal.SIGKILL)
    return len(left)


def _of(home: Path) -> list[int]:
    return [pid for pid in everyone() if pid != os.getpid() and variable(pid, MARK) == str(home)]


def _signal(pids: list[int], which: signal.Signals) -> None:
    for pid in pids:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(pid, which)
