"""What a system offers to the search: sources of entries, as plain values, never a person's."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

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
