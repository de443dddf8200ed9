"""Practice for training classes: a second database and a second web process, from which nothing
leaves. A file in the home says what is wanted, another what is there.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from vungcao.runtime import children, database_urls, keys, ports, roles
from vungcao.runtime.children import MARK, Child
from vungcao.runtime.database_urls import Address
from vungcao.runtime.env import PROJECT, Environment
from vungcao.runtime.errors import Refused
from vungcao.runtime.processes import die_with_parent

ON, OFF = "on", "off"
BUILDER = ("-m", "vungcao.config.commands", "demo", "--practice")


class NoSecondDatabase(Refused):
    """The owner may not make databases on a foreign server; the message says what to do."""


@dataclass(frozen=True)
class State:
    """What administration shows: off, building, on or failed; the address while it is on."""

    name: str = OFF
    port: int = 0
    fault: str = ""
    resets: int = 0


def within(home: Path) -> Path:
    """The folder of the home that holds what practice keeps: keys, files, state."""
    return home / "practice"


def ask(home: Path, wanted: str, *, reset: bool = False) -> None:
    """Leave the wish; the supervisor reads it within a second."""
    before = _read(within(home) / "wanted.json")
    resets = int(before.get("resets", 0)) + reset
    _write(within(home) / "wanted.json", {"wanted": wanted, "resets": resets})


def state(home: Path) -> State:
    return State(**_read(within(home) / "state.json"))


def surroundings(here: Environment, practice: str = "class") -> dict[str, str]:
    """The variables by which a process lives in practice: the demo's mode, own keys and files."""
    folder = within(here.home)
    return {
        "VUNGCAO_PRACTICE": practice,
        "VUNGCAO_MODE": "demo",
        "VUNGCAO_SECOND_FACTOR": "none",
        "SECRET_KEY_FILE": str(folder / "keys/secret.key"),
        "VAULT_KEYS_FILE": str(folder / "keys/vault.json"),
        "SIGNING_FOLDER": str(folder / "keys/signing"),
        "FILES_URL": f"file://{folder}/files",
        "SMTP_URL": "",
        "CLAMD_URL": here.clamd_url,
    }


def inside(here: Environment, practice: str = "class") -> Environment:
    """The environment as such a process reads it."""
    folder = within(here.home)
    return replace(
        here,
        practice=practice,
        mode="demo",
        secret_key_file=folder / "keys/secret.key",
        vault_keys_file=folder / "keys/vault.json",
        signing_folder=folder / "keys/signing",
        files_url=f"file://{folder}/files",
        smtp_url="",
        second_factor=(),
    )


def make_original(here: Environment) -> Environment:
    """The empty database that the demo province is then built into, once per state of the code."""
    original = inside(here, "original")
    place = database_urls.address(original, "owner")
    with psycopg.connect(_server(here).conninfo(), autocommit=True) as server:
        if not _exists(server, place.name):
            _create(server, place.name)
    keys.make_missing(original)
    return original


def reset(here: Environment) -> float:
    """Put the class's database back to the original; how many seconds it took."""
    began = time.monotonic()
    original = database_urls.address(inside(here, "original"), "owner").name
    place = database_urls.address(inside(here), "owner").name
    with psycopg.connect(_server(here).conninfo(), autocommit=True) as server:
        _drop(server, place)
        _create(server, place, original)
    return time.monotonic() - began


def remove(here: Environment) -> None:
    """Drop both databases; the province's own is not touched."""
    with psycopg.connect(_server(here).conninfo(), autocommit=True) as server:
        for kind in ("class", "original"):
            _drop(server, database_urls.address(inside(here, kind), "owner").name)


def _server(here: Environment) -> Address:
    return database_urls.address(replace(here, practice=""), "owner")


def _exists(server: psycopg.Connection[Any], name: str) -> bool:
    return bool(server.execute("select 1 from pg_database where datname = %s", [name]).fetchone())


