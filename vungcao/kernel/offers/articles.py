"""What a system publishes for reading: articles as plain values, for letters, feeds and comments.

Only what anybody may read at this moment is given; an article that was taken down is not.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise

from vungcao.kernel.offers.registry import Registry


@dataclass(frozen=True)
class Sound:
    """An article read aloud in one language (BCP 47): its file, its reader, its length."""

    language: str
    reader: str
    seconds: int
    address: str
    media_type: str


@dataclass(frozen=True)
class Article:
    """One published text. `key` stays the same for ever (`portal.page:12`), `address` may move.

    `html` is cleaned and stands by itself; its links begin with a slash. `text` is the same in
    plain words, without marks.
    """

    key: str
    title: str
    lead: str
    address: str
    section: str
    language: str
    published_at: datetime
    html: str
    text: str
    sounds: tuple[Sound, ...] = ()


@dataclass(frozen=True)
class Articles:
    """Articles of one system: the newest ones since a day, newest first, and those of some keys."""

    label: Promise
    newest: Callable[[date, int], Sequence[Article]]
    named: Callable[[Collection[str]], Mapping[str, Article]]


articles: Registry[Articles] = Registry("shelf of articles")
