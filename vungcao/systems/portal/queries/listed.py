"""Every address that anybody may open and search engines may find."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from wagtail.models import Page

from vungcao.kernel.search import queries as search
from vungcao.systems.portal.models import Home
from vungcao.systems.portal.queries import seeking
from vungcao.systems.portal.queries.opened import home, opened
from vungcao.systems.portal.rules.addresses import CLOSED

MOST = 50_000  # addresses in one file (sitemaps.org)
PAGES = "portal.pages"  # the source of what is read here from the pages themselves
AGAIN = "/trang-chu/"  # the front, for who is signed in


@dataclass(frozen=True)
class Place:
    """An address, when its page last changed, and where the same stands in each language."""

    address: str
    changed: datetime | None = None
    others: tuple[tuple[str, str], ...] = ()


def places(now: datetime) -> list[Place]:
    """Pages of the portal in the order of the tree, then what the public search knows besides."""
    front = home()
    pages = _pages(front)[:MOST] if front is not None else []
    known = {AGAIN, *(one.address for one in pages)}
    closed = tuple(f"/{part}/" for part in CLOSED)
    others = dict.fromkeys(
        one for one in _others(now) if one not in known and not one.startswith(closed)
    )
    return [*pages, *map(Place, others)][:MOST]


def _pages(front: Home) -> list[Place]:
    found = opened(Page.objects.descendant_of(front, inclusive=True)).order_by("path")
    rows = found.values_list(
        "url_path", "last_published_at", "translation_key", "locale__language_code"
    )
    pages = [(f"/{row[0].removeprefix(front.url_path)}", *row[1:]) for row in rows]
    same: dict[object, list[tuple[str, str]]] = defaultdict(list)
    for address, _changed, key, code in pages:
        same[key].append((code, address))
    return [
        Place(address, changed, tuple(same[key]) if len(same[key]) > 1 else ())
        for address, changed, key, _code in pages
    ]


def _others(now: datetime) -> Iterator[str]:
    """The index may lag behind: each source is asked what of it anybody may still read."""
    rows = search.addressed(PAGES, MOST)
    by_source: dict[str, set[str]] = defaultdict(set)
    for source, key, _address in rows:
        by_source[source].add(key)
    allowed = seeking.allowed(by_source, now)
    return (address for source, key, address in rows if (source, key) in allowed)
