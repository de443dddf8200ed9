"""A server of its own for every test run, made before Django reads its settings."""

import atexit
import os
import signal
import subprocess
import sys
from itertools import count
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from vungcao.runtime import database_urls, env, roles
from vungcao.runtime.database_urls import APP, OWNER, Address
from vungcao.runtime.env import PROJECT
from vungcao.runtime.keys import SUPERUSER, database_passwords, make_missing
from vungcao.runtime.lock import HomeInUse, HomeLock
from vungcao.runtime.postgres import Postgres
from vungcao.runtime.processes import die_with_parent

# Hundreds of clones of two thousand files each: where there is room they are made in memory.
MEMORY, ROOM = Path("/dev/shm"), 6 * 1024**3
# A test database may be lost with the machine: nothing waits for the disk.
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "autovacuum": "off",
    "max_wal_size": "256MB",
}
# What the shell of whoever runs the tests may hold for a product of its own.
NOT_OURS = (
    *("SECRET_KEY_FILE", "VAULT_KEYS_FILE", "FILES_URL", "VUNGCAO_DB_ROLE", "PORT", "HOST"),
    *("SMTP_URL", "SMTP_FROM", "CLAMD_URL", "SIGNING_FOLDER", "PRACTICE_URL", "VUNGCAO_PRACTICE"),
    *("ALLOWED_HOSTS", "VUNGCAO_TODAY", "VUNGCAO_SECOND_FACTOR", "VUNGCAO_DEMO_PASSWORD"),
)


def own_home(homes: Path) -> HomeLock:
    """The lock of a home no other run uses: `test`, else `test-2`, `test-3` …"""
    for number in count(1):
        try:
            return HomeLock(homes / ("test" if number == 1 else f"test-{number}")).acquire()
        except HomeInUse:
            continue
    raise AssertionError("count() does not end")


def homes(given: Path, memory: Path = MEMORY, room: int = ROOM) -> Path:
    """Where the homes of tests are kept between runs: in memory if it has `room` bytes to spare."""
    if os.environ.get("VUNGCAO_HOME") or not memory.is_dir() or not os.access(memory, os.W_OK):
        return given
    place = os.statvfs(memory)
    made = memory / f"vungcao-{given.name}"
    return made if made.exists() or place.f_bavail * place.f_frsize >= room else given


def begin() -> None:
    """In the controlling process: a home, a server if none is given, and the variables."""
    given = env.read(os.environ)
    lock = own_home(homes(given.home))
    home = lock.path.parent.parent
    os.environ |= {"VUNGCAO_HOME": str(home), "VUNGCAO_MODE": "demo"}
    for name in NOT_OURS:
        os.environ.pop(name, None)
    if not given.database_url:
        _start(home, lock)
    make_missing(env.read(os.environ))
    atexit.register(lock.release)


def _start(home: Path, lock: HomeLock) -> None:
    server = Postgres(home, FAST)
    server.lock = lock
    server.start()
    atexit.register(server.stop)
    roles.bootstrap(server.address(), database_passwords(home))
    _drop_left_over(server.address(SUPERUSER))
    os.environ["DATABASE_URL"] = database_urls.url(server.address(APP, database_urls.NAME))
    os.environ["DATABASE_OWNER_URL"] = database_urls.url(server.address(OWNER, database_urls.NAME))


def _drop_left_over(superuser: Address) -> None:
    """Databases of runs that were killed; nobody else uses this server."""
    with psycopg.connect(superuser.conninfo(), autocommit=True) as server:
        query = r"select datname from pg_database where datname like 'run\_%'"
        for (name,) in server.execute(query).fetchall():
            drop = sql.SQL("drop database if exists {} with (force)")
            server.execute(drop.format(sql.Identifier(name)))


@pytest.hookimpl(trylast=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Where several processes run the tests, one more builds what they will ask for."""
    if session.config.getoption("numprocesses", None) and "PYTEST_XDIST_WORKER" not in os.environ:
        command = [sys.executable, "-m", "tests.warm"]
        given = os.environ | {"DJANGO_SETTINGS_MODULE": "vungcao.config.settings"}
        warm = subprocess.Popen(
            command, cwd=PROJECT, env=given, preexec_fn=die_with_parent(signal.SIGTERM)
        )
        session.config.add_cleanup(lambda: _end(warm))


def _end(warm: subprocess.Popen[bytes]) -> None:
    warm.terminate()
    warm.wait()


if "PYTEST_XDIST_WORKER" not in os.environ:  # workers inherit the variables
    begin()
