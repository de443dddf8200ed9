"""What kinds of files a system keeps: who may read them, how large, how long."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from vungcao.kernel.offers.registry import Registry

MEGABYTE = 1024 * 1024
PDF = "application/pdf"
PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})


@dataclass(frozen=True)
class FileKind:
    """Files of one kind. `roles` may download them inside their reach; a citizen their own.

    Each download of a personal kind is written to the audit. `retention` is the code of the norm
    (kernel.norms, in months) that says how long; without one a file stays. What `is_made_here` was
    set by the product itself: nobody has to look into it.
    """

    label: Promise
    roles: frozenset[str]
    media_types: frozenset[str]
    is_personal: bool = True
    largest: int = 20 * MEGABYTE
    retention: str = ""
    is_made_here: bool = False


file_kinds: Registry[FileKind] = Registry("kind of file")


class ScannerSilent(Exception):
    """An antivirus does not answer; the content waits."""


@dataclass(frozen=True)
class Scanner:
    """An antivirus. `scan` names the threat, or nothing; `version` says what answers.

    Both raise `ScannerSilent`.
    """

    label: Promise
    scan: Callable[[Iterable[bytes]], str]
    version: Callable[[], str]


scanners: Registry[Scanner] = Registry("antivirus")
