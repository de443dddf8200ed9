"""Small tables under the forms of policy, made by the owner for tests alone."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

import psycopg
from django.db import connection

from vungcao.kernel.scopes.policies import (
    SIGNED_IN,
    inside,
    owner,
    parent,
    party,
    protection,
    reach,
)

Owner: TypeAlias = psycopg.Connection[Any]

SCOPES = (
    "/1/",
    "/1/2/",
    "/1/2/5/",
    "/1/3/",
    "/1/3/7/",
    "/1/30/",
    "/1/30/7/",
    "/1/4/",
    "/1/6/",
    "/1/8/",
    "/1/9/",
    "/2/",
)


def make(owner_: Owner) -> None:
    """`note` and `mark` by reach, `affair` by its parties, `letter` and `reminder` by their owner,
    `remark` by its note."""
    owner_.execute(
        'create table note (id bigserial primary key, scope text collate "C" not null);'
        'create table mark (scope text collate "C" not null);'
        "create table affair (id bigserial primary key);"
        "create table side (affair_id bigint references affair,"
        ' scope text collate "C" not null);'
        "create table letter (id bigserial primary key, account_id bigint);"
        "create table reminder (id bigserial primary key, account_id bigint);"
        "create table remark (id bigserial primary key, note_id bigint references note);"
    )
    forms = {
        "note": reach(),
        "mark": inside(),
        "affair": party("side", "affair_id", of="affair"),
        "letter": owner(),
        "reminder": owner(doors=SIGNED_IN),
        "remark": parent("note", "note_id", of="remark"),
    }
    for table, form in forms.items():
        owner_.execute(protection(table, form)[0])


def fill(owner_: Owner) -> None:
    """One note per scope, an affair between two scopes, letters of two accounts and of nobody."""
    for scope in SCOPES:
        owner_.execute("insert into note (scope) values (%s)", [scope])
        owner_.execute("insert into mark (scope) values (%s)", [scope])
    owner_.execute(
        "insert into remark (note_id) select id from note;"
        "insert into affair default values; insert into affair default values;"
        "insert into side values (1, '/1/2/5/'), (1, '/1/4/'), (2, '/1/30/');"
        "insert into letter (account_id) values (7), (8), (null);"
        "insert into reminder (account_id) values (7), (8), (null);"
    )


def drop(owner_: Owner) -> None:
    owner_.execute("drop table remark, reminder, letter, side, affair, mark, note")


def rows(query: str, values: Sequence[str | int | list[int]] = ()) -> list[Any]:
    """What the application's role sees: the first column."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return [row[0] for row in cursor.fetchall()]


def change(command: str, values: Sequence[str | int] = ()) -> int:
    """How many rows a command of the application's role touches."""
    with connection.cursor() as cursor:
        cursor.execute(command, values)
        return int(cursor.rowcount)


def notes() -> set[str]:
    return set(rows("select scope from note"))


def marks() -> set[str]:
    return set(rows("select scope from mark"))


def begin_with(reach_: Iterable[str]) -> set[str]:
    """What ought to be seen, by plain comparison."""
    return {scope for scope in SCOPES for held in reach_ if scope.startswith(held)}
