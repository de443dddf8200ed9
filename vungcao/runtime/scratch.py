"""A database that a measurement may fill and that nobody finds afterwards."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import psycopg
from psycopg import sql

from vungcao.runtime import database_urls, env, keys, roles
from vungcao.runtime.env import PROJECT, Environment
from vungcao.runtime.errors import Refused

COMMAND = "vungcao.config.commands"
OF_THE_PROVINCE = frozenset({"SECRET_KEY_FILE", "VAULT_KEYS_FILE", "VUNGCAO_DB_ROLE", "FILES_URL"})


class NotReady(Refused):
    """The scratch database could not be filled; the message shows the end of what was said."""


@contextmanager
def database(environment: Environment, name: str) -> Iterator[Mapping[str, str]]:
    """The variables under which a process finds a new database with the reference data in it.

    Keys and files lie in a home of its own; both go at the end, also after a failure.
    """
    place = database_urls.address(replace(environment, practice=""), "owner")
    called = f"{place.name}_bench_{name}_{os.getpid()}"
    home = Path(tempfile.mkdtemp(prefix="vungcao-bench-"))
    try:
        with psycopg.connect(place.conninfo(), autocommit=True) as server:
            server.execute(_named("create database {} template template1", called))
            roles.open_to_app(server, called)
        variables = _variables(environment, called, home)
        run(variables, "-m", COMMAND, "manage", "migrate", "-v0")
        run(variables, "-m", COMMAND, "load")
        yield variables
    finally:
        with (
            suppress(psycopg.OperationalError),
            psycopg.connect(place.conninfo(), autocommit=True) as server,
        ):
            server.execute(_named("drop database if exists {} with (force)", called))
        shutil.rmtree(home, ignore_errors=True)


def run(variables: Mapping[str, str], *arguments: str) -> str:
    """What a process of ours printed. Raises `NotReady` when it failed."""
    command = [sys.executable, *arguments]
    here = {name: value for name, value in os.environ.items() if name not in OF_THE_PROVINCE}
    done = subprocess.run(
        command, cwd=PROJECT, env=here | dict(variables), capture_output=True, text=True
    )
    if done.returncode:
        raise NotReady(f"{' '.join(arguments)}\n{(done.stdout + done.stderr)[-2000:]}")
    return done.stdout


def _variables(environment: Environment, called: str, home: Path) -> dict[str, str]:
    app, owner = (
        database_urls.address(replace(environment, practice=""), role).of(called)
        for role in ("app", "owner")
    )
    variables = {
        "VUNGCAO_HOME": str(home),
        "VUNGCAO_MODE": "demo",
        "DATABASE_URL": database_urls.url(app),
        "DATABASE_OWNER_URL": database_urls.url(owner),
        "PYTHONPATH": str(PROJECT),
    }
    keys.make_missing(env.read(variables))
    return variables


def _named(command: str, name: str) -> sql.Composed:
    return sql.SQL(command).format(sql.Identifier(name))
