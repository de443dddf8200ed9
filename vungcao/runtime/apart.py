"""Work on bytes of unknown origin in a process of its own, which may die of them alone.

`ask` starts a module of ours and waits for its answer. The module calls `limit` before it reads the
question, and `shut` when it has loaded all that it needs.
"""

import resource
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Thread, Timer
from typing import IO

from vungcao.runtime.env import PROJECT

FIRST_TO_DIE = "1000"


class Failed(Exception):
    """The process died, took too long or too much, or answered too much."""


def ask(module: str, *given: str, question: bytes, wait: float, most: int) -> bytes:
    """What the module answers within `wait` seconds, at most `most` bytes. Raises `Failed`.

    The process is given nothing of ours: no environment, no file that is open here.
    """
    command = [sys.executable, "-W", "ignore", "-m", module, *given]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=PROJECT,
        env={},
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        end = Timer(wait, child.kill)
        end.start()
        Thread(target=_feed, args=(child.stdin, question), daemon=True).start()
        said = child.stdout.read(most + 1)
        if len(said) > most:
            child.kill()
        status = child.wait()
        end.cancel()
    if status != 0:
        raise Failed(f"{module}: {status}")
    return said


def _feed(pipe: IO[bytes], question: bytes) -> None:
    """A process that died reads no further."""
    with suppress(OSError, ValueError):
        pipe.write(question)
        pipe.close()


def limit(*, seconds: int, memory: int) -> None:
    """Called inside: so much time and memory, no file written, and the first to die when the
    machine is out of memory."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError):  # only Linux has it
        Path("/proc/self/oom_score_adj").write_text(FIRST_TO_DIE)


def shut() -> None:
    """Called inside: from now on no file and no connection can be opened."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
