"""Is this paper ours, does it hold today, and is the dropped file the one that was issued?

Anybody may ask. Of the kept original nothing leaves but where a file differs from it.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

import pikepdf

from vungcao.kernel.documents import certificates, inspection, queries
from vungcao.kernel.documents.inspection import Inspection
from vungcao.kernel.documents.models import DocumentVersion, PublishedPaper
from vungcao.kernel.files.storage import StoreFailed
from vungcao.kernel.scopes.services import Door, scoped
from vungcao.kernel.vault.services import KeyDestroyed
from vungcao.runtime.env import environment

LARGEST = 10 * 1024 * 1024
OUR_CODE = re.compile(rb"(?:/xac-minh/|Keywords>?\()([A-Z2-7]{10})")
OBJECT = re.compile(rb"(?:^|[\r\n])(\d+) \d+ obj\b")
Standing = PublishedPaper.Standing


@dataclass(frozen=True)
class Difference:
    """Where a file leaves the original: bytes from 1, how many differ, and what stands there."""

    first: int
    count: int
    length: int
    original_length: int
    page: int | None = None
    is_signature: bool = False


@dataclass(frozen=True)
class Verified:
    """Everything that can be said of a dropped file."""

    inspection: Inspection
    sha256: str
    paper: PublishedPaper | None = None
    is_latest: bool = False
    is_earlier: bool = False
    difference: Difference | None = None


def standing(paper: PublishedPaper, today: date) -> tuple[Standing | None, date | None]:
    """How a paper stands on a day, and since when; None: not yet, or no longer, in force."""
    if paper.since is not None and paper.since <= today:
        return Standing(paper.standing), paper.since
    if paper.valid_until is not None and paper.valid_until <= today:
        return None, paper.valid_until
    return (Standing.IN_FORCE if paper.valid_from <= today else None), paper.valid_from


def verify(pdf: bytes, at: datetime) -> Verified:
    """Look at a dropped file in memory and compare it with the paper that it says it is."""
    roots = certificates.roots(environment())
    seen = inspection.inspect_apart(pdf, roots.trusted, roots.demo, at)
    return compared(pdf, seen)


def compared(pdf: bytes, seen: Inspection) -> Verified:
    digest = hashlib.sha256(pdf).hexdigest()
    paper = queries.published_by_hash(digest) or _claimed(pdf)
    if paper is None:
        return Verified(seen, digest)
    if paper.sha256 == digest:
        return Verified(seen, digest, paper, is_latest=True)
    with scoped(("/1/",), door=Door.SYSTEM):  # one paper's own versions, and only where they differ
        kept = list(queries.versions_of_code(paper.code))
        if any(version.sha256 == digest for version in kept):
            return Verified(seen, digest, paper, is_earlier=True)
        try:
            original = queries.content(_nearest(kept, len(pdf)))
        except (KeyDestroyed, StoreFailed):  # erased: the hash still tells a copy from a forgery
            return Verified(seen, digest, paper)
    return Verified(seen, digest, paper, difference=difference(pdf, original))


def _claimed(pdf: bytes) -> PublishedPaper | None:
    """The paper whose code stands in the file; one damaged place leaves the others."""
    for code in dict.fromkeys(OUR_CODE.findall(pdf)):
        paper = queries.published(code.decode())
        if paper is not None:
            return paper
    return None


def _nearest(kept: Iterable[DocumentVersion], length: int) -> DocumentVersion:
    return min(kept, key=lambda version: abs(version.size - length))


def difference(pdf: bytes, original: bytes) -> Difference:
    """The first byte that differs, how many do, and on which page of the original it lies."""
    places = [
        at for at, (one, other) in enumerate(zip(pdf, original, strict=False)) if one != other
    ]
    first = places[0] if places else min(len(pdf), len(original))
    page, is_signature = _place(original, first)
    count = len(places) + abs(len(pdf) - len(original))
    return Difference(first + 1, count, len(pdf), len(original), page, is_signature)


def _place(original: bytes, at: int) -> tuple[int | None, bool]:
    """The page to which the object around a byte belongs, or whether it is a signature."""
    before = [int(match[1]) for match in OBJECT.finditer(original, 0, at + 1)]
    if not before:
        return None, False
    with pikepdf.open(BytesIO(original)) as opened:
        for nth, page in enumerate(opened.pages, start=1):
            content = page.Contents
            parts = list(content) if isinstance(content, pikepdf.Array) else [content]
            if before[-1] in {page.objgen[0], *(part.objgen[0] for part in parts)}:
                return nth, False
        found = opened.get_object(before[-1], 0)
        is_one = isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/Sig"
    return None, is_one
