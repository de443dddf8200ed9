"""One supervisor per home: a lock that goes with the process that holds it."""

import fcntl
import os
from pathlib import Path
from typing import IO

from vungcao.runtime.errors import Refused


class HomeInUse(Refused):
    """Another process runs in this home; the message names it."""


class HomeLock:
    """Held from `acquire` to `release` or to the end of the process, kill -9 included."""

    def __init__(self, home: Path) -> None:
        self.path = home / "run" / "lock"
        self._handle: IO[str] | None = None

    def acquire(self) -> "HomeLock":
        """Raises `HomeInUse` when another process was faster."""
        if self._handle is not None:
            return self
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
        handle = self.path.open("a+")
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            handle.seek(0)
            holder = handle.read().strip() or "?"
            handle.close()
            raise HomeInUse(
                f"{self.path.parent.parent} đang được tiến trình {holder} dùng: dừng tiến trình đó "
                "trước, hoặc đặt VUNGCAO_HOME khác."
            ) from None
        handle.seek(0)
        handle.truncate()
        handle.write(str(os.getpid()))
        handle.flush()
        self._handle = handle
        return self

    def release(self) -> None:
        if self._handle is not None:
            self._handle.close()
            self._handle = None
