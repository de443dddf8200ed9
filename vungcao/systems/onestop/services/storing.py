"""Scans of papers, kept where the affair is decided so that whoever works on it can open them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.documents.models import Document, DocumentState
from vungcao.kernel.files import services as files
from vungcao.kernel.units.models import Unit
from vungcao.systems.onestop.models import Original
from vungcao.systems.onestop.services.doors import standing_in
from vungcao.systems.onestop.services.submitting import NewPaper

PAPER = "onestop.paper"  # the kind of file


@dataclass(frozen=True)
class Scan:
    """One paper as it lies on the desk; `again` is the code of a document that is used again.

    Its file is here as `content`, or has come before as an upload of the officer's.
    """

    code: str
    kind: Original
    content: BinaryIO | None = None
    name: str = ""
    copies: int = 1
    again: str = ""
    upload: str = ""


@transaction.atomic
def store_scans(*, scans: Sequence[Scan], place: Unit, by: User) -> list[NewPaper]:
    """The papers with their files kept. Raises `RuleBroken` for a file that cannot be taken."""
    _refuse(scans, by)
    found = []
    with standing_in(place.scope, by) as acting:
        for one in scans:
            kept, content = None, one.content or _uploaded(one, by)
            if content is not None:
                kept = files.store(
                    content=content, name=one.name, kind=PAPER, unit=place, by=acting
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


def _uploaded(one: Scan, by: User) -> bytes | None:
    return files.take_upload(code=one.upload, by=by) if one.upload else None


def _refuse(scans: Sequence[Scan], by: User) -> None:
    """What is used again was issued here, and the desk may see it."""
    again = {one.again for one in scans if one.again}
    seen = Document.objects.visible_to(by).filter(code__in=again, state=DocumentState.ISSUED)
    if len(again) != seen.count():
        raise RuleBroken("Không thấy văn bản muốn dùng lại: chọn lại trong danh sách.")
