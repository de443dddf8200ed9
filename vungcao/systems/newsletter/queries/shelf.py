"""The articles that systems have published, whichever these are."""

from collections.abc import Collection
from datetime import date, timedelta

from vungcao.kernel.offers.articles import Article, articles

LOOKED_BACK = timedelta(days=120)
SHOWN = 60
EVER = date(2000, 1, 1)


def newest(day: date) -> list[Article]:
    """What was published lately, newest first, of all shelves."""
    since = day - LOOKED_BACK
    found = [one for _name, shelf in articles.items() for one in shelf.newest(since, SHOWN)]
    return sorted(found, key=lambda one: (one.published_at, one.key), reverse=True)[:SHOWN]


def offered(day: date, language: str, held: Collection[str]) -> list[Article]:
    """What may be put into an issue besides what it holds: articles in its language first.

    Of a language in which little is written also older ones, where there are none of late.
    """
    own = _own(day - LOOKED_BACK, language, held) or _own(EVER, language, held)
    others = [one for one in newest(day) if one.language != language and one.key not in held]
    return [*own, *others]


def _own(since: date, language: str, held: Collection[str]) -> list[Article]:
    limit = SHOWN + len(held)
    found = [
        one
        for _name, shelf in articles.items()
        for one in (
            shelf.newest_in(since, limit, language)
            if shelf.newest_in is not None
            else shelf.newest(since, limit)
        )
        if one.language == language and one.key not in held
    ]
    return sorted(found, key=lambda one: (one.published_at, one.key), reverse=True)[:SHOWN]


def named(keys: Collection[str]) -> dict[str, Article]:
    """Those of the keys that anybody may read now."""
    found: dict[str, Article] = {}
    for _name, shelf in articles.items() if keys else ():
        found |= shelf.named(keys)
    return found


def sections(day: date) -> dict[str, set[str]]:
    """The sections from which something was published lately, each with its languages (codes)."""
    found: dict[str, set[str]] = {}
    for one in newest(day):
        if one.section:
            found.setdefault(one.section, set()).add(one.language)
    return dict(sorted(found.items()))
