"""What the kernel of the operating system says about processes, and how a child dies with us."""

import ctypes
import os
import signal
import socket
from collections.abc import Callable
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


def adopt_orphans() -> None:
    """Grandchildren whose parent died become ours, so that they can be reaped."""
    if hasattr(_LIBC, "prctl"):
        _LIBC.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def free_port(wanted: int = 0, host: str = "127.0.0.1") -> int:
    """`wanted` when nobody listens there, else the next free one; 0 asks for any."""
    for port in range(wanted, min(wanted + 200, 65536)) if wanted else (0,):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise OSError(f"Không còn cổng trống từ {wanted} trở lên.")
