"""Keeping the index equal to what the sources say."""

from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.audit import services as audit
from vungcao.kernel.offers.outbox import Announcement
from vungcao.kernel.offers.search import PublicSource, Source, public_sources, sources
from vungcao.kernel.search import queries
from vungcao.kernel.search.models import PublishedText, SearchEntry
from vungcao.kernel.search.rules import Gazetteer

UNITS, PUBLIC = "units.", "public."


@transaction.atomic
def rebuild(*, today: date, by: AbstractBaseUser) -> dict[str, int]:
    """Read every source anew, with the whole nation's reach; how many entries each has."""
    known = sorted(sources.items())
    public = sorted(public_sources.items())
    forgotten = queries.keep_sources(name for name, _source in known)
    gone, _each = PublishedText.objects.exclude(source__in=[name for name, _s in public]).delete()
    counts = {name: queries.replace(name, None, source.read(None, today)) for name, source in known}
    places = queries.gazetteer(today)
    for name, offered in public:
        counts[f"{PUBLIC}{name}"] = queries.publish(name, None, offered.read(None, today), places)
    audit.record(
        by=by,
        action="search.rebuilt",
        subject=SearchEntry._meta.label,
        entries=sum(counts.values()),
        forgotten=forgotten + gone,
    )
    return counts


@transaction.atomic
def refresh(*, announcement: Announcement, today: date, by: AbstractBaseUser) -> int:
    """Read again what an announcement speaks of; how many entries are there now.

    It may come twice. No audit entry: the index says nothing that its sources do not.
    """
    del by
    topic, subject = announcement.topic, announcement.subject
    read = sum(
        _read_again(name, source, subject, today)
        for name, source in sorted(sources.items())
        if source.follows(topic)
    )
    public = [(name, s) for name, s in sorted(public_sources.items()) if s.follows(topic)]
    are_places = topic.startswith(UNITS)
    if not public and not are_places:
        return read
    places = queries.gazetteer(today)
    if are_places:
        _rename(places)
    return read + sum(_publish(name, s, subject, today, places) for name, s in public)


@transaction.atomic
def catch_up(*, today: date, by: AbstractBaseUser) -> int:
    """Read again what is published otherwise than the public index knows it; how many entries.

    Most are announced and stand there already; what begins or ends by its day alone is not.
    """
    del by
    changed = {name: _changed(name, source, today) for name, source in public_sources.items()}
    if not any(changed.values()):
        return 0
    places = queries.gazetteer(today)
    for name, keys in sorted(changed.items()):
        if keys:
            read = public_sources.get(name).read(frozenset(keys), today)
            queries.publish(name, keys, read, places)
    return sum(map(len, changed.values()))


def _changed(name: str, source: PublicSource, today: date) -> set[str]:
    here, there = queries.stamps(name), source.stamps(today)
    return {key for key in {*here, *there} if here.get(key) != there.get(key)}


def _publish(name: str, source: PublicSource, subject: str, today: date, places: Gazetteer) -> int:
    model, _colon, key = subject.partition(":")
    keys = source.keys_of(key) if key and model == source.model else None
    return queries.publish(name, keys, source.read(keys, today), places)


def _rename(places: Gazetteer) -> None:
    """Let every text be found by the names that its places have now."""
    last = 0
    while True:
        changed, last = queries.moved(places, last)
        PublishedText.objects.bulk_update(changed, ["names", "words"])
        if not last:
            return


def _read_again(name: str, source: Source, subject: str, today: date) -> int:
    model, _colon, key = subject.partition(":")
    keys = frozenset({source.key_of(key)}) if key and model == source.model else None
    return queries.replace(name, keys, source.read(keys, today))
