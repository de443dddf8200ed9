"""Keeping the papers: every version that was ever numbered or signed."""

import hashlib

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.documents.models import Document, DocumentVersion, Stage
from vungcao.kernel.files.services import store

PAPER = "documents.paper"


@transaction.atomic
def keep_version(*, document: Document, stage: Stage, content: bytes, by: User) -> DocumentVersion:
    """Keep one more version of the paper; those before it stay as they are."""
    name = f"{document.number.replace('/', '-')}.pdf"
    file = store(content=content, name=name, kind=PAPER, unit=document.unit, by=by)
    made = DocumentVersion.objects.create(
        document=document,
        position=document.versions.count() + 1,
        stage=stage,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        file=file,
    )
    audit.record(
        by=by, action="documents.version_kept", subject=document, stage=stage, sha256=made.sha256
    )
    return made
