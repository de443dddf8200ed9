"""Which edition it is, which tables count for it, which a page has read, what is remembered."""

import re
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from threading import Lock
from typing import Any, NamedTuple, TypeVar, cast

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
# The edition as the running transaction sees it, in which database (one that was made anew counts
# from the beginning), and whether the transaction itself has changed what pages show.
HERE = """
select coalesce(sum(weight), 0)::bigint, coalesce(max(id), 0)::bigint,
    (select oid::bigint from pg_database where datname = current_database()),
    coalesce(current_setting('app.edition_noted', true), '') <> ''
from editions_edition
"""
LONGEST = timedelta(minutes=10)  # whatever happens
MOST = 20_000  # values in memory
T = TypeVar("T")


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
    with apart(), connection.cursor() as cursor:  # may be asked first while a page is drawn
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


@dataclass
class Memory:
    """Values that were read in one edition; nobody changes them. Another edition, another memory.

    One that is not shared goes with its request.
    """

    mark: tuple[int, ...] = ()
    until: datetime | None = None
    values: dict[Hashable, object] = field(default_factory=dict)

    @property
    def is_shared(self) -> bool:
        return self.until is not None


class _Shared:
    """The memory of this process: that of the edition which was asked for last."""

    def __init__(self) -> None:
        self._memory = Memory()
        self._lock = Lock()

    def of(self, mark: tuple[int, ...], now: datetime) -> Memory:
        with self._lock:
            until = self._memory.until
            if self._memory.mark != mark or until is None or not until - LONGEST <= now < until:
                self._memory = Memory(mark, now + LONGEST)
            return self._memory


_SHARED = _Shared()
_MEMORY: ContextVar[Memory | None] = ContextVar("what is remembered", default=None)


@contextmanager
def remembering(now: datetime, *, is_for_all: bool) -> Iterator[Memory]:
    """Meanwhile `remembered` reads each value once an edition, for all requests of the process.

    The edition is asked for before anything is read, in the transaction of the request. Whoever may
    see more than everybody (`is_for_all` is false), and a transaction that has changed something
    itself, has a memory of its own.
    """
    memory = _MEMORY.get()
    if memory is not None:
        yield memory
        return
    memory = _here(now) if is_for_all else Memory()
    token = _MEMORY.set(memory)
    try:
        yield memory
    finally:
        _MEMORY.reset(token)


def remembered(key: Hashable, read: Callable[[], T], *, most: int = MOST) -> T:
    """What `read` gives in this edition; read each time where nothing is being remembered.

    What is large is kept only while fewer than `most` values are there.

    The key says all that the value depends on besides the edition: the day, the language. The value
    is shared by threads: plain, and changed by nobody. What was read from a table that no edition
    counts is not kept, nor is None: addresses that do not exist would fill the memory.
    """
    memory = _MEMORY.get()
    if memory is None:
        return read()
    if key in memory.values:
        return cast(T, memory.values[key])
    with tables_read() as named:
        value = read()
    is_kept = value is not None and not (memory.is_shared and uncounted(named))
    if is_kept and len(memory.values) < most:
        memory.values[key] = value
    return value


def _here(now: datetime) -> Memory:
    with apart(), connection.cursor() as cursor:
        cursor.execute(HERE)
        *mark, has_changed = cursor.fetchone()
    return Memory() if has_changed else _SHARED.of(tuple(mark), now)
