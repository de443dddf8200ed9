"""What articles and lists of public pages are made of: plain values that their layouts draw."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from vungcao.kernel.offers import articles as offers
from vungcao.kernel.offers.registry import Registry
from vungcao.web.shell import Link


@dataclass(frozen=True)
class Recording:
    """An article read aloud. `languages` lead to the readings in other tongues; `words` is what is
    heard where that is not the text of the article itself. `light` is the same for slow lines."""

    audio: str
    reader: str
    length: str
    words: str = ""
    words_in: str = ""
    light: str = ""
    languages: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Article:
    """One text with its day, its source, and where to read on."""

    title: str
    lead: str = ""
    day: date | None = None
    source: str = ""
    recording: Recording | None = None
    related: tuple[Link, ...] = ()
    earlier: Link | None = None
    later: Link | None = None


@dataclass(frozen=True)
class Item:
    """A line of a list; `act` is what can be done about it at once."""

    label: str | Promise
    address: str
    text: str | Promise = ""
    day: date | None = None
    act: Link | None = None


@dataclass(frozen=True)
class Section:
    """Lines that stand together."""

    label: str | Promise
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Listing:
    """A page of lines by section. With `search` there is a line to look for words in.

    `newer` and `older` are addresses; `nothing` says what will appear or how to look again.
    """

    title: str
    sections: tuple[Section, ...]
    nothing: str
    lead: str = ""
    search: str = ""
    sought: str = ""
    newer: str = ""
    older: str = ""
    language: str = ""  # of the lines, where it may not be that of the page around them


@dataclass(frozen=True)
class ArticlePart:
    """What a system adds below an article, for instance its comments.

    `draw` gets the request and the article as other systems know it and gives back what is drawn
    there; nothing where there is nothing to show. A page that is kept and sent to everybody
    sets `request.is_for_everybody` before: then nothing of one reader, no token, is drawn.
    """

    draw: Callable[[HttpRequest, offers.Article], SafeString]


article_parts: Registry[ArticlePart] = Registry("part below an article")


@dataclass(frozen=True)
class SitePart:
    """Pages of one system on the map of the whole site; nothing where there are none."""

    section: Callable[[], Section]


site_parts: Registry[SitePart] = Registry("part of the site map")


def below(request: HttpRequest, about: offers.Article) -> list[SafeString]:
    """All that other systems have to say below the article."""
    drawn = (part.draw(request, about) for _, part in sorted(article_parts.items()))
    return [part for part in drawn if part]
