"""Keeping the papers: every version that was ever numbered or signed."""

import hashlib

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.audit import services as audit
from vungcao.kernel.documents.models import Document, DocumentVersion, Stage


@transaction.atomic
def keep_version(
    *, document: Document, stage: Stage, content: bytes, by: AbstractBaseUser
) -> DocumentVersion:
    """Keep one more version of the paper; those before it stay as they are."""
    made = DocumentVersion.objects.create(
        document=document,
        position=document.versions.count() + 1,
        stage=stage,
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
    )
    audit.record(
        by=by, action="documents.version_kept", subject=document, stage=stage, sha256=made.sha256
    )
    return made
