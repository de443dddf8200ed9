"""What rows and store say of each other: contents that are lost, contents of nobody."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from vungcao.kernel.files.models import Blob, StoredFile
from vungcao.kernel.files.storage import store

SWEPT_BY = timedelta(days=2)  # the hourly work takes what has no row after one


@dataclass(frozen=True)
class Inventory:
    """`lost`: codes of files without a content; `strays`: contents that should have been swept."""

    lost: list[str]
    strays: int


def take(now: datetime) -> Inventory:
    """Compare all rows with all contents. Raises `StoreFailed`."""
    files = StoredFile.objects.present().filter(blob__key__destroyed_at=None).order_by("pk")
    wanted = list(files.values_list("code", "blob__sha256"))  # first: the store is written before
    here = store()
    written = dict(here.hashes())
    lost = [code for code, sha256 in wanted if sha256 not in written and not here.has(sha256)]
    old = {sha256 for sha256, at in written.items() if at < now - SWEPT_BY}
    return Inventory(lost, len(old - set(Blob.objects.values_list("sha256", flat=True))))
