"""The processes under the supervisor: how each is started, heard and ended."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import IO

from vungcao.runtime import ports
from vungcao.runtime.env import PROJECT, Environment
from vungcao.runtime.processes import die_with_parent

# Names the home whose supervisor started a process: how the next start finds what was left.
MARK = "VUNGCAO_SUPERVISED_IN"

CHILDREN_END_WITHIN = 8.0  # seconds after a supervisor that was killed
FORGET_CRASHES_AFTER = 60.0
LONGEST_WAIT = 30.0


class Output:
    """The lines of one process, however they arrive in pieces."""

    def __init__(self, name: str, pipe: IO[bytes]) -> None:
        self.name, self.pipe = name, pipe
        self._rest = b""
        os.set_blocking(pipe.fileno(), False)

    def read(self) -> list[str] | None:
        """Lines that are complete now; None when the process closed its end."""
        with suppress(BlockingIOError):
            chunk = os.read(self.pipe.fileno(), 65536)
            if not chunk:
                return None
            *lines, self._rest = (self._rest + chunk).split(b"\n")
            return [line.decode(errors="replace") for line in lines]
        return []

    def last(self) -> list[str]:
        return [self._rest.decode(errors="replace")] if self._rest else []


@dataclass
class Child:
    """A process that is started again when it ends, later each time it ends soon."""

    name: str
    command: list[str]
    variables: Mapping[str, str]
    process: subprocess.Popen[bytes] | None = None
    due: float = 0.0
    crashes: list[float] = field(default_factory=list)

    def start(self) -> Output:
        """In a process group of its own: Ctrl-C reaches the supervisor, who keeps the order."""
        self.process = subprocess.Popen(
            self.command,
            cwd=PROJECT,
            env=os.environ | self.variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGTERM),
        )
        assert self.process.stdout is not None
        return Output(self.name, self.process.stdout)

    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def signal_group(self, which: signal.Signals) -> None:
        """Also reaches what the process had started itself."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, which)

    def note_exit(self, now: float) -> float:
        """How long to wait before the next start: 0.2 s, doubled with each crash of the minute."""
        self.signal_group(signal.SIGKILL)
        self.crashes = [at for at in self.crashes if now - at < FORGET_CRASHES_AFTER] + [now]
        wait: float = min(0.2 * 2 ** (len(self.crashes) - 1), LONGEST_WAIT)
        self.process, self.due = None, now + wait
        return wait


def of_product(environment: Environment, port: int) -> list[Child]:
    """Web and workers; in the demo also what stands for the world outside: nothing leaves it."""
    if not environment.is_demo:
        return [web(environment, port), *workers(environment, port)]
    mail_port = ports.any_free()
    inside = replace(environment, smtp_url=f"smtp://127.0.0.1:{mail_port}")
    return [web(inside, port), *workers(inside, port), mail(inside, mail_port)]


def web(environment: Environment, port: int) -> Child:
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
    command += ["--host", environment.host, "--port", str(port), "--log-level", "warning"]
    command += ["--workers", "2", "--blocking-threads", "4", "--respawn-failed-workers"]
    command += ["--workers-kill-timeout", "4", "vungcao.config.wsgi:application"]
    return Child("web", command, variables(environment, port, pool=4))


def workers(environment: Environment, port: int) -> list[Child]:
    """What takes long, and what waits for partners, has workers of its own.

    So nobody waits for a short work behind a long one or behind a partner that is slow.
    """
    return [
        _worker("worker", ("interactive", "housekeeping"), 4, environment, port),
        _worker("delivery", ("delivery",), 6, environment, port),
        _worker("bulk", ("bulk",), 1, environment, port),
    ]


def worker_of_class(environment: Environment, port: int) -> Child:
    """All work of a training class in one process: nobody waits there for partners."""
    queues = ("interactive", "housekeeping", "delivery", "bulk")
    return _worker("practice-jobs", queues, 3, environment, port)


def _worker(
    name: str, queues: tuple[str, ...], concurrency: int, environment: Environment, port: int
) -> Child:
    command = [sys.executable, "-m", "vungcao.config.commands", "manage", "procrastinate", "worker"]
    command += ["--name", name, "--queues", ",".join(queues)]
    command += ["--concurrency", str(concurrency), "--shutdown-graceful-timeout", "4"]
    # A job and the note of its progress each hold a connection.
    return Child(name, command, variables(environment, port, pool=2 * concurrency))


def mail(environment: Environment, port: int) -> Child:
    """The simulated mail server of the demo."""
    command = [sys.executable, "-m", "vungcao.integrations.email.fake"]
    command += [str(port), str(environment.mailbox)]
    return Child("mail", command, {"PYTHONPATH": str(PROJECT), MARK: str(environment.home)})


def variables(environment: Environment, port: int, pool: int) -> dict[str, str]:
    return {
        "PYTHONPATH": str(PROJECT),
        "PYTHONUNBUFFERED": "1",
        "DJANGO_SETTINGS_MODULE": "vungcao.config.settings",
        "VUNGCAO_HOME": str(environment.home),
        "VUNGCAO_DB_ROLE": "app",
        "VUNGCAO_POOL": str(pool),
        "PORT": str(port),
        "SMTP_URL": environment.smtp_url,
        MARK: str(environment.home),
    }
