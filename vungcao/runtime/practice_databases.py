"""The two databases of practice beside the province's: an original, and the class's clone of it.

The homes go with them. A class is put back by cloning aside and changing places: whatever fails
before the last moment leaves the class as it was.
"""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import psycopg
from psycopg import sql

from vungcao.runtime import database_urls, practice, roles
from vungcao.runtime.database_urls import Address
from vungcao.runtime.env import Environment
from vungcao.runtime.errors import Refused
from vungcao.runtime.roles import Server
from vungcao.runtime.stamps import DatabaseStamps

BUILDING = 20261125  # the advisory lock, in the province's database, of whoever builds
PATIENCE = "60s"


class NoSecondDatabase(Refused):
    """The owner may not make databases on a foreign server; the message says what to do."""


class NotBuilt(Refused):
    """The server or the disk did not let practice be built; the class is as it was."""


@contextmanager
def alone(here: Environment) -> Iterator[Server]:
    """The owner's connection while nobody else builds or resets practice.

    Raises `NoSecondDatabase` before anything is made, `NotBuilt` for what fails on the way.
    """
    province = database_urls.address(replace(here, practice=""), "owner")
    try:
        with psycopg.connect(province.conninfo(), autocommit=True) as server:
            _require_right(server)
            server.execute(sql.SQL("set lock_timeout = {}").format(PATIENCE))
            server.execute("select pg_advisory_lock(%s)", [BUILDING])
            yield server
    except psycopg.errors.LockNotAvailable as error:
        raise NotBuilt("Đang có một lần dựng khác: chờ xong rồi làm lại.") from error
    except (psycopg.errors.DiskFull, OSError) as error:
        # Of a folder that could not be copied the first file is enough.
        reason = error.args[0][0][2] if isinstance(error, shutil.Error) else error
        raise NotBuilt(f"Không ghi được, có thể đĩa đã đầy. Máy chủ nói: {reason}") from error
    except psycopg.Error as error:
        if error.sqlstate is None:  # no connection: the command says so itself
            raise
        raise NotBuilt(
            f"Máy chủ cơ sở dữ liệu không dựng được bản thực hành. Máy chủ nói: {error}"
        ) from error


def exists(server: Server, inner: Environment) -> bool:
    name = _place(inner).name
    query = "select 1 from pg_database where datname = %s"
    return server.execute(query, [name]).fetchone() is not None


def make_original(server: Server, original: Environment) -> None:
    """An empty database and home, into which the demo province is then built."""
    _drop(server, _place(original).name)
    shutil.rmtree(original.home, ignore_errors=True)
    _make_home(original)
    _create(server, _place(original).name)


def reset(server: Server, here: Environment) -> float:
    """Put the class back to the original; how many seconds it took."""
    began = time.monotonic()
    original, inner = practice.inside(here, "original"), practice.inside(here)
    new = _place(inner).of(f"{_place(inner).name}_new")
    part = inner.home.with_name("class.part")
    shutil.rmtree(part, ignore_errors=True)
    _drop(server, new.name)
    try:
        shutil.copytree(original.home, part, symlinks=True)
        _create(server, new.name, _place(original).name)
        DatabaseStamps(new).take_over(DatabaseStamps(_place(original)))
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        _drop(server, new.name)
        raise
    _drop(server, _place(inner).name)
    server.execute(_names("alter database {} rename to {}", new.name, _place(inner).name))
    shutil.rmtree(inner.home, ignore_errors=True)
    part.rename(inner.home)
    return time.monotonic() - began


def remove(here: Environment) -> None:
    """Drop both databases and what lies beside them; the province's own is not touched."""
    with alone(here) as server:
        for kind in ("class", "original"):
            inner = practice.inside(here, kind)
            _drop(server, _place(inner).name)
            shutil.rmtree(inner.home, ignore_errors=True)


def _require_right(server: Server) -> None:
    query = "select rolname, rolcreatedb or rolsuper from pg_roles where rolname = current_user"
    row = server.execute(query).fetchone()
    if row and not row[1]:
        raise NoSecondDatabase(
            f"Tài khoản {row[0]} (DATABASE_OWNER_URL) chưa được tạo cơ sở dữ liệu. Người giữ máy "
            f"chủ PostgreSQL chạy lệnh “alter role {row[0]} createdb;” rồi làm lại. "
            "Chưa có gì được tạo."
        )


def _make_home(original: Environment) -> None:
    """Static files are those of the province: the same code makes both."""
    original.home.mkdir(parents=True, mode=0o700)
    (original.home / "cache").symlink_to("../../cache")


def _place(inner: Environment) -> Address:
    return database_urls.address(inner, "owner")


def _drop(server: Server, name: str) -> None:
    server.execute(_names("drop database if exists {} with (force)", name))


def _create(server: Server, name: str, template: str = "template1") -> None:
    server.execute(_names("create database {} template {}", name, template))
    roles.open_to_app(server, name)


def _names(command: str, *names: str) -> sql.Composed:
    return sql.SQL(command).format(*map(sql.Identifier, names))
