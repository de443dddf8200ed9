"""Runs PostgreSQL, web and worker under one parent: starts them again, stops them in order."""

import os
import selectors
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from vungcao.runtime.binaries import PostgresError
from vungcao.runtime.children import LONGEST_WAIT, Child, Output
from vungcao.runtime.postgres import Postgres
from vungcao.runtime.processes import reap
from vungcao.runtime.stop import StopRequest

# SIGTERM must have stopped everything within ten seconds: children first, then the database.
CHILDREN_HAVE = 5.5
DATABASE_HAS = 3.0


def say(name: str, line: str) -> None:
    """One line of one process on the terminal; the terminal may be gone."""
    with suppress(OSError):
        sys.stdout.write(f"{name:>8} │ {line}\n")
        sys.stdout.flush()


class Supervisor:
    """`postgres` is None when the database is somebody else's."""

    def __init__(
        self, children: Sequence[Child], postgres: Postgres | None, request: StopRequest
    ) -> None:
        self.children, self.postgres, self.request = children, postgres, request
        self._postgres_due = 0.0
        self._postgres_failures = 0
        self._selector = selectors.DefaultSelector()
        self._selector.register(request.wakes, selectors.EVENT_READ, None)

    def run(
        self, each_round: Callable[[], None], others: Callable[[], set[int]] = lambda: set()
    ) -> None:
        """Look after the children until someone asks to stop; the database is left running.

        `others` are processes that `each_round` waits for itself.
        """
        self.request.interrupts = False
        while not self.request.asked:
            self._look_after_postgres()
            for child in self.children:
                self._look_after(child)
            reap(self._own() | others())
            self._pass_on(0.5)
            each_round()
        say("up", "đang dừng")
        self._stop_children()

    def _own(self) -> set[int]:
        own = [child.process for child in self.children]
        if self.postgres:
            own.append(self.postgres.process)
        return {process.pid for process in own if process is not None}

    def _look_after(self, child: Child) -> None:
        now = time.monotonic()
        if child.process is None:
            if now >= child.due:
                self._start(child, now)
        elif (code := child.process.poll()) is not None:
            wait = child.note_exit(now)
            say(child.name, f"đã dừng (mã {code}), khởi động lại sau {wait:.1f} giây")

    def _start(self, child: Child, now: float) -> None:
        try:
            output = child.start()
        except OSError as error:  # no memory, no process left: as if it had crashed
            say(
                child.name,
                f"không khởi động được ({error}), thử lại sau {child.note_exit(now)} giây",
            )
        else:
            self._selector.register(output.pipe, selectors.EVENT_READ, output)

    def _look_after_postgres(self) -> None:
        now = time.monotonic()
        if self.postgres is None or not self.postgres.has_died() or now < self._postgres_due:
            return
        say("postgres", "đã dừng, đang khởi động lại")
        try:
            self.postgres.start(patience=5)
            self._postgres_failures = 0
            say("postgres", "đã chạy lại")
        except PostgresError as error:
            self._postgres_failures += 1
            wait = min(0.2 * 2**self._postgres_failures, LONGEST_WAIT)
            self._postgres_due = time.monotonic() + wait
            say("postgres", f"{error} Thử lại sau {wait:.1f} giây.")

    def _pass_on(self, patience: float) -> None:
        """Wait for output, a signal or the end of a child; print what was said."""
        for key, _ in self._selector.select(patience):
            if key.data is None:
                with suppress(BlockingIOError):
                    os.read(self.request.wakes, 4096)
                continue
            output: Output = key.data
            lines = output.read()
            if lines is None:
                self._selector.unregister(output.pipe)
                output.pipe.close()
                lines = output.last()
            for line in lines:
                say(output.name, line)

    def _stop_children(self) -> None:
        end = time.monotonic() + CHILDREN_HAVE
        for child in self.children:
            if child.is_running() and child.process is not None:
                child.process.send_signal(signal.SIGTERM)
        while any(child.is_running() for child in self.children) and time.monotonic() < end:
            self._pass_on(0.1)
        for child in self.children:
            child.signal_group(signal.SIGKILL)
        self._pass_on(0)
