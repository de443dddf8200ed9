"""What `vungcao up` does before the first request: one line per step, each skipped when done."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from vungcao.runtime import database_urls, practice
from vungcao.runtime.children import variables
from vungcao.runtime.env import PROJECT, Environment
from vungcao.runtime.errors import Refused
from vungcao.runtime.processes import die_with_parent
from vungcao.runtime.stamps import DatabaseStamps, digest

CODE = PROJECT / "vungcao"
LOCKS = [PROJECT / "requirements.txt", PROJECT / "pyproject.toml"]


class StepFailed(Refused):
    """A step of the preparation failed; the message shows the end of what it said."""


class Progress:
    """Lines with the seconds since the start."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    def __call__(self, text: str) -> None:
        print(f"[{time.monotonic() - self._began:5.1f} s] {text}", flush=True)


@dataclass(frozen=True)
class Step:
    """A command that fills the database, and the print of what it works from."""

    title: str
    name: str
    state: str
    command: tuple[str, ...]


class Preparation:
    """The steps on one database."""

    def __init__(self, environment: Environment, progress: Progress) -> None:
        self.environment, self.progress = environment, progress
        self.stamps = DatabaseStamps(database_urls.address(environment, "owner"))

    def run(self) -> None:
        """Everything after the database itself."""
        self.fill()
        self._static_files()

    def fill(self) -> None:
        """What is in the database: its structure, reference data, the demo province."""
        for step in self._steps():
            if self.stamps.holds(step.name, step.state):
                self.progress(f"{step.title}: đã có")
                continue
            self.progress(f"{step.title}: đang làm …")
            execute(self.environment, *step.command)
            self.stamps.put(step.name, step.state)
            self.progress(f"{step.title}: xong")

    def is_filled(self) -> bool:
        """Whether `fill` would find nothing to do."""
        return all(self.stamps.holds(step.name, step.state) for step in self._steps())

    def _steps(self) -> Iterator["Step"]:
        yield Step("Cấu trúc dữ liệu", "migrations", migrations(), ("manage", "migrate", "-v0"))
        yield Step("Dữ liệu nền", "data", reference_data(), ("load",))
        if self.environment.is_demo:
            state = demo_province(self.environment.demo_password)
            yield Step("Tỉnh trình diễn", "demo", state, ("demo",))

    def _static_files(self) -> None:
        folder = self.environment.home / "cache"
        folder.mkdir(parents=True, exist_ok=True)
        stamp, state = folder / "static.stamp", static_files()
        if stamp.exists() and stamp.read_text() == state and (folder / "static").is_dir():
            self.progress("Tệp tĩnh: đã có")
            return
        self.progress("Tệp tĩnh: đang làm …")
        execute(self.environment, "manage", "collectstatic", "--noinput", "--clear", "-v0")
        stamp.write_text(state)
        self.progress("Tệp tĩnh: xong")


def execute(environment: Environment, *command: str) -> None:
    """Run a command of the product in a process of its own; raises `StepFailed`."""
    done = subprocess.run(
        [sys.executable, "-m", "vungcao.config.commands", *command],
        cwd=PROJECT,
        env=_surroundings(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=die_with_parent(signal.SIGTERM),
    )
    _log(environment, done.stdout)
    if done.returncode:
        said = "\n".join(done.stdout.strip().splitlines()[-12:])
        raise StepFailed(
            f"“vungcao {' '.join(command)}” không thành công:\n{said}{_hint(environment)}"
        )


def _hint(environment: Environment) -> str:
    """A demo database of an earlier state of the code is not worth mending."""
    if not environment.is_demo or environment.database_url:
        return ""
    return (
        "\nDữ liệu trình diễn của một bản cũ có thể không hợp với bản này. Nếu không cần giữ, xoá "
        f"{environment.home} rồi chạy lại."
    )


def migrations() -> str:
    """Migrations of ours with the policies they call, and the versions of everything else."""
    return digest([*_ours("**/migrations/*.py", "**/policies.py", "**/apps.py"), *LOCKS])


def reference_data() -> str:
    files = (path for path in (PROJECT / "data").rglob("*") if path.is_file())
    return digest([*files, *_ours("kernel/**/*.py", "systems/**/*.py")])


def demo_province(password: str) -> str:
    """The code that builds it, and the password that its accounts were given."""
    given = hashlib.sha256(password.encode()).hexdigest()[:8]
    return f"{digest(_ours('**/demo.py', '**/demo/*.py'))}-{given}"


def static_files() -> str:
    """The files, and the code that decides how they are put together."""
    files = (path for path in CODE.glob("**/static/**/*") if path.is_file())
    return digest([*files, *_ours("config/static.py", "web/styles.py"), *LOCKS])


def _ours(*patterns: str) -> list[Path]:
    found = (path for pattern in patterns for path in CODE.glob(pattern))
    return [path for path in found if "tests" not in path.relative_to(CODE).parts]


def _surroundings(environment: Environment) -> dict[str, str]:
    """Without a role: each command knows with which one it enters the database."""
    given = os.environ | variables(environment, environment.port, pool=0)
    if environment.practice:
        given |= practice.surroundings(environment)
    return {name: value for name, value in given.items() if name != "VUNGCAO_DB_ROLE"}


def _log(environment: Environment, text: str) -> None:
    log = environment.home / "log" / "preparation.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a") as out:
        out.write(text)
