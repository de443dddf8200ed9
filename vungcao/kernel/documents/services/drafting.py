"""Writing a document before it has a number."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.models import Citation
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.documents import rules
from vungcao.kernel.documents.models import Document, DocumentBasis, DocumentState
from vungcao.kernel.offers.publications import document_templates
from vungcao.kernel.organisations.models import Organisation
from vungcao.runtime.env import environment


@dataclass(frozen=True)
class Text:
    """What is written: `values` by the fields of the template, and who will sign."""

    subject: str
    values: Mapping[str, Any]
    signer_post: str
    signer_name: str
    is_subject_public: bool = False
    bases: tuple[Citation, ...] = ()


@transaction.atomic
def draft(
    *, issuer: Organisation, issuer_name: str, template: str, text: Text, by: User
) -> Document:
    """Begin a document in the name of an organisation. `issuer_name` is printed as given."""
    form = document_templates.get(template)
    made = Document.objects.create(
        kind=form.kind,
        template=template,
        values=dict(text.values),
        subject=text.subject,
        is_subject_public=text.is_subject_public,
        issuer=issuer,
        issuer_name=issuer_name,
        unit=issuer.unit,
        scope=issuer.scope,
        signer_post=text.signer_post,
        signer_name=text.signer_name,
        code="".join(secrets.choice(rules.CODE_LETTERS) for _nth in range(10)),
        is_sample=environment().is_demo,
        written_by=by,
    )
    _lay(made, text.bases)
    audit.record(by=by, action="documents.drafted", subject=made, kind=form.kind)
    return made


@transaction.atomic
def revise(*, document: Document, text: Text, by: AbstractBaseUser) -> None:
    """Write a draft anew. Raises `RuleBroken` once it has a number."""
    locked = _draft(document)
    locked.subject, locked.values = text.subject, dict(text.values)
    locked.is_subject_public = text.is_subject_public
    locked.signer_post, locked.signer_name = text.signer_post, text.signer_name
    locked.save()
    locked.bases.all().delete()
    _lay(locked, text.bases)
    audit.record(by=by, action="documents.revised", subject=locked)


@transaction.atomic
def discard(*, document: Document, by: AbstractBaseUser) -> None:
    """Throw away a draft that never had a number."""
    locked = _draft(document)
    if locked.versions.exists():
        raise RuleBroken("Văn bản từng được cấp số: hồ sơ phải giữ lại, không bỏ được.")
    audit.record(by=by, action="documents.discarded", subject=locked)
    locked.bases.all().delete()
    locked.delete()


def _draft(document: Document) -> Document:
    locked = Document.objects.select_for_update().get(pk=document.pk)
    if locked.state != DocumentState.DRAFT:
        raise RuleBroken("Văn bản đã cấp số, không sửa hay bỏ được nữa.")
    return locked


def _lay(document: Document, bases: tuple[Citation, ...]) -> None:
    DocumentBasis.objects.bulk_create(
        DocumentBasis(document=document, citation=citation, position=position)
        for position, citation in enumerate(bases, start=1)
    )
