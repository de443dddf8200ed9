"""Answering the public search: what was found, as far as anybody may still read it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.text import Truncator

from vungcao.kernel.offers.search import public_sources
from vungcao.kernel.search import queries, rules
from vungcao.kernel.search.queries import Asked, Counts, Hit

Pieces = list[tuple[str, bool]]
PAGE, PAGES = 20, 50
FEW = 3


@dataclass(frozen=True)
class Shown:
    """A hit in words; `names` are other names of places by which alone it was found."""

    address: str
    title: Pieces
    text: Pieces
    kind: str | Promise
    section: str
    language: str
    day: date | None
    names: Pieces


@dataclass(frozen=True)
class Answer:
    """A page of hits, how many there are, and what else might have been meant."""

    hits: Sequence[Shown] = ()
    total: int = 0
    counts: Counts = field(default_factory=Counts)
    nearest: Sequence[str] = ()

    @property
    def unfiltered(self) -> int:
        return sum(row[4] for row in self.counts.rows)


def seek(asked: Asked, text: str, number: int, now: datetime) -> Answer:
    """The page `number` of the answers to what was typed."""
    if asked.question.is_empty and not asked.is_narrowed:
        return Answer()
    with queries.by_words():
        counts = queries.counts(asked.question)
        skip = (number - 1) * PAGE
        found = queries.look(asked, skip=skip, most=PAGE) if counts.total(asked) else []
    open_ = still_open(found, now)
    gone = len(found) - len(open_)
    total = counts.total(asked) - gone
    labels = kinds()
    return Answer(
        hits=[_shown(hit, text, labels.get(hit.kind, "")) for hit in open_],
        total=total,
        counts=counts,
        nearest=() if total or asked.question.is_empty else _nearest(text, now),
    )


def still_open(hits: Iterable[Hit], now: datetime) -> list[Hit]:
    """Those that anybody may read at this moment, whatever the index says."""
    by_source: dict[str, set[str]] = {}
    found = list(hits)
    for hit in found:
        by_source.setdefault(hit.source, set()).add(hit.key)
    open_ = allowed(by_source, now)
    return [hit for hit in found if (hit.source, hit.key) in open_]


def allowed(by_source: Mapping[str, Collection[str]], now: datetime) -> set[tuple[str, str]]:
    """Source and key of those keys, by source, that anybody may read at this moment."""
    offered = dict(public_sources.items())
    return {
        (name, key)
        for name, keys in by_source.items()
        if name in offered
        for key in offered[name].readable(frozenset(keys), now)
    }


def hints(typed: str, now: datetime) -> list[str]:
    """Titles that go on from what is being typed, each once."""
    names = [name for name, source in public_sources.items() if source.is_hinted]
    return list(dict.fromkeys(hit.title for hit in still_open(queries.hints(typed, names), now)))


def kinds() -> dict[str, str | Promise]:
    """What kinds of things there are to find, by code."""
    return {
        code: label
        for _name, source in sorted(public_sources.items())
        for code, label in source.kinds().items()
    }


def _nearest(text: str, now: datetime) -> list[str]:
    """Questions that are like this one and have an answer."""
    titles = [hit.title for hit in still_open(queries.like(text), now)]
    proposed = rules.nearest(text, titles, most=FEW)
    return [one for one in proposed if queries.counts(rules.ask(one)).rows]


def _shown(hit: Hit, text: str, kind: str | Promise) -> Shown:
    is_met = rules.is_met(f"{hit.title} {hit.text}", text)
    cut = rules.cut(hit.text, text) if hit.address else rules.marked(hit.text, text)
    return Shown(
        address=hit.address,
        title=rules.marked(hit.title, text),
        text=cut,
        kind=kind,
        section=hit.section,
        language=hit.language,
        day=hit.day,
        names=[] if is_met else rules.marked(_names(hit.names, text), text),
    )


def _names(names: str, text: str) -> str:
    """The few other names in which a word was met."""
    met = [one for one in names.split("; ") if any(mark for _, mark in rules.marked(one, text))]
    return Truncator("; ".join(met[:FEW])).chars(160)
