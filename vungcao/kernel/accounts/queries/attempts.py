"""Counting tries before they are made: what many processes ask at once stays one count."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from vungcao.kernel.accounts.models import AttemptCount
from vungcao.kernel.accounts.rules import FORGOTTEN_AFTER, Limit, Pace
from vungcao.kernel.vault import services as vault

NONE = timedelta()


@dataclass(frozen=True)
class Bucket:
    """What is counted together, and how much of it is free."""

    name: str
    limit: Limit | Pace

    @property
    def key(self) -> str:
        return vault.fingerprint(self.name, purpose="accounts.attempts")


@transaction.atomic
def reserve(buckets: Iterable[Bucket], now: datetime) -> timedelta:
    """Count a try in every bucket, or say how long it has to wait; then nothing is counted.

    It is counted as failed until `give_back` or `forget`: who tries a hundred times at once has
    tried a hundred times.
    """
    wanted = {bucket.key: bucket for bucket in buckets}
    AttemptCount.objects.bulk_create(
        [AttemptCount(bucket=key, last_at=now) for key in sorted(wanted)], ignore_conflicts=True
    )
    rows = _locked(list(wanted))
    wait = max((row.blocked_until - now for row in rows if row.blocked_until), default=NONE)
    if wait > NONE:
        return wait
    for row in rows:
        limit = wanted[row.bucket].limit
        row.failures = limit.remembered(row.failures, now - row.last_at) + 1
        wait = limit.wait(row.failures)
        row.last_at, row.blocked_until = now, now + wait if wait else None
    AttemptCount.objects.bulk_update(rows, ["failures", "last_at", "blocked_until"])
    return NONE


@transaction.atomic
def give_back(buckets: Iterable[Bucket]) -> None:
    """A try that succeeded was no failed one; a wait that others have earned goes on."""
    given = {bucket.key: bucket for bucket in buckets}
    rows = _locked(list(given))
    for row in rows:
        row.failures = max(row.failures - 1, 0)
        if not given[row.bucket].limit.wait(row.failures):
            row.blocked_until = None
    AttemptCount.objects.bulk_update(rows, ["failures", "blocked_until"])


def _locked(keys: list[str]) -> list[AttemptCount]:
    """In one order, so that two requests never wait for each other."""
    rows = AttemptCount.objects.select_for_update().filter(bucket__in=keys)
    return list(rows.order_by("bucket"))


def forget(buckets: Iterable[Bucket]) -> None:
    """Whoever proved who they are begins anew."""
    AttemptCount.objects.filter(bucket__in=[bucket.key for bucket in buckets]).delete()


def forget_old(now: datetime) -> int:
    """Counts that no longer matter. Returns how many."""
    return AttemptCount.objects.filter(last_at__lt=now - FORGOTTEN_AFTER).delete()[0]
