"""Keeping the papers: every version that was ever numbered or signed."""

import hashlib

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.documents.models import Document, DocumentVersion, Stage
from vungcao.kernel.files.services import store
from vungcao.kernel.people.models import Person

PAPER = "documents.paper"


def person(document: Document) -> Person | None:
    """Whom the document is about, when it was written with a person's key."""
    return Person.objects.filter(key=document.key_id).order_by("pk").first()


@transaction.atomic
def keep_version(*, document: Document, stage: Stage, content: bytes, by: User) -> DocumentVersion:
    """Keep one more version of the paper; those before it stay as they are.

    The paper about a person is sealed with that person's key, like the text.
    """
    name = f"{document.number.replace('/', '-') or document.code}.pdf"
    whose = person(document)
    file = store(content=content, name=name, kind=PAPER, unit=document.unit, by=by, person=whose)
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
