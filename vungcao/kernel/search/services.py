"""Keeping the index equal to what the sources say."""

from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.audit import services as audit
from vungcao.kernel.offers.outbox import Announcement
from vungcao.kernel.offers.search import Source, sources
from vungcao.kernel.search import queries
from vungcao.kernel.search.models import SearchEntry


@transaction.atomic
def rebuild(*, today: date, by: AbstractBaseUser) -> dict[str, int]:
    """Read every source anew, with the whole nation's reach; how many entries each has."""
    known = sorted(sources.items())
    forgotten = queries.keep_sources(name for name, _source in known)
    counts = {name: queries.replace(name, None, source.read(None, today)) for name, source in known}
    audit.record(
        by=by,
        action="search.rebuilt",
        subject=SearchEntry._meta.label,
        entries=sum(counts.values()),
        forgotten=forgotten,
    )
    return counts


@transaction.atomic
def refresh(*, announcement: Announcement, today: date, by: AbstractBaseUser) -> int:
    """Read again what an announcement speaks of; how many entries are there now.

    It may come twice. No audit entry: the index says nothing that its sources do not.
    """
    del by
    return sum(
        _read_again(name, source, announcement.subject, today)
        for name, source in sorted(sources.items())
        if source.follows(announcement.topic)
    )


def _read_again(name: str, source: Source, subject: str, today: date) -> int:
    model, _colon, key = subject.partition(":")
    keys = frozenset({source.key_of(key)}) if key and model == source.model else None
    return queries.replace(name, keys, source.read(keys, today))
