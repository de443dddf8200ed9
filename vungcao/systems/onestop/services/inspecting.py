"""Looking at the signatures of electronic copies; the verdict stays in the chain of the case."""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.cases import services as cases
from vungcao.kernel.cases.models import CaseEvent
from vungcao.kernel.cases.rules import CLOSED, MERGED
from vungcao.kernel.documents import inspection, verification
from vungcao.kernel.documents.inspection import Inspection
from vungcao.kernel.files import queries as stored
from vungcao.kernel.files.storage import StoreFailed
from vungcao.kernel.vault.services import KeyDestroyed
from vungcao.systems.onestop.models import Dossier, Paper
from vungcao.systems.onestop.services.engine import lock, reaching

INSPECTED = "onestop.inspected"
PDF, SIGNED = "application/pdf", b"/ByteRange"
VERDICTS = {
    inspection.INTACT: "còn nguyên từ khi ký",
    inspection.BROKEN: "chữ ký không còn đúng: văn bản đã bị sửa hoặc hỏng",
    inspection.CHANGED_LATER: "có thay đổi sau khi ký",
    inspection.UNREADABLE: "không đọc được chữ ký",
    inspection.TOO_LONG: "kiểm tra quá lâu nên đã dừng",
}


@transaction.atomic
def inspect_papers(*, dossier: Dossier, now: datetime, by: User) -> int:
    """Look at the signed files of a dossier that nobody has looked at; how many there were.

    Each verdict is an event, with the file's SHA-256 and, sealed, who signed. Done again it finds
    nothing to do.
    """
    found = list(_looked_at(dossier, now))
    for paper, digest, seen in found:
        row = lock(dossier)
        case = row.case
        cases.note(
            case=case,
            action=INSPECTED,
            words=_words(paper, seen),
            details={"paper": paper.pk, "verdict": seen.verdict, "file_sha256": digest},
            now=max(now, case.last_event_at),
            by=reaching(by, case.scope),
            is_after_end=case.state in (CLOSED, MERGED),
        )
    if found:
        audit.record(by=by, action="onestop.papers_inspected", subject=dossier, papers=len(found))
    return len(found)


def _looked_at(dossier: Dossier, now: datetime) -> Iterator[tuple[Paper, str, Inspection]]:
    bodies = CaseEvent.objects.filter(case=dossier.case_id, action=INSPECTED).order_by("seq")
    before = {json.loads(one.body)["paper"] for one in bodies}
    rows = Paper.objects.filter(dossier=dossier, file__media_type=PDF, removed_at=None)
    for paper in rows.exclude(pk__in=before).select_related("file__blob__key").order_by("pk"):
        assert paper.file is not None
        try:
            content = stored.content(paper.file)
        except (KeyDestroyed, StoreFailed):
            continue
        if SIGNED in content:
            seen = verification.verify(content, now).inspection
            yield paper, hashlib.sha256(content).hexdigest(), seen


def _words(paper: Paper, seen: Inspection) -> str:
    """The verdict as an officer reads it; whom nobody known vouches for is said."""
    signers = [
        one.signer if one.is_trusted else f"{one.signer} (chưa rõ ai bảo đảm)"
        for one in seen.signatures
    ]
    who = f" Người ký: {', '.join(signers)}." if signers else ""
    return f"{paper.code}: {VERDICTS.get(seen.verdict, seen.verdict)}.{who}"
