"""Questions to the database that need no Django: versions, rights, tables and their rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, LiteralString

import psycopg
from psycopg import sql

from vungcao.runtime.database_urls import Address
from vungcao.runtime.errors import Refused

Connection = psycopg.Connection[tuple[Any, ...]]

TABLES: LiteralString = """
select namespace.nspname, class.relname
from pg_class class join pg_namespace namespace on namespace.oid = class.relnamespace
where class.relkind in ('r', 'p') and namespace.nspname <> 'information_schema'
    and namespace.nspname !~ '^pg_'
order by 1, 2
"""

WITHOUT_POLICY: LiteralString = """
select class.relname
from pg_class class join pg_namespace namespace on namespace.oid = class.relnamespace
where class.relkind in ('r', 'p') and namespace.nspname = 'public' and not class.relrowsecurity
order by 1
"""

ROLE: LiteralString = """
select rolsuper, rolbypassrls,
    (select datdba = role.oid from pg_database where datname = current_database()),
    exists (select from pg_class where relowner = role.oid)
from pg_roles role where rolname = current_user
"""


class Unreachable(Refused):
    """No server answers at this address; the message is the driver's."""


@contextmanager
def connected(place: Address) -> Iterator[Connection]:
    """One transaction at an address. Raises `Unreachable` within five seconds."""
    try:
        connection = psycopg.connect(place.conninfo(), connect_timeout=5)
    except psycopg.OperationalError as error:
        raise Unreachable(" ".join(str(error).split())) from error
    with connection:
        yield connection


def server_major(connection: Connection) -> int:
    return connection.info.server_version // 10000


def tables(connection: Connection) -> list[tuple[str, str]]:
    """Schema and name of every table that is not PostgreSQL's own."""
    return [(schema, name) for schema, name in connection.execute(TABLES).fetchall()]


def row_counts(connection: Connection) -> dict[str, int]:
    """How many rows each table has, as this transaction sees them."""
    counts = {}
    for schema, name in tables(connection):
        query = sql.SQL("select count(*) from {}").format(sql.Identifier(schema, name))
        row = connection.execute(query).fetchone()
        counts[f"{schema}.{name}"] = int(row[0]) if row else 0
    return counts


def is_empty(owner: Address) -> bool:
    """Whether nobody has made a table yet."""
    with connected(owner) as connection:
        return not tables(connection)


def tables_without_policy(connection: Connection) -> list[str]:
    """Tables of the product that everybody who may read them reads whole."""
    return [name for (name,) in connection.execute(WITHOUT_POLICY).fetchall()]


def faults_of_role(connection: Connection) -> list[str]:
    """What the role of this connection can do and must not, in words."""
    row = connection.execute(ROLE).fetchone()
    words = ("là superuser", "vượt được row-level security", "sở hữu cơ sở dữ liệu", "sở hữu bảng")
    return [word for word, wrong in zip(words, row or (), strict=True) if wrong]


def time_zone(connection: Connection) -> str:
    row = connection.execute("show time zone").fetchone()
    return str(row[0]) if row else ""


def export_snapshot(connection: Connection) -> str:
    """The name under which other sessions see exactly what this transaction sees."""
    row = connection.execute("select pg_export_snapshot()").fetchone()
    return str(row[0]) if row else ""
