"""A province of one table in a database of its own, beside which practice is made in no time."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psycopg

from tests import templates
from vungcao.runtime import database_urls, practice
from vungcao.runtime import practice_databases as databases
from vungcao.runtime.database_urls import Address
from vungcao.runtime.env import Environment, environment


@contextmanager
def province(table: str = "kept", suffix: str = "class") -> Iterator[Environment]:
    """In production, with a mail server and keys of its own; empty without a table."""
    name = f"run_{os.getpid()}_{suffix}"
    home = Path(tempfile.mkdtemp(prefix="vungcao-class-"))
    app = database_urls.address(environment(), "app").of(name)
    here = replace(
        environment(),
        home=home,
        mode="production",
        allowed_hosts=("vungcao.mau.invalid",),
        smtp_url="smtp://127.0.0.1:25",
        database_url=database_urls.url(app),
        database_owner_url=database_urls.url(templates.owner_address(name)),
        secret_key_file=home / "keys/secret.key",
        vault_keys_file=home / "keys/vault.json",
        files_url=f"file://{home}/files",
    )
    with templates.server() as at:
        templates._create(at, name)
    try:
        if table:
            run(place(here), f"create table {table} (id int)")
        yield here
    finally:
        databases.remove(here)
        templates.drop(name)
        shutil.rmtree(home)


def place(here: Environment) -> Address:
    return database_urls.address(here, "owner")


def run(at: Address, command: str) -> list[tuple[object, ...]]:
    with psycopg.connect(at.conninfo(), autocommit=True) as server:
        done = server.execute(command.encode())
        return done.fetchall() if done.description else []


def build(here: Environment) -> None:
    """As `vungcao demo --practice` does, with a table instead of the demo province."""
    with databases.alone(here) as server:
        original = practice.inside(here, "original")
        databases.make_original(server, original)
        run(place(original), "create table lesson (id int)")
        (original.home / "files").mkdir()
        (original.home / "files/blob").write_text("mẫu")
        databases.reset(server, here)


def tables(at: Address) -> list[str]:
    query = "select tablename from pg_tables where schemaname = 'public' order by 1"
    return [str(row[0]) for row in run(at, query)]


def names(here: Environment) -> list[str]:
    """The databases whose name begins with that of the province."""
    found = run(place(here), "select datname from pg_database order by 1")
    return [str(row[0]) for row in found if str(row[0]).startswith(place(here).name)]
