"""The articles that may be discussed, as whoever publishes them says at this moment."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from vungcao.kernel.offers.articles import Article, articles


def article(key: str) -> Article | None:
    """The article of a key while anybody may read it."""
    return named([key]).get(key)


def named(keys: Collection[str]) -> Mapping[str, Article]:
    """Those of the keys that anybody may read now."""
    found: dict[str, Article] = {}
    for _name, shelf in sorted(articles.items()):
        found |= shelf.named(keys)
    return found


def newest(since: date, limit: int) -> Sequence[Article]:
    """The newest articles of all shelves, newest first."""
    found = [one for _name, shelf in sorted(articles.items()) for one in shelf.newest(since, limit)]
    return sorted(found, key=lambda one: (one.published_at, one.key), reverse=True)[:limit]
