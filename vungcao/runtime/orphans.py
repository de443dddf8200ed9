"""Server processes that outlived their supervisor: stopped, not adopted."""

import os
import signal
import time
from pathlib import Path

from vungcao.runtime.binaries import PostgresError
from vungcao.runtime.processes import everyone, is_alive, stands_in


def postmaster_pid(data: Path) -> int | None:
    """The process named in postmaster.pid, which may be long gone."""
    try:
        return abs(int((data / "postmaster.pid").read_text().split("\n", 1)[0]))
    except (OSError, ValueError):
        return None


def found(data: Path) -> list[int]:
    return [pid for pid in everyone() if is_ours(pid, data)]


def is_ours(pid: int, data: Path) -> bool:
    """That very process: a living postgres standing in our data directory, not a re-used pid."""
    place = stands_in(pid)
    return place is not None and (place[0], place[1].name) == (data, "postgres") and is_alive(pid)


def stop(data: Path) -> bool:
    """Stop every orphan; whether there was one.

    After a kill -9 of the postmaster a busy backend lives on and holds the shared memory, and
    PostgreSQL refuses to start as long as it does. It is right: postmaster.pid is never touched.
    """
    data = data.resolve()
    if _gone(data, 0.3):
        return False
    _ask_to_stop(data)
    if _gone(data, 2):
        return True
    _signal(found(data), signal.SIGQUIT)
    if _gone(data, 5):
        return True
    raise PostgresError(f"Các tiến trình PostgreSQL cũ không chịu dừng: {found(data)}.")


def _ask_to_stop(data: Path) -> None:
    first = postmaster_pid(data)
    if first and is_ours(first, data):
        _signal([first], signal.SIGINT)  # a living postmaster takes its children along
    else:
        _signal(found(data), signal.SIGTERM)


def _signal(pids: list[int], which: signal.Signals) -> None:
    for pid in pids:
        try:
            os.kill(pid, which)
        except ProcessLookupError:
            continue


def _gone(data: Path, patience: float) -> bool:
    end = time.monotonic() + patience
    while found(data):
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
