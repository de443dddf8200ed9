"""What the kernel of the operating system says about processes, and how a child dies with us."""

import ctypes
import os
import select
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_LIBC = ctypes.CDLL(None, use_errno=True)


def state(pid: int) -> str:
    """One letter of /proc/PID/stat (Z is a zombie), empty when there is no such process."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return ""


def is_alive(pid: int) -> bool:
    return state(pid) not in ("", "Z", "X")


def variable(pid: int, name: str) -> str:
    """A variable a process was started with, empty when unset or not ours to read."""
    try:
        pairs = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    except OSError:
        return ""
    prefix = f"{name}=".encode()
    return next((os.fsdecode(p[len(prefix) :]) for p in pairs if p.startswith(prefix)), "")


def everyone() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def stands_in(pid: int) -> tuple[Path, Path] | None:
    """Working directory and program of a process that we may look at."""
    try:
        folder, program = Path(f"/proc/{pid}/cwd").readlink(), Path(f"/proc/{pid}/exe").readlink()
    except OSError:
        return None
    return folder, Path(str(program).removesuffix(" (deleted)"))


def die_with_parent(with_signal: signal.Signals) -> Callable[[], None]:
    """What a child runs before exec, so that it goes when its parent is killed, kill -9 included.

    Must be made in the parent's main thread, for the kernel watches the thread that forked.
    """
    parent = os.getpid()

    def prepare() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell's "&" makes children ignore it
        if hasattr(_LIBC, "prctl"):
            _LIBC.prctl(_PR_SET_PDEATHSIG, int(with_signal), 0, 0, 0)
            if os.getppid() != parent:
                os._exit(1)

    return prepare


def end_after_parent(patience: float) -> None:
    """From now on this process ends at the latest `patience` seconds after its parent.

    The signal of `die_with_parent` only asks, and who then waits for a database that went the
    same way would wait for minutes.
    """
    if not hasattr(os, "pidfd_open"):
        return
    gone = select.poll()
    gone.register(os.pidfd_open(os.getppid()), select.POLLIN)

    def watch() -> None:
        gone.poll()
        time.sleep(patience)
        os._exit(1)

    threading.Thread(target=watch, name="end-after-parent", daemon=True).start()


def reap(but_not: set[int]) -> None:
    """Collect the adopted children that ended; those of `Popen` objects are left to these."""
    with suppress(OSError):  # a kernel may have been built without this list
        for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split():
            if int(pid) not in but_not and state(int(pid)) == "Z":
                os.waitpid(int(pid), os.WNOHANG)


def adopt_orphans() -> None:
    """Grandchildren whose parent died become ours, so that they can be reaped."""
    if hasattr(_LIBC, "prctl"):
        _LIBC.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
