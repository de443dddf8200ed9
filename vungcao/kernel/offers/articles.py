"""What a system publishes for reading: articles as plain values, for letters, feeds and comments.

Only what anybody may read at this moment is given; an article that was taken down is not.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

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
class Words:
    """`html` is cleaned and stands by itself; its links begin with a slash. `text` is the same in
    plain words, without marks."""

    html: str
    text: str


@dataclass(frozen=True)
class Article:
    """One published text. `key` stays the same for ever (`portal.page:12`), `address` may move.

    `words` are drawn when somebody asks for `html` or `text`: most want title and day alone.
    """

    key: str
    title: str
    lead: str
    address: str
    section: str
    language: str
    published_at: datetime
    words: Callable[[], Words] = field(compare=False)
    sounds: tuple[Sound, ...] = ()

    @property
    def html(self) -> str:
        return self._words.html

    @property
    def text(self) -> str:
        return self._words.text

    @cached_property
    def _words(self) -> Words:
        return self.words()


@dataclass(frozen=True)
class Articles:
    """Articles of one system: the newest ones since a day, newest first, and those of some keys.

    Where it has articles in several languages it also gives the newest in one of them.
    """

    label: Promise
    newest: Callable[[date, int], Sequence[Article]]
    named: Callable[[Collection[str]], Mapping[str, Article]]
    newest_in: Callable[[date, int, str], Sequence[Article]] | None = None


articles: Registry[Articles] = Registry("shelf of articles")
