"""What was done already and need not be done again: prints of files, kept where the result is.

Those about a database are its comment: they go when it goes, and no dump carries them.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

import psycopg
from psycopg import sql

from vungcao.runtime.database_urls import Address


def digest(files: Iterable[Path]) -> str:
    """The same for the same names and contents."""
    total = hashlib.sha256()
    for file in sorted(set(files)):
        total.update(f"{file.name}\0{file.stat().st_size}\0".encode())
        total.update(file.read_bytes())
    return total.hexdigest()[:16]


class DatabaseStamps:
    """Stamps in the comment of a database; only its owner may write them."""

    def __init__(self, owner: Address) -> None:
        self.owner = owner

    def holds(self, name: str, value: str) -> bool:
        return self._read().get(name) == value

    def put(self, name: str, value: str) -> None:
        self._write(self._read() | {name: value})

    def clear(self) -> None:
        self._write({})

    def take_over(self, other: "DatabaseStamps") -> None:
        """A clone holds what its template held, but a comment is not cloned."""
        self._write(other._read())

    def _read(self) -> dict[str, str]:
        query = (
            "select shobj_description(oid, 'pg_database') from pg_database"
            " where datname = current_database()"
        )
        with psycopg.connect(self.owner.conninfo()) as connection:
            row = connection.execute(query).fetchone()
        try:
            found = json.loads(row[0] or "{}") if row else {}
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def _write(self, stamps: dict[str, str]) -> None:
        command = sql.SQL("comment on database {} is {}")
        text = json.dumps(stamps, sort_keys=True)
        with psycopg.connect(self.owner.conninfo()) as connection:
            connection.execute(command.format(sql.Identifier(self.owner.name), sql.Literal(text)))
