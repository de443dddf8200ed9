"""Asking the public index and writing to it. What it holds is for everybody: nothing is hidden."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date

from django.db import connection

from vungcao.kernel.offers.search import PublicText
from vungcao.kernel.search import rules
from vungcao.kernel.search.models import PublishedText
from vungcao.kernel.search.rules import Gazetteer, Question

LONGEST = 100_000  # letters of a text that are read for words
WEIGHTS = "{0.05,0.2,0.5,1}"
# A member of an array stands unpacked; the order of hits looks at the words of each six times.
UNPACKED = "(array[words])[1]"


@dataclass(frozen=True)
class Asked:
    """A question with what narrows it; `question` may be empty, then the newest are meant."""

    question: Question
    kind: str = ""
    section: str = ""
    language: str = ""
    since: int | None = None
    until: int | None = None
    is_newest_first: bool = False

    @property
    def is_narrowed(self) -> bool:
        return any((self.kind, self.section, self.language, self.since, self.until))


@dataclass(frozen=True)
class Hit:
    """What answers a question, with all that is shown of it."""

    source: str
    key: str
    kind: str
    title: str
    address: str
    text: str
    names: str
    section: str
    language: str
    day: date | None


@dataclass(frozen=True)
class Counts:
    """How many things answer, by kind, section, language and year."""

    rows: Sequence[tuple[str, str, str, int | None, int]] = field(default=())

    def total(self, asked: Asked) -> int:
        return sum(row[4] for row in self.rows if _fits(row, asked))

    def by(self, place: int, asked: Asked) -> list[tuple[str, int]]:
        """The choices of a filter with their numbers, as far as the other filters allow."""
        freed = (replace(asked, kind=""), replace(asked, section=""), replace(asked, language=""))
        free = freed[place]
        found: Counter[str] = Counter()
        for row in self.rows:
            if row[place] and _fits(row, free):
                found[str(row[place])] += row[4]
        return sorted(found.items())

    @property
    def years(self) -> list[int]:
        return sorted({row[3] for row in self.rows if row[3]}, reverse=True)


def _fits(row: tuple[str, str, str, int | None, int], asked: Asked) -> bool:
    kind, section, language, year, _number = row
    return (
        asked.kind in ("", kind)
        and asked.section in ("", section)
        and asked.language in ("", language)
        and (asked.since is None or (year is not None and year >= asked.since))
        and (asked.until is None or (year is not None and year <= asked.until))
    )


@contextmanager
def by_words() -> Iterator[None]:
    """Meanwhile all questions go by the index of words, in a transaction.

    To look into a row's words they must be unpacked, which costs a hundred times what the planner
    takes it for: it would rather read all rows than the index of a common word.
    """
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        yield
        cursor.execute("set local enable_seqscan = on")


def counts(question: Question) -> Counts:
    """All that answers a question, before it is narrowed."""
    met = "" if question.is_empty else "where words @@ %s::tsquery"
    with connection.cursor() as cursor:
        cursor.execute(
            "select kind, section, language, extract(year from day)::int, count(*)"
            f" from search_publishedtext {met} group by 1, 2, 3, 4 order by 1, 2, 3, 4",
            [] if question.is_empty else [question.loose],
        )
        return Counts(tuple(cursor.fetchall()))


def look(asked: Asked, *, skip: int = 0, most: int = 20) -> list[Hit]:
    """The best answers, or the newest."""
    where, given = _conditions(asked)
    order, more = _order(asked)
    with connection.cursor() as cursor:
        cursor.execute(
            f"with met as (select id, day, folded, {UNPACKED} as words"
            f" from search_publishedtext {where} offset 0),"
            f" best as (select id, row_number() over (order by {order}) as place from met"
            " order by place offset %s limit %s)"
            " select source, key, kind, title, address, text, names, section, language, day"
            " from best join search_publishedtext using (id) order by place",
            [*given, *more, skip, most],
        )
        return [Hit(*row) for row in cursor.fetchall()]


def _conditions(asked: Asked) -> tuple[str, list[str | int]]:
    parts: list[str] = []
    given: list[str | int] = []
    for part, value in (
        ("words @@ %s::tsquery", asked.question.loose),
        ("kind = %s", asked.kind),
        ("section = %s", asked.section),
        ("language = %s", asked.language),
        ("day >= make_date(%s, 1, 1)", asked.since),
        ("day < make_date(%s + 1, 1, 1)", asked.until),
    ):
        if value:
            parts.append(part)
            given.append(value)
    return (f"where {' and '.join(parts)}" if parts else ""), given


def _order(asked: Asked) -> tuple[str, list[str | int]]:
    """Accents as they were typed first, then the title as a whole, then by weight, then newer."""
    newest = "day desc nulls last, id"
    question = asked.question
    if question.is_empty or asked.is_newest_first:
        return newest, []
    rank = f"ts_rank('{WEIGHTS}', words, %s::tsquery) + ts_rank('{WEIGHTS}', words, %s::tsquery)"
    order = (
        "words @@ %s::tsquery desc, folded = %s desc, words @@ %s::tsquery desc,"
        f" words @@ %s::tsquery desc, {rank} desc, {newest}"
    )
    return order, [
        question.exact,
        question.folded,
        question.phrase,
        question.whole,
        question.exact,
        question.loose,
    ]


NAMED = "source, key, kind, title, address, '' as text, '' as names, section, language, day"


def hints(typed: str, sources: Iterable[str], most: int = 8) -> list[Hit]:
    """Titles that hold what is being typed; those that begin so first, shorter ones first."""
    begun = rules.begun(typed)
    if not begun:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            f"select {NAMED} from search_publishedtext"
            " where words @@ %s::tsquery and source = any (%s)"
            " order by starts_with(folded, %s) desc, length(folded), folded, id limit %s",
            [begun, list(sources), rules.folded(typed), most],
        )
        return [Hit(*row) for row in cursor.fetchall()]


def like(typed: str, most: int = 12) -> list[Hit]:
    """What has a title that looks most like what was typed."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"select {NAMED} from (select *, word_similarity(%s, folded) as likeness"
            " from search_publishedtext) as compared where likeness > 0.3"
            " order by likeness desc, length(title), id limit %s",
            [rules.folded(typed), most],
        )
        return [Hit(*row) for row in cursor.fetchall()]


