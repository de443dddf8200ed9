"""Scans of papers, kept where the affair is decided so that whoever works on it can open them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.files import services as files
from vungcao.kernel.units.models import Unit
from vungcao.systems.onestop.models import Original
from vungcao.systems.onestop.services.doors import standing_in
from vungcao.systems.onestop.services.submitting import NewPaper

PAPER = "onestop.paper"  # the kind of file


@dataclass(frozen=True)
class Scan:
    """One paper as it lies on the desk; `again` is the code of a document that is used again."""

    code: str
    kind: Original
    content: BinaryIO | None = None
    name: str = ""
    copies: int = 1
    again: str = ""


@transaction.atomic
def store_scans(*, scans: Sequence[Scan], place: Unit, by: User) -> list[NewPaper]:
    """The papers with their files kept. Raises `RuleBroken` for a file that cannot be taken."""
    found = []
    with standing_in(place.scope, by) as acting:
        for one in scans:
            kept = None
            if one.content is not None:
                kept = files.store(
                    content=one.content, name=one.name, kind=PAPER, unit=place, by=acting
                )
            found.append(
                NewPaper(
                    one.code,
                    kept,
                    one.kind,
                    one.copies,
                    is_digitised=kept is not None,
                    is_reused=bool(one.again),
                    document_code=one.again,
                )
            )
    return found
