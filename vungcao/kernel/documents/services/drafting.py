"""Writing a document before it has a number."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.models import Citation
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.documents.models import Document, DocumentBasis, DocumentState
from vungcao.kernel.documents.services import keeping
from vungcao.kernel.offers.publications import DocumentTemplate, document_templates
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.units.models import Unit
from vungcao.kernel.vault import services as vault
from vungcao.kernel.vault.codes import new_printed_code
from vungcao.kernel.vault.fields import Sealed, SealedField
from vungcao.kernel.vault.models import DataKey
from vungcao.runtime.env import environment


@dataclass(frozen=True)
class Text:
    """What is written: `values` by the fields of the template, and who will sign.

    A paper about a person is sealed with that person's `key`, which erases its text with them.
    `reference` is the number of the file to which a paper without a number of its own belongs.
    """

    subject: str
    values: Mapping[str, Any]
    signer_post: str
    signer_name: str
    is_subject_public: bool = False
    bases: tuple[Citation, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    key: DataKey | None = None
    reference: str = ""


@transaction.atomic
def draft(
    *,
    issuer: Organisation,
    issuer_name: str,
    template: str,
    text: Text,
    by: User,
    place: Unit | None = None,
) -> Document:
    """Begin a document in the name of an organisation. `issuer_name` is printed as given.

    It lies where the organisation works, or at a narrower `place`, whose readers alone reach it.
    """
    form, lies_in = document_templates.get(template), place or issuer.unit
    _check(form, text, is_personal=text.key is not None)
    key = text.key or vault.make_key(by=by)
    made = Document.objects.create(
        kind=form.kind,
        template=template,
        key=key,
        **_sealed(text, key),
        **_plain(text),
        issuer=issuer,
        issuer_name=issuer_name,
        unit=lies_in,
        scope=lies_in.scope,
        is_numbered=form.is_numbered,
        code=new_printed_code(),
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
    form = document_templates.get(locked.template)
    _check(form, text, is_personal=keeping.person(locked) is not None)
    for name, value in (_sealed(text, locked.key) | _plain(text)).items():
        setattr(locked, name, value)
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


def _check(form: DocumentTemplate, text: Text, *, is_personal: bool) -> None:
    """Raises `RuleBroken` with everything that is wrong with the text."""
    wrong = []
    if text.is_subject_public and (is_personal or not form.may_publish_subject):
        wrong.append("Trích yếu của văn bản này có thể nêu tên người, không công khai được.")
    begins, ends = text.valid_from, text.valid_until
    if ends is not None and begins is None:
        wrong.append("Ghi ngày có hiệu lực trước khi ghi ngày hết hiệu lực.")
    elif ends is not None and begins is not None and ends <= begins:
        wrong.append("Ngày hết hiệu lực phải sau ngày có hiệu lực.")
    if wrong:
        raise RuleBroken(" ".join(wrong))


def _sealed(text: Text, key: DataKey) -> dict[str, Sealed]:
    """The texts as columns. A text about whom was erased is not written anew."""
    values = json.dumps(dict(text.values), ensure_ascii=False)
    given = {"subject": text.subject, "values": values}
    try:
        return {name: vault.seal(said, key=key, field=field(name)) for name, said in given.items()}
    except vault.KeyDestroyed as gone:
        raise RuleBroken("Nội dung văn bản đã xoá theo yêu cầu, không viết lại được.") from gone


def _plain(text: Text) -> dict[str, Any]:
    names = ("is_subject_public", "signer_post", "signer_name", "valid_from", "valid_until")
    return {name: getattr(text, name) for name in (*names, "reference")}


def field(name: str) -> SealedField:
    """The column whose label is part of the seal."""
    found = Document._meta.get_field(name)
    assert isinstance(found, SealedField)
    return found


def _lay(document: Document, bases: tuple[Citation, ...]) -> None:
    DocumentBasis.objects.bulk_create(
        DocumentBasis(document=document, citation=citation, position=position)
        for position, citation in enumerate(bases, start=1)
    )
