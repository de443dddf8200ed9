"""Which edition it is, which tables count for it, and which ones a page has read."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from threading import Lock
from typing import Any, NamedTuple

import psycopg
from django.db import connection

from vungcao.kernel.editions.policies import TRIGGER

NOW = "select coalesce(sum(weight), 0)::bigint from editions_edition"
COUNTED = f"""
select relname from pg_trigger join pg_class on pg_class.oid = tgrelid
where tgname = '{TRIGGER}' order by relname
"""
READ = re.compile(r'\b(?:from|join)\s+(?:only\s+)?"?([a-z_][a-z0-9_]*)', re.IGNORECASE)
# Made by migrations, between which the processes end.
NEVER_CHANGES = frozenset({"django_content_type"})
_APART = ContextVar("reads that no edition counts", default=False)


class Number(NamedTuple):
    """An edition as one process knows it; another connection may lead to another database."""

    era: int
    edition: int


class Watch:
    """Asks for the edition on a connection of its own, which no request's transaction holds."""

    def __init__(self) -> None:
        self._server: psycopg.Connection[tuple[int]] | None = None
        self._era = 0
        self._lock = Lock()

    def now(self) -> Number | None:
        """The edition of this moment; None while the database does not answer."""
        with self._lock:
            for _attempt in range(2):  # the server may have been started anew meanwhile
                try:
                    return self._ask()
                except psycopg.Error:
                    self._leave()
            return None

    def end(self) -> None:
        """Let the connection go."""
        with self._lock:
            self._leave()

    def _ask(self) -> Number:
        if self._server is None:
            given: dict[str, Any] = connection.get_connection_params()
            self._server = psycopg.connect(**{**given, "cursor_factory": psycopg.Cursor})
            self._server.autocommit = True
            self._server.prepare_threshold = 0
            self._era += 1
        row = self._server.execute(NOW).fetchone()
        assert row is not None
        return Number(self._era, row[0])

    def _leave(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            server.close()


@cache
def counted() -> frozenset[str]:
    """The tables whose changes begin another edition, as this database has them."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTED)
        return frozenset(name for (name,) in cursor.fetchall())


@contextmanager
def tables_read() -> Iterator[set[str]]:
    """Meanwhile notes the tables and functions that statements of this thread name."""
    named: set[str] = set()

    def note(run: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        if not _APART.get():
            named.update(READ.findall(str(sql)))
        return run(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield named


@contextmanager
def apart() -> Iterator[None]:
    """For reads of a busy table of which the page shows what almost never changes.

    A page that shows it may lag behind by as long as pages are kept at most (`web.keeping`).
    """
    token = _APART.set(True)
    try:
        yield
    finally:
        _APART.reset(token)


def uncounted(named: set[str]) -> set[str]:
    """Those that may change without another edition."""
    return named - counted() - NEVER_CHANGES
