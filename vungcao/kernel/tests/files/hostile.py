"""A decoder that a content has taken over; started by `test_decoding` in the real one's place."""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from vungcao.kernel.files import decoding
from vungcao.kernel.files.rules import Checked


def crash(content: bytes) -> Checked:
    os.kill(os.getpid(), signal.SIGSEGV)
    return Checked(content, "")


def hang(content: bytes) -> Checked:
    time.sleep(60)
    return Checked(content, "")


def spin(content: bytes) -> Checked:
    while True:
        pass


def eat(content: bytes) -> Checked:
    eaten = [bytearray(50_000_000) for _ in range(100)]
    return Checked(b"%d" % len(eaten), "")


def talk(content: bytes) -> Checked:
    while True:
        sys.stdout.buffer.write(bytes(1_000_000))


def look_around(content: bytes) -> Checked:
    """What it could reach; nothing, when it has no variable and gets no descriptor."""
    found = [name for name in os.environ if not name.startswith("LC_")]
    for reach in (Path(__file__).read_bytes, os.pipe, lambda: list(Path("/").iterdir())):
        try:
            reach()
            found.append("reached")
        except OSError:
            continue
    return Checked(" ".join(found).encode(), "text/plain")


BEHAVIOURS: dict[str, Callable[[bytes], Checked]] = {
    one.__name__: one for one in (crash, hang, spin, eat, talk, look_around)
}

if __name__ == "__main__":
    decoding.SECONDS, decoding.MEMORY = 1, 400_000_000
    decoding.decoder = lambda media_type: BEHAVIOURS[media_type]
    sys.exit(decoding.main())