def publish(
    source: str, keys: Iterable[str] | None, texts: Iterable[PublicText], places: Gazetteer
) -> int:
    """Put these texts in the place of those of the given keys (None: of all); how many now."""
    rows = [_row(source, text, places) for text in texts]
    there = PublishedText.objects.filter(source=source)
    if keys is not None:
        there = there.filter(key__in=list(keys))
    there.exclude(key__in=[row["key"] for row in rows]).delete()
    with connection.cursor() as cursor:
        cursor.execute(PUT, [json.dumps(rows)])
        return int(cursor.rowcount)


def moved(places: Gazetteer, after: int, most: int = 500) -> tuple[list[PublishedText], int]:
    """Of the next texts those whose places now have other names, with them; and the last text."""
    rows = list(PublishedText.objects.filter(pk__gt=after).order_by("pk")[:most])
    changed = []
    for row in rows:
        names = _names(row.title, row.text, places)
        if names != row.names:
            row.names = names
            row.words = _words(row.title, row.text, row.section, row.also, names)
            changed.append(row)
    return changed, rows[-1].pk if rows else 0


def _names(title: str, text: str, places: Gazetteer) -> str:
    return "; ".join(places.names(f"{title}\n{text[:LONGEST]}"))


def _words(title: str, text: str, section: str, also: str, names: str) -> str:
    """In PostgreSQL's own notation; what is said in the text counts for more than other names."""
    return rules.vector(title, [text[:LONGEST], section, also, names])


def addressed(but: str, most: int) -> list[tuple[str, str, str]]:
    """Source, key and address of all that has a page of its own, without those of one source."""
    rows = PublishedText.objects.exclude(source=but).exclude(address="").order_by("source", "pk")
    return list(rows.values_list("source", "key", "address")[:most])


def stamps(source: str) -> Mapping[str, str]:
    """Which entries a source has here, and in which state each was read."""
    rows = PublishedText.objects.filter(source=source).order_by("key")
    return dict(rows.values_list("key", "stamp"))


FIELDS = (
    "source, key, kind, title, address, text, also, names, section, language, day, stamp, folded,"
    " words"
)
PUT = f"""
insert into search_publishedtext ({FIELDS})
select {FIELDS.removesuffix(" words")} words::tsvector from jsonb_to_recordset(%s::jsonb) as given (
    source text, key text, kind text, title text, address text, text text, also text,
    names text, section text, language text, day date, stamp text, folded text, words text
)
on conflict (source, key) do update set ({FIELDS}) = row (
    {", ".join(f"excluded.{name}" for name in FIELDS.replace(" ", "").split(","))}
)
"""


def _row(source: str, given: PublicText, places: Gazetteer) -> dict[str, object]:
    text = " ".join(given.text.split())
    names, also = _names(given.title, text, places), "; ".join(given.also)
    section = given.section[:200]
    return {
        "source": source,
        "key": given.key[:200],
        "kind": given.kind,
        "title": given.title[:400],
        "address": given.address[:500],
        "text": text,
        "also": also,
        "names": names,
        "section": section,
        "language": given.language,
        "day": given.day.isoformat() if given.day else None,
        "stamp": given.stamp[:100],
        "folded": rules.folded(given.title)[:400],
        "words": _words(given.title[:400], text, section, also, names),
    }
