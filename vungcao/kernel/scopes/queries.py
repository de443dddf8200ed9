"""The settings of one transaction by which PostgreSQL knows who reads, written and read."""

from collections.abc import Iterable

from django.db import connection, connections

from vungcao.kernel.scopes.rules import bounds, cover
from vungcao.runtime.database_urls import APP

DEFAULTS = f"""
grant usage on schema public to {APP};
alter default privileges in schema public grant select, insert, update, delete on tables to {APP};
alter default privileges in schema public grant usage, select on sequences to {APP};
alter default privileges in schema public grant execute on functions to {APP};
"""


def set_binding(reach: Iterable[str], account: int | None, door: str) -> None:
    """One statement, about 50 µs. All are forgotten when the transaction ends."""
    ends = bounds(reach)
    few = cover(ends)
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('app.cover', %s, true), set_config('app.exact', %s, true),"
            " set_config('app.scopes', %s, true), set_config('app.account', %s, true),"
            " set_config('app.door', %s, true)",
            [
                " ".join(few),
                "1" if few == ends else "0",
                " ".join(ends),
                "" if account is None else str(account),
                door,
            ],
        )


def tables_with_policy() -> dict[str, bool]:
    """Every table of the product, and whether row-level security guards it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname, relrowsecurity from pg_class"
            " where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace"
            " order by relname"
        )
        return dict(cursor.fetchall())


def grant_defaults(using: str) -> None:
    """Idempotent, per database. Protected tables revoke right after their CREATE.

    Raises `RuntimeError` when the application's own role tries to migrate.
    """
    with connections[using].cursor() as cursor:
        cursor.execute("select current_user")
        if cursor.fetchone() == (APP,):
            raise RuntimeError(
                "Chỉ vungcao_owner được cập nhật lược đồ: đặt VUNGCAO_DB_ROLE=owner."
            )
        cursor.execute(DEFAULTS)
