"""Signing, which issues; what the public may know; revoking and replacing."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.documents import certificates, printing, queries, rules, signing
from vungcao.kernel.documents.models import (
    Document,
    DocumentRelation,
    DocumentState,
    DocumentVersion,
    PublishedPaper,
    RelationKind,
    SigningKey,
    Stage,
)
from vungcao.kernel.documents.services.drafting import field
from vungcao.kernel.documents.services.keeping import keep_version
from vungcao.kernel.offers.outbox import Announcement, put
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.vault import services as vault
from vungcao.kernel.vault.fields import Sealed
from vungcao.runtime.env import environment

if TYPE_CHECKING:
    from pyhanko.sign.signers import SimpleSigner

Standing = PublishedPaper.Standing
SHARED, SHARED_HOLDER = "co-quan-mau", "Cơ quan trình diễn (MẪU)"
AFTER: dict[str, Standing] = {
    RelationKind.REPLACES: Standing.REPLACED,
    RelationKind.CANCELS: Standing.CANCELLED,
}


@transaction.atomic
def register_key(
    *,
    organisation: Organisation,
    file: str,
    is_demo: bool,
    by: AbstractBaseUser,
    signer: User | None = None,
) -> SigningKey:
    """Enter a PKCS#12 file of the server as a key of an organisation. Repeated, it is the same.

    Raises `RuleBroken` when the file is missing or its passphrase does not open it.
    """
    try:
        found = certificates.described(*certificates.files(environment(), file, is_demo=is_demo))
    except (LookupError, ValueError) as wrong:
        raise RuleBroken(f"Không mở được tệp khoá ký số “{file}”.") from wrong
    holder, fingerprint, begins, ends = found
    made, is_new = SigningKey.objects.get_or_create(
        organisation=organisation,
        fingerprint=fingerprint,
        defaults={
            "unit": organisation.unit,
            "scope": organisation.scope,
            "file": file,
            "signer": signer,
            "holder": holder,
            "is_demo": is_demo,
            "valid_from": begins.date(),
            "valid_until": ends.date(),
        },
    )
    if is_new:
        audit.record(by=by, action="documents.key_registered", subject=made, is_demo=is_demo)
    return made


@transaction.atomic
def lend_demo_key(*, organisation: Organisation, now: datetime, by: AbstractBaseUser) -> SigningKey:
    """The key that all offices of the demo share, entered for one that has none of its own."""
    certificates.make_demo_key(environment(), SHARED, SHARED_HOLDER, now)
    return register_key(organisation=organisation, file=SHARED, is_demo=True, by=by)


@transaction.atomic
def withdraw_key(*, key: SigningKey, today: date, by: AbstractBaseUser) -> None:
    """Nobody signs with the key from today on; what it signed stays signed."""
    locked = SigningKey.objects.select_for_update(of=("self",)).get(pk=key.pk)
    if locked.valid_until is not None and locked.valid_until <= today:
        raise RuleBroken("Khoá này đã hết hiệu lực.")
    if today <= locked.valid_from:
        raise RuleBroken("Khoá này chưa có hiệu lực, chưa rút được.")
    locked.valid_until = today
    locked.save(update_fields=["valid_until"])
    audit.record(by=by, action="documents.key_withdrawn", subject=locked)


@transaction.atomic
def sign(*, document: Document, key: SigningKey, now: datetime, by: User) -> DocumentVersion:
    """Sign the latest version of the paper; the first signature issues it.

    A further signature is added behind the first: what was signed is never written again.
    """
    locked = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if locked.state not in (DocumentState.NUMBERED, DocumentState.ISSUED):
        raise RuleBroken("Chỉ ký được văn bản đã cấp số và chưa thu hồi.")
    if not locked.is_numbered:
        raise RuleBroken("Văn bản này ký tay trên bản in, không ký số.")
    today = now.astimezone(signing.VIET_NAM).date()
    _check_key(locked, key, today)
    if key.signer_id not in (None, by.pk):
        raise RuleBroken("Khoá này của người khác.")
    latest = queries.versions(locked)[0]
    who = signing.Signatory(key.holder, locked.issuer_name, locked.is_sample)
    spot = printing.printed(locked, locked.issued_on or today).spot
    content = signing.signed(queries.content(latest), _signer(key), who, spot, now)
    made = keep_version(document=locked, stage=Stage.SIGNED, content=content, by=by)
    audit.record(by=by, action="documents.signed", subject=locked, key=key.pk)
    if locked.state == DocumentState.NUMBERED:
        locked.state, locked.signer = DocumentState.ISSUED, by
        locked.valid_from = locked.valid_from or locked.issued_on
        locked.save(update_fields=["state", "signer", "valid_from"])
        _tell("documents.issued", locked)
    _publish(locked, made)
    return made


@transaction.atomic
def issue_by_hand(*, document: Document, issued_on: date, today: date, by: User) -> Document:
    """Issue what bears no number: it is printed, kept and published, and signed on paper.

    Raises `RuleBroken` for a form that takes a number, and for a day to come.
    """
    locked = _begun(document, issued_on, today)
    paper = printing.printed(locked, today).pdf
    made = keep_version(document=locked, stage=Stage.UNSIGNED, content=paper, by=by)
    audit.record(by=by, action="documents.issued_by_hand", subject=locked, issued_on=str(issued_on))
    _publish(locked, made)
    _tell("documents.issued", locked)
    return locked


@transaction.atomic
def issue_signed(*, document: Document, key: SigningKey, now: datetime, by: User) -> Document:
    """Issue what bears no number with the issuer's own key: printed, signed, kept, published.

    Raises `RuleBroken` for a form that takes a number and for a key that may not sign it.
    """
    today = now.astimezone(signing.VIET_NAM).date()
    _check_key(document, key, today)
    if key.signer_id not in (None, by.pk):
        raise RuleBroken("Khoá này của người khác.")
    locked = _begun(document, today, today)
    locked.signer = by
    locked.save(update_fields=["signer"])
    paper = printing.printed(locked, today)
    who = signing.Signatory(key.holder, locked.issuer_name, locked.is_sample)
    content = signing.signed(paper.pdf, _signer(key), who, paper.spot, now)
    made = keep_version(document=locked, stage=Stage.SIGNED, content=content, by=by)
    audit.record(by=by, action="documents.signed", subject=locked, key=key.pk)
    _publish(locked, made)
    _tell("documents.issued", locked)
    return locked


@transaction.atomic
def revoke(*, document: Document, on: date, today: date, reason: str, by: AbstractBaseUser) -> None:
    """Take an issued document back from a day on. Raises `RuleBroken` without a reason."""
    locked = _issued(document)
    if not reason.strip():
        raise RuleBroken("Ghi lý do thu hồi.")
    if locked.issued_on is None or not locked.issued_on <= on <= today:
        raise RuleBroken("Ngày thu hồi phải từ ngày ban hành đến hôm nay.")
    locked.state, locked.revoked_on = DocumentState.REVOKED, on
    locked.reason = _reason(locked, reason.strip())
    locked.save(update_fields=["state", "revoked_on", "reason"])
    PublishedPaper.objects.filter(code=locked.code).update(standing=Standing.REVOKED, since=on)
    audit.record(by=by, action="documents.revoked", subject=locked, revoked_on=str(on))
    _tell("documents.revoked", locked)


@transaction.atomic
def relate(
    *,
    document: Document,
    target: Document,
    kind: RelationKind,
    effective_on: date,
    by: AbstractBaseUser,
) -> DocumentRelation:
    """Say what an issued document does to an earlier one; the public page follows."""
    acting, touched = _issued(document), _issued(target)
    if acting.pk == touched.pk:
        raise RuleBroken("Văn bản không tự thay thế chính mình.")
    if acting.issued_on is None or effective_on < acting.issued_on:
        raise RuleBroken("Ngày thay thế không được trước ngày ban hành của văn bản mới.")
    made, is_new = DocumentRelation.objects.get_or_create(
        document=acting, target=touched, kind=kind, defaults={"effective_on": effective_on}
    )
    if not is_new:
        raise RuleBroken("Quan hệ này đã được ghi.")
    if kind in AFTER:
        PublishedPaper.objects.filter(code=touched.code).update(
            standing=AFTER[kind],
            since=effective_on,
            successor_code=acting.code,
            successor_number=acting.number or rules.in_fours(acting.code),
        )
    audit.record(
        by=by, action="documents.related", subject=touched, kind=kind, by_document=acting.pk
    )
    _tell("documents.related", touched)
    return made


def _begun(document: Document, issued_on: date, today: date) -> Document:
    """A draft without a number, issued from now on; what follows keeps its paper."""
    locked = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if locked.is_numbered:
        raise RuleBroken("Văn bản này phải lấy số của cơ quan rồi ký số.")
    if locked.state != DocumentState.DRAFT:
        raise RuleBroken("Văn bản này đã in để ký.")
    if issued_on > today:
        raise RuleBroken("Ngày ban hành không được sau hôm nay.")
    locked.state, locked.issued_on = DocumentState.ISSUED, issued_on
    locked.valid_from = locked.valid_from or issued_on
    locked.save(update_fields=["state", "issued_on", "valid_from"])
    return locked


def _reason(document: Document, reason: str) -> Sealed | None:
    """Sealed like the rest; a paper whose text was erased is revoked without words."""
    try:
        return vault.seal(reason, key=document.key, field=field("reason"))
    except vault.KeyDestroyed:
        return None


def _issued(document: Document) -> Document:
    locked = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if locked.state != DocumentState.ISSUED:
        raise RuleBroken(f"Văn bản {locked.number or locked.code} không ở trạng thái đã ban hành.")
    return locked


def _check_key(document: Document, key: SigningKey, today: date) -> None:
    is_first = document.state != DocumentState.ISSUED
    if is_first and key.organisation_id != document.issuer_id:
        raise RuleBroken("Chữ ký đầu tiên phải bằng khoá của cơ quan ban hành.")
    if not key.valid_from <= today < (key.valid_until or date.max):
        raise RuleBroken("Chứng thư số của khoá này không còn hiệu lực.")
    if key.is_demo and not environment().is_demo:
        raise RuleBroken("Không ký bằng khoá trình diễn khi vận hành thật.")
    if key.is_demo != document.is_sample:
        raise RuleBroken("Khoá trình diễn chỉ ký văn bản mẫu, và văn bản mẫu chỉ ký bằng khoá ấy.")


def _signer(key: SigningKey) -> "SimpleSigner":
    try:
        return signing.load(*certificates.files(environment(), key.file, is_demo=key.is_demo))
    except (LookupError, ValueError) as wrong:
        raise RuleBroken(f"Không mở được tệp khoá ký số “{key.file}”.") from wrong


def _publish(document: Document, version: DocumentVersion) -> None:
    """The public face: the subject only where it was marked as public."""
    PublishedPaper.objects.update_or_create(
        code=document.code,
        defaults={"sha256": version.sha256},
        create_defaults={
            "kind": document.kind,
            "number": document.number,
            "reference": document.reference,
            "is_by_hand": version.stage == Stage.UNSIGNED,
            "issued_on": document.issued_on,
            "issuer_name": document.issuer_name,
            "subject": queries.words([document])[0].subject if document.is_subject_public else "",
            "valid_from": document.valid_from,
            "valid_until": document.valid_until,
            "standing": Standing.IN_FORCE,
            "sha256": version.sha256,
            "is_sample": document.is_sample,
        },
    )


def _tell(topic: str, document: Document) -> None:
    put(Announcement(topic, f"documents.Document:{document.pk}", document.scope))
