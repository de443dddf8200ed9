"""What a system offers to the search: sources of entries, as plain values, never a person's.

Two indexes: what an office finds within its reach, and what anybody finds of what is published.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise

from vungcao.kernel.offers.registry import Registry


@dataclass(frozen=True)
class Entry:
    """One thing that can be found. It names no person: the index is not sealed.

    `key` tells the source's entries apart and is what its screen `url_name` is called with;
    `also` are other words that lead here (old names, short forms); `scope` is empty for what every
    reader of the source may see; a heavier `weight` stands further up among equals.
    """

    key: str
    title: str
    detail: str = ""
    also: tuple[str, ...] = ()
    scope: str = ""
    weight: int = 10


@dataclass(frozen=True)
class Source:
    """Entries of one kind.

    `read` gives those of these keys on a day, all of them for None; a key that it does not give
    any more is forgotten. `topics` are the announcements after which entries change: with a
    subject of `model` and an id only that one is read again, else the source as a whole; `key_of`
    says which entry an id means where screens are called by something else. A source whose entries
    have a scope follows `units.` too: a reform moves scopes.
    """

    label: Promise
    roles: frozenset[str]
    url_name: str
    model: str
    topics: frozenset[str]
    read: Callable[[frozenset[str] | None, date], Iterable[Entry]]
    key_of: Callable[[str], str] = str

    def follows(self, topic: str) -> bool:
        return any(topic == t or (t.endswith(".") and topic.startswith(t)) for t in self.topics)


sources: Registry[Source] = Registry("source of the search")


@dataclass(frozen=True)
class PublicText:
    """One thing that anybody may find, with the words that are published of it.

    Without an `address` it is told where it is found. `kind` is one of the source's kinds, `stamp`
    changes whenever anything else does.
    """

    key: str
    title: str
    kind: str
    address: str = ""
    text: str = ""
    also: tuple[str, ...] = ()
    section: str = ""
    language: str = "vi"
    day: date | None = None
    stamp: str = ""


def _same(keys: frozenset[str], now: datetime) -> frozenset[str]:
    return keys


def _alone(key: str) -> frozenset[str]:
    return frozenset({key})


@dataclass(frozen=True)
class PublicSource:
    """Published things of some kinds (code and label).

    `read` gives those of these keys, all of them for None; `readable` says which of some keys
    anybody may read at a moment: it is asked before anything is shown, so that what was taken down
    is found no more at once. `stamps` are all keys that stand now, each with its stamp: what was
    announced by nobody is found out by them. With a subject of `model` and an id, `keys_of` says
    which entries an announcement speaks of. `is_hinted` where its titles are proposed to whoever
    types: only what needs no look whether it may be read, or the articles themselves.
    """

    kinds: Callable[[], Mapping[str, str | Promise]]
    read: Callable[[frozenset[str] | None, date], Iterable[PublicText]]
    stamps: Callable[[date], Mapping[str, str]]
    readable: Callable[[frozenset[str], datetime], Collection[str]] = _same
    model: str = ""
    topics: frozenset[str] = frozenset()
    keys_of: Callable[[str], frozenset[str]] = _alone
    is_hinted: bool = False

    def follows(self, topic: str) -> bool:
        return any(topic == t or (t.endswith(".") and topic.startswith(t)) for t in self.topics)


public_sources: Registry[PublicSource] = Registry("source of the public search")
