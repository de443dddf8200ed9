"""A dump without personal values: a copy is made aside, emptied there, and then written out."""

import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import LiteralString

import psycopg
from psycopg import sql

from vungcao.runtime import archive, database_urls, dumps, manifest, queries
from vungcao.runtime.database_urls import Address
from vungcao.runtime.env import Environment
from vungcao.runtime.errors import Refused
from vungcao.runtime.manifest import Manifest
from vungcao.runtime.queries import Connection

# What a column is set to: `{key}` is the row's number, `{salt}` is thrown away afterwards.
VALUES: Mapping[str, LiteralString] = {
    "null": "null",
    "text": "''",
    "bytes": "''::bytea",
    "json": "'{{}}'::jsonb",
    "fake": "left('mau-' || {key}, {length})",
    "hash": "case when {column} = '' then '' else left(md5({salt} || {column}), {length}) end",
    "print": "encode(sha256(convert_to({salt} || {key}, 'UTF8')), 'hex')",
    "now": "now()",
}

TRIGGERS: LiteralString = """
select tgname, tgenabled from pg_trigger
where tgrelid = %s::regclass and not tgisinternal and tgenabled <> 'D'
"""
ENABLE: Mapping[str, LiteralString] = {
    "O": "alter table {} enable trigger {}",
    "A": "alter table {} enable always trigger {}",
    "R": "alter table {} enable replica trigger {}",
}


class NoRoomAside(Refused):
    """The owner may not make a database to work in."""


@dataclass(frozen=True)
class Column:
    """What a column is set to (a name of `VALUES`), in at most `length` letters."""

    kind: str
    length: int = 32


@dataclass(frozen=True)
class TablePlan:
    """The columns of a table that are set; `key` numbers the rows."""

    table: str
    key: str
    columns: Mapping[str, Column]


@dataclass(frozen=True)
class Plan:
    """What happens to personal values; the rows of `dropped` tables are not even copied."""

    dropped: Sequence[str]
    tables: Sequence[TablePlan]


def safe_dump(environment: Environment, folder: Path, plan: Plan, at: datetime) -> Manifest:
    """Write an archive that `restore` takes, without personal values, files, trail or keys."""
    archive.require_new(folder)
    owner = database_urls.address(environment, "owner")
    scratch = owner.of(f"{owner.name}_safe_{os.getpid()}")
    part = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True, mode=0o700)
    try:
        _make(owner, scratch.name)
        _copy(owner, scratch, part / "whole.dump", plan.dropped)
        made = _write(scratch, part, plan, at)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    finally:
        _drop(owner, scratch.name)
    part.rename(folder)
    return made


def scrub(connection: Connection, plan: Plan, salt: str) -> None:
    """Set every planned column of every row; triggers sleep meanwhile and wake as they were."""
    for table in plan.tables:
        if not table.columns:
            continue
        name = sql.Identifier(table.table)
        awake = connection.execute(TRIGGERS, [table.table]).fetchall()
        if awake:
            connection.execute(sql.SQL("alter table {} disable trigger user").format(name))
        values = [_value(table, column, to, salt) for column, to in table.columns.items()]
        connection.execute(sql.SQL("update {} set {}").format(name, sql.SQL(", ").join(values)))
        for trigger, state in awake:
            command = sql.SQL(ENABLE[str(state)]).format(name, sql.Identifier(str(trigger)))
            connection.execute(command)


def _value(table: TablePlan, column: str, to: Column, salt: str) -> sql.Composed:
    value = sql.SQL(VALUES[to.kind]).format(
        key=sql.SQL("{}::text").format(sql.Identifier(table.key)),
        column=sql.Identifier(column),
        salt=sql.Literal(salt + column),
        length=sql.Literal(to.length),
    )
    return sql.SQL("{} = {}").format(sql.Identifier(column), value)


def _copy(owner: Address, scratch: Address, whole: Path, dropped: Sequence[str]) -> None:
    """What the sealed copy holds goes as soon as it has been read."""
    try:
        with psycopg.connect(owner.conninfo()) as connection:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            connection.read_only = True
            dumps.dump(owner, queries.export_snapshot(connection), whole, without=dropped)
        dumps.restore(scratch, whole)
    finally:
        whole.unlink(missing_ok=True)


def _write(scratch: Address, part: Path, plan: Plan, at: datetime) -> Manifest:
    with queries.connected(scratch) as connection:
        scrub(connection, plan, os.urandom(16).hex())
    with psycopg.connect(scratch.conninfo()) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        dumps.dump(scratch, queries.export_snapshot(connection), part / archive.DUMP)
        tables = queries.row_counts(connection)
        server = connection.info.parameter_status("server_version") or ""
    made = Manifest(
        made_at=at.isoformat(timespec="seconds"),
        version=archive.version(),
        server=server,
        files=manifest.prints(part),
        tables=tables,
        keys={},
    )
    made.write(part)
    return made


def _make(owner: Address, name: str) -> None:
    with psycopg.connect(owner.conninfo(), autocommit=True) as connection:
        try:
            connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        except psycopg.errors.InsufficientPrivilege as error:
            raise NoRoomAside(
                "Chủ cơ sở dữ liệu không được tạo cơ sở dữ liệu tạm: cấp quyền CREATEDB."
            ) from error


def _drop(owner: Address, name: str) -> None:
    with psycopg.connect(owner.conninfo(), autocommit=True) as connection:
        drop = sql.SQL("drop database if exists {} with (force)")
        connection.execute(drop.format(sql.Identifier(name)))
