"""Hashing kept copies again: whether each still says what it said when it was kept."""

import hashlib
from dataclasses import dataclass

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.systems.portal.models import Article, KeptCopy

AT_ONCE = 500


@dataclass(frozen=True)
class Verdict:
    """How many copies were read, which say something else now, which articles have none."""

    read: int
    broken: tuple[int, ...]
    without: tuple[int, ...]

    @property
    def is_good(self) -> bool:
        return not self.broken and not self.without


@transaction.atomic
def verify_copies(*, by: User) -> Verdict:
    """Read every copy; that somebody did, and what came out, is in the trail."""
    broken: list[int] = []
    pages: set[int] = set()
    read = 0
    rows = KeptCopy.objects.order_by("pk").values_list("pk", "page", "text", "sha256")
    for pk, page, text, sha256 in rows.iterator(AT_ONCE):
        read += 1
        pages.add(page)
        if hashlib.sha256(text.encode()).hexdigest() != sha256:
            broken.append(pk)
    live = Article.objects.live().order_by("pk").values_list("pk", flat=True)
    without = tuple(pk for pk in live if pk not in pages)
    audit.record(
        by=by,
        action="portal.copies_verified",
        subject=KeptCopy._meta.label,
        read=read,
        broken=len(broken),
        without=len(without),
    )
    return Verdict(read, tuple(broken), without)
