"""What a stranger finds by a code and the mark of its secret: where to look, or nothing."""

from dataclasses import dataclass

from django.db import connection


@dataclass(frozen=True)
class Found:
    """A row that somebody has proved to be theirs, and the place to stand in for it."""

    id: int
    scope: str


def dossier(code: str, mark: str) -> Found | None:
    """The dossier of a code, for who has its secret."""
    return _found("select * from onestop_find(%s, %s)", code, mark)


def draft(code: str, mark: str) -> Found | None:
    """The same of what has not been submitted yet."""
    return _found("select * from onestop_find_draft(%s, %s)", code, mark)


def _found(statement: str, code: str, mark: str) -> Found | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [code, mark])
        row = cursor.fetchone()
    return Found(int(row[0]), str(row[1])) if row else None
