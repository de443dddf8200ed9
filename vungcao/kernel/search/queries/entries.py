"""Asking the index and writing to it: by its functions, which alone may touch the table."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from vungcao.kernel.offers.search import Entry
from vungcao.kernel.search import rules
from vungcao.kernel.search.rules import Question


@dataclass(frozen=True)
class Found:
    """An entry that answers a question, as far as the reader may see it."""

    key: str
    title: str
    detail: str


def find(
    source: str, question: Question, *, skip: int = 0, most: int = 20
) -> tuple[list[Found], int]:
    """The best entries of a source within the reader's reach, and how many there are in all."""
    if question.is_empty:
        return [], 0
    with connection.cursor() as cursor:
        cursor.execute(
            "select key, title, detail, total from search_find(%s, %s, %s, %s, %s, %s, %s, %s)",
            [
                source,
                question.loose,
                question.whole,
                question.exact,
                question.phrase,
                question.folded,
                skip,
                most,
            ],
        )
        rows = cursor.fetchall()
    return [Found(*row[:3]) for row in rows], int(rows[0][3]) if rows else 0


def replace(source: str, keys: Iterable[str] | None, entries: Iterable[Entry]) -> int:
    """Put these entries in the place of those of the given keys (None: of all); how many now."""
    rows = [
        {
            "key": entry.key,
            "title": entry.title[:400],
            "detail": entry.detail[:400],
            "folded": rules.folded(entry.title)[:400],
            "scope": entry.scope,
            "weight": entry.weight,
            "words": rules.vector(entry.title, entry.also),
        }
        for entry in entries
    ]
    wanted = None if keys is None else list(keys)
    with connection.cursor() as cursor:
        cursor.execute(
            "select search_replace(%s, %s::text[], %s::jsonb)", [source, wanted, json.dumps(rows)]
        )
        return int(cursor.fetchone()[0])


def keep_sources(names: Iterable[str]) -> int:
    """Forget the entries of every source but these; how many were forgotten."""
    with connection.cursor() as cursor:
        cursor.execute("select search_keep(%s::text[])", [list(names)])
        return int(cursor.fetchone()[0])


def state(source: str) -> tuple[int, str]:
    """How many entries a source has, and a digest over all of them."""
    with connection.cursor() as cursor:
        cursor.execute("select entries, digest from search_state(%s)", [source])
        entries, digest = cursor.fetchone()
        return int(entries), str(digest)
