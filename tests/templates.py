"""Databases to test on: templates built once per state of the code, cloned per process and test."""

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from vungcao.runtime import database_urls, roles
from vungcao.runtime.database_urls import Address
from vungcao.runtime.env import PROJECT, environment
from vungcao.runtime.roles import Server
from vungcao.runtime.stamps import digest

BUILDING = 20261123  # the advisory lock under which one process builds a template


def owner_address(name: str = "") -> Address:
    place = database_urls.address(environment(), "owner")
    return place.of(name) if name else place


@contextmanager
def server() -> Iterator[Server]:
    """The owner's connection outside of every test database."""
    with psycopg.connect(owner_address().conninfo(), autocommit=True) as connection:
        yield connection


def migrated() -> str:
    """The template in which `migrate` has run."""
    with _building() as at:
        name = f"tpl_{digest(_migration_files())}"
        if not _exists(at, name):
            _create(at, name)
            _run(name, "owner", "-m", "vungcao.config.commands", "manage", "migrate", "-v0")
            _close(at, name)
    return name


def front() -> str:
    """The template in which the portal has a front page and its first section."""
    base = migrated()
    with _building() as at:
        own = [PROJECT / "tests/front.py", *(PROJECT / "vungcao/systems/portal/tests").glob("*.py")]
        name = f"tpl_front_{digest([*product_files(), *own])}"
        if not _exists(at, name):
            _create(at, name, template=base)
            _run(name, "app", "-m", "tests.front")
            _close(at, name)
    return name


def province() -> str:
    """The template into which the reference data has been loaded as well."""
    base = migrated()
    with _building() as at:
        name = f"tpl_data_{digest([*_migration_files(), *_data_files(), *_kernel_files()])}"
        if not _exists(at, name):
            _create(at, name, template=base)
            _run(name, "app", "-m", "vungcao.config.commands", "load")
            _close(at, name)
    return name


def ground() -> str:
    """The template in which the demo's ground and its accounts stand, for journeys."""
    base = province()
    with _building() as at:
        name = f"tpl_ground_{digest([*product_files(), PROJECT / 'tests/ground.py'])}"
        if not _exists(at, name):
            _create(at, name, template=base)
            _run(name, "app", "-m", "tests.ground")
            _close(at, name)
    return name


def register() -> str:
    """The ground with the register of prestigious persons in it."""
    base = ground()
    with _building() as at:
        name = f"tpl_register_{digest([*product_files(), PROJECT / 'tests/register.py'])}"
        if not _exists(at, name):
            _create(at, name, template=base)
            _run(name, "app", "-m", "tests.register")
            _close(at, name)
    return name


def clone(template: str, name: str) -> None:
    with server() as at:
        _create(at, name, template)


def drop(name: str) -> None:
    with server() as at:
        at.execute(_sql("drop database if exists {} with (force)", name))


def _create(at: Server, name: str, template: str = "template1") -> None:
    at.execute(_sql("drop database if exists {} with (force)", name))
    at.execute(_sql("create database {} template {} strategy file_copy", name, template))
    roles.open_to_app(at, name)


def _exists(at: Server, name: str) -> bool:
    """Only a finished template refuses connections."""
    query = "select 1 from pg_database where datname = %s and not datallowconn"
    return at.execute(query, [name]).fetchone() is not None


def _close(at: Server, name: str) -> None:
    """Finish a template, and drop those of earlier states of the code on a server of our own."""
    at.execute(_sql("alter database {} with allow_connections false", name))
    if owner_address().host != str(environment().home / "run"):
        return
    family = name.rpartition("_")[0]
    query = "select datname from pg_database where datname ~ %s and datname <> %s"
    for (old,) in at.execute(query, [f"^{family}_[0-9a-f]+$", name]).fetchall():
        at.execute(_sql("drop database if exists {} with (force)", str(old)))


@contextmanager
def _building() -> Iterator[Server]:
    with server() as at:
        at.execute("select pg_advisory_lock(%s)", [BUILDING])
        yield at


def _run(name: str, role: str, *arguments: str) -> None:
    places = {
        "DATABASE_URL": database_urls.url(database_urls.address(environment(), "app").of(name)),
        "DATABASE_OWNER_URL": database_urls.url(owner_address(name)),
        "VUNGCAO_DB_ROLE": role,
        "DJANGO_SETTINGS_MODULE": "vungcao.config.settings",
        "PYTHONPATH": str(PROJECT),
    }
    command = [sys.executable, *arguments]
    done = subprocess.run(
        command, cwd=PROJECT, env=os.environ | places, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)}\n{done.stdout}\n{done.stderr}")


def _migration_files() -> list[Path]:
    """What decides about the schema: migrations of every app, and the code they call."""
    from django.apps import apps

    folders = [Path(app.path) for app in apps.get_app_configs()]
    files = [file for folder in folders for file in folder.glob("migrations/*.py")]
    called = [*(PROJECT / "vungcao").rglob("policies.py"), *(PROJECT / "vungcao").rglob("apps.py")]
    called.append(PROJECT / "vungcao/config/first_structure.py")
    return [*files, *called, *(PROJECT / "vungcao/kernel/scopes").glob("*.py")]


def _kernel_files() -> Iterable[Path]:
    return (file for file in product_files() if "kernel" in file.relative_to(PROJECT).parts)


def product_files() -> Iterable[Path]:
    """Code of the product and what it is loaded with, without tests."""
    code = (PROJECT / "vungcao").rglob("*.py")
    yield from (file for file in code if "tests" not in file.relative_to(PROJECT).parts)
    yield from _data_files()


def _data_files() -> Iterable[Path]:
    return (path for path in (PROJECT / "data").rglob("*") if path.is_file())


def _sql(command: str, *names: str) -> sql.Composed:
    return sql.SQL(command).format(*map(sql.Identifier, names))