def _drop(server: psycopg.Connection[Any], name: str) -> None:
    server.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def _create(server: psycopg.Connection[Any], name: str, template: str = "template1") -> None:
    command = sql.SQL("create database {} template {}")
    try:
        server.execute(command.format(sql.Identifier(name), sql.Identifier(template)))
    except psycopg.errors.InsufficientPrivilege as error:
        raise NoSecondDatabase(
            "Tài khoản trong DATABASE_OWNER_URL không được tạo cơ sở dữ liệu: cấp quyền CREATEDB "
            "cho tài khoản ấy để dùng chế độ thực hành."
        ) from error
    roles.open_to_app(server, name)


class Keeper:
    """Asked in each round of the supervisor: starts, resets and stops practice without waiting."""

    def __init__(self, here: Environment, offspring: list[Child]) -> None:
        self.here, self.offspring = here, offspring
        self.builder: subprocess.Popen[bytes] | None = None
        self.web: Child | None = None
        self.done_resets = -1
        self.reservation: ports.Reservation | None = None
        self._say(State())

    def each_round(self) -> None:
        wish = _read(within(self.here.home) / "wanted.json")
        wanted, resets = wish.get("wanted", OFF), int(wish.get("resets", 0))
        if self.builder is not None:
            self._look_at_builder(resets)
        elif wanted == ON and resets != self.done_resets:
            self._stop_web()
            self._build(resets)
        elif wanted == OFF and self.web is not None:
            self._stop_web()
            self.done_resets = -1
            self._say(State(resets=resets))

    def own(self) -> set[int]:
        """The builder: the supervisor leaves it to us, else nobody would learn how it ended."""
        return set() if self.builder is None else {self.builder.pid}

    def close(self) -> None:
        """End a build that is not done; the web process is one of the supervisor's children."""
        if self.builder is not None and self.builder.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(self.builder.pid, signal.SIGKILL)
            self.builder.wait()

    def _build(self, resets: int) -> None:
        log = within(self.here.home) / "build.log"
        log.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with log.open("wb") as out:
            self.builder = subprocess.Popen(
                [sys.executable, *BUILDER],
                cwd=PROJECT,
                env=_variables(self.here),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=die_with_parent(signal.SIGTERM),
            )
        self.done_resets = resets
        self._say(State("building", resets=resets))

    def _look_at_builder(self, resets: int) -> None:
        assert self.builder is not None
        code = self.builder.poll()
        if code is None:
            return
        self.builder = None
        if code:
            said = (within(self.here.home) / "build.log").read_text(errors="replace")
            self._say(State("failed", fault=" ".join(said.split())[-300:], resets=resets))
            return
        self._start_web(resets)

    def _start_web(self, resets: int) -> None:
        if self.reservation is None:
            self.reservation = ports.reserve(self.here.port + 1, self.here.host)
        port = self.reservation.port
        made = children.web(inside(self.here), port)
        made.name, made.variables = "practice", {**made.variables, **surroundings(self.here)}
        self.web = made
        self.offspring.append(made)
        self._say(State(ON, port, resets=resets))

    def _stop_web(self) -> None:
        if self.web is None:
            return
        self.offspring.remove(self.web)
        if self.web.process is not None:
            self.web.process.send_signal(signal.SIGTERM)
            try:
                self.web.process.wait(5)
            except subprocess.TimeoutExpired:
                self.web.signal_group(signal.SIGKILL)
        self.web = None

    def _say(self, now: State) -> None:
        _write(within(self.here.home) / "state.json", now.__dict__)


def _variables(here: Environment) -> dict[str, str]:
    given = os.environ | {"VUNGCAO_HOME": str(here.home), MARK: str(here.home)}
    given["PYTHONPATH"] = str(PROJECT)
    return {name: value for name, value in given.items() if name != "VUNGCAO_DB_ROLE"}


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(path: Path, said: Mapping[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_suffix(".part")
    part.write_text(json.dumps(said))
    part.rename(path)
