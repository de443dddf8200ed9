"""Two roles and a database, made once by the superuser (on a foreign server by hand)."""

from collections.abc import Mapping

import psycopg
from psycopg import sql

from vungcao.runtime.database_urls import APP, NAME, OWNER, Address

RIGHTS = {
    OWNER: "nosuperuser nobypassrls nocreaterole createdb",
    APP: "nosuperuser nobypassrls nocreaterole nocreatedb noinherit",
}
# A forgotten transaction must not stop an office; exports and jobs set limits of their own.
LIMITS = {"statement_timeout": "30s", "idle_in_transaction_session_timeout": "60s"}

Server = psycopg.Connection[tuple[object, ...]]


def bootstrap(superuser: Address, passwords: Mapping[str, str], name: str = NAME) -> bool:
    """Make roles and database where they are missing; True when the database is new."""
    with psycopg.connect(superuser.conninfo(), autocommit=True) as server:
        for role, rights in RIGHTS.items():
            _role(server, role, rights, passwords[role])
        # So that the owner may end the application's sessions (drop database … with (force)).
        server.execute(_names("grant {} to {}", APP, OWNER))
        for setting, value in LIMITS.items():
            server.execute(
                sql.SQL("alter role {} set {} = {}").format(
                    sql.Identifier(APP), sql.Identifier(setting), sql.Literal(value)
                )
            )
        if server.execute("select 1 from pg_database where datname = %s", [name]).fetchone():
            return False
        server.execute(_names("create database {} owner {}", name, OWNER))
        open_to_app(server, name)
    return True


def open_to_app(server: Server, name: str) -> None:
    """The application may connect and no one else may; a clone does not inherit these two."""
    server.execute(_names("revoke all on database {} from public", name))
    server.execute(_names("grant connect on database {} to {}", name, APP))


def _role(server: Server, role: str, rights: str, password: str) -> None:
    known = server.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone()
    verb = sql.SQL("alter" if known else "create")
    command = sql.SQL("{} role {} login {} password {}")
    server.execute(
        command.format(verb, sql.Identifier(role), sql.SQL(rights), sql.Literal(password))
    )


def _names(command: str, *names: str) -> sql.Composed:
    return sql.SQL(command).format(*map(sql.Identifier, names))
