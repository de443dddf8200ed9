"""The product as an operator runs it, with handles to kill its processes by."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from vungcao.runtime import health, orphans, ports, processes
from vungcao.runtime.children import MARK
from vungcao.runtime.env import PROJECT

PATIENCE = 90.0  # for a machine that has much else to do


class Product:
    """`vungcao up` in a home of its own, and a writer that notes what was acknowledged."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = ports.any_free()
        self.said = home / "said.log"
        self.acknowledged_in = home / "acknowledged.txt"
        self.process: subprocess.Popen[bytes] | None = None
        self.writer: subprocess.Popen[bytes] | None = None

    def variables(self) -> dict[str, str]:
        given = {
            name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")
        }
        return given | {
            "VUNGCAO_HOME": str(self.home),
            "VUNGCAO_MODE": "production",  # without the demo province
            "ALLOWED_HOSTS": "localhost",
            "PORT": str(self.port),
            "PYTHONPATH": str(PROJECT),
        }

    def start(self, before: Callable[[], None] | None = None, patience: float = PATIENCE) -> None:
        """Start it and wait until it answers."""
        with self.said.open("ab") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "vungcao.config.commands", "up"],
                env=self.variables(),
                cwd=PROJECT,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
                preexec_fn=before,
            )
        self.wait_until_healthy(patience)

    def heal(self) -> None:
        """Whatever an earlier test left: running and answering."""
        if self.process is None or self.process.poll() is not None:
            self.start()
        self.wait_until_healthy()

    def wait_until_healthy(self, patience: float = PATIENCE) -> None:
        wait_for(lambda: health.answers("127.0.0.1", self.port), self.said.read_text, patience)

    def stop(self, which: signal.Signals = signal.SIGTERM) -> float:
        """Seconds until the supervisor was gone."""
        assert self.process is not None
        began = time.monotonic()
        self.process.send_signal(which)
        self.process.wait(PATIENCE)
        return time.monotonic() - began

    def end(self) -> None:
        for process in (self.writer, self.process):
            if process is not None and process.poll() is None:
                process.terminate()
                process.wait(PATIENCE)

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "vungcao.config.commands", *arguments],
            env=self.variables(),
            cwd=PROJECT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=2 * PATIENCE,
        )

    def write(self) -> None:
        """Start a writer; it goes on through every fault until `end`."""
        self.writer = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.writer", str(self.acknowledged_in)],
            env=self.variables(),
            cwd=PROJECT,
            stdin=subprocess.DEVNULL,
        )
        self.wait_for_writes(20)

    def acknowledged(self) -> set[str]:
        text = self.acknowledged_in.read_text() if self.acknowledged_in.exists() else ""
        return set(text.split("\n")[:-1])

    def wait_for_writes(self, more: int) -> None:
        wanted = len(self.acknowledged()) + more
        wait_for(lambda: len(self.acknowledged()) >= wanted)

    def postmaster(self) -> int:
        found = orphans.postmaster_pid(self.home / "pg")
        assert found is not None
        return found

    def web(self) -> int:
        return self._child("granian")

    def worker(self) -> int:
        return self._child("--name worker ")

    def web_worker(self) -> int:
        web = self.web()
        return max(pid for pid in processes.everyone() if parent(pid) == web)

    def supervisor(self) -> int:
        assert self.process is not None
        return self.process.pid

    def processes_left(self) -> list[int]:
        """Every living process that belongs to this home."""
        marked = [
            pid
            for pid in processes.everyone()
            if processes.variable(pid, MARK) == str(self.home) and processes.is_alive(pid)
        ]
        return marked + orphans.found(self.home / "pg")

    def _child(self, word: str) -> int:
        found = [
            pid
            for pid in processes.everyone()
            if parent(pid) == self.supervisor() and word in command_line(pid)
        ]
        assert found, word
        return found[0]


def parent(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def command_line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def wait_for(
    truth: Callable[[], bool],
    explain: Callable[[], str] = lambda: "",
    patience: float = PATIENCE,
) -> None:
    limit = time.monotonic() + patience
    while not truth():
        assert time.monotonic() < limit, explain()[-3000:]
        time.sleep(0.05)
