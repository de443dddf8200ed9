"""Storing, holding and removing files."""

from datetime import date, datetime, timedelta
from itertools import islice
from typing import BinaryIO

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.files import contents, queries, rules
from vungcao.kernel.files.models import Blob, ScanState, StoredFile
from vungcao.kernel.files.storage import StoreFailed
from vungcao.kernel.files.storage import store as the_store
from vungcao.kernel.norms.services import parameters
from vungcao.kernel.offers import outbox
from vungcao.kernel.offers.files import FileKind, file_kinds
from vungcao.kernel.people.models import Person
from vungcao.kernel.units.models import Unit
from vungcao.kernel.vault import services as vault
from vungcao.kernel.vault.fields import SealedField
from vungcao.kernel.vault.models import DataKey

Removal = StoredFile.Removal
SWEPT_AFTER = timedelta(days=1)  # longer than any transaction that has written and not committed
BATCH = 2000
NOTICE = timedelta(days=30)  # between the day a file is listed as due and its removal


@transaction.atomic
def store(
    *,
    content: bytes | BinaryIO,
    name: str,
    kind: str,
    unit: Unit,
    by: User,
    person: Person | None = None,
    expires_on: date | None = None,
) -> StoredFile:
    """Check a content by itself, put it into the store and give it a name and a place.

    A file about a person is sealed with that person's key, so that erasing the person erases it;
    another one of a personal kind with a key of its own. Raises `RuleBroken` with everything that
    is wrong with the content, `StoreFailed` when the store does not take it.
    """
    offered = file_kinds.get(kind)
    if person is not None and not offered.is_personal:
        raise ValueError(f"{kind} is no personal kind.")
    checked = contents.check(_all(content, offered), name, offered)
    key = _key(offered, person, by)
    blob = _put(checked.content, key)
    called = rules.name_of_type(rules.plain_name(name), checked.media_type)
    file = StoredFile(
        kind=kind,
        media_type=checked.media_type,
        blob=blob,
        unit=unit,
        scope=unit.scope,
        account=by,
        person=person,
        is_personal=offered.is_personal,
        expires_on=expires_on,
    )
    if key is None:
        file.name = called
    else:
        file.sealed_name = vault.seal(called, key=key, field=_sealed_name())
    file.save(force_insert=True)
    audit.record(by=by, action="files.stored", subject=file, kind=kind, unit=unit.pk)
    _announce("files.stored", file)
    return file


@transaction.atomic
def remove(*, file: StoredFile, reason: Removal, now: datetime, by: AbstractBaseUser) -> None:
    """Take away a file's content and name; the row stays and says when and why.

    The key of its own is destroyed at once; a content that nobody uses any more leaves the store
    with the next sweep. Raises `RuleBroken` for a file that is held back.
    """
    locked = (
        StoredFile.objects.select_for_update(of=("self",))
        .select_related("blob__key")
        .get(pk=file.pk)
    )
    if locked.removed_at is not None:
        return
    if locked.hold_reason:
        raise RuleBroken("Tệp đang được giữ lại: bỏ giữ trước khi xoá.")
    blob = locked.blob
    locked.blob, locked.name, locked.sealed_name = None, "", None
    locked.removed_at, locked.removal, locked.due_since = now, reason, None
    locked.save(update_fields=["blob", "name", "sealed_name", "removed_at", "removal", "due_since"])
    if blob is not None and blob.key is not None:  # sealed, so nobody else's
        _drop(blob, blob.key, is_own=locked.person_id is None, now=now, by=by)
    audit.record(by=by, action="files.removed", subject=locked, reason=reason)
    _announce("files.removed", locked)


@transaction.atomic
def hold(*, file: StoredFile, reason: str, by: AbstractBaseUser) -> None:
    """Keep a file although its time is over, until somebody releases it."""
    if not reason.strip():
        raise RuleBroken("Ghi lý do giữ lại.")
    file.hold_reason, file.due_since = reason.strip()[:200], None
    file.save(update_fields=["hold_reason", "due_since"])
    audit.record(by=by, action="files.held", subject=file)


@transaction.atomic
def release(*, file: StoredFile, by: AbstractBaseUser) -> None:
    """Let a file that was held back go its way again."""
    file.hold_reason = ""
    file.save(update_fields=["hold_reason"])
    audit.record(by=by, action="files.released", subject=file)


@transaction.atomic
def note_download(*, file: StoredFile, by: AbstractBaseUser) -> None:
    """Who had which personal file, and for what it is kept."""
    if file.is_personal:
        about = {} if file.person_id is None else {"person": file.person_id}
        audit.record(by=by, action="files.downloaded", subject=file, purpose=file.kind, **about)


@transaction.atomic
def record_verdict(*, blob: Blob, threat: str, now: datetime, by: AbstractBaseUser) -> None:
    """What the antivirus said: a threat's name puts every file of the content in quarantine."""
    blob.scan = ScanState.INFECTED if threat else ScanState.CLEAN
    blob.threat, blob.scanned_at = threat[:120], now
    blob.save(update_fields=["scan", "threat", "scanned_at"])
    if threat:
        audit.record(by=by, action="files.quarantined", subject=blob, threat=blob.threat)
        for file in StoredFile.objects.filter(blob=blob).order_by("pk"):
            _announce("files.quarantined", file)


@transaction.atomic
def expire(*, day: date, now: datetime, by: AbstractBaseUser) -> tuple[int, int]:
    """Mark what is due, and remove what was listed as due long enough for somebody to hold it.

    Files of an erased person go at once. Returns how many were marked and how many removed.
    """
    due = queries.due(day)
    StoredFile.objects.exclude(due_since=None).exclude(pk__in=due.values("pk")).update(
        due_since=None
    )
    for file in queries.erased():
        remove(file=file, reason=Removal.ERASED, now=now, by=by)
    over = list(due.filter(due_since__lte=day - NOTICE))
    for file in over:
        remove(file=file, reason=Removal.RETENTION, now=now, by=by)
    marked = due.filter(due_since=None).order_by().update(due_since=day)
    if marked or over:
        audit.record(by=by, action="files.expired", subject="files", due=marked, removed=len(over))
    return marked, len(over)


@transaction.atomic
def declare_periods(*, by: AbstractBaseUser) -> None:
    """Let administration set how long each kind stays: a norm without a value for each."""
    for _code, kind in sorted(file_kinds.items()):
        if kind.retention:
            parameters.declare(
                code=kind.retention,
                name=f"Thời hạn lưu: {kind.label}",
                value_type="integer",
                unit_of_measure="tháng",
                by=by,
            )


@transaction.atomic
def sweep(*, now: datetime, by: AbstractBaseUser) -> int:
    """Delete from the store what no file stands for: traces of crashes and of removed files.

    Everything younger than a day stays: its row may not be committed yet.
    """
    before = now - SWEPT_AFTER
    unused = queries.unused().filter(made_at__lt=before)
    for blob in unused.select_for_update(of=("self",), skip_locked=True):
        blob.delete()
    here = the_store()
    here.sweep_parts(before)
    gone = 0
    old = (sha256 for sha256, written in here.hashes() if written < before)
    while batch := list(islice(old, BATCH)):
        known = set(Blob.objects.filter(sha256__in=batch).values_list("sha256", flat=True))
        for sha256 in set(batch) - known:
            here.delete(sha256)
            gone += 1
    if gone:
        audit.record(by=by, action="files.swept", subject="files", contents=gone)
    return gone


def _all(content: bytes | BinaryIO, kind: FileKind) -> bytes:
    """One byte more than is allowed is enough to know that it is too much."""
    return content if isinstance(content, bytes) else content.read(kind.largest + 1)


def _key(kind: FileKind, person: Person | None, by: AbstractBaseUser) -> DataKey | None:
    if person is not None:
        return person.key
    return vault.make_key(by=by) if kind.is_personal else None


def _put(content: bytes, key: DataKey | None) -> Blob:
    """The content first, its row after: a crash in between leaves what the next sweep takes."""
    kept = content
    if key is not None:
        kept = vault.seal_content(content, key=key, label=queries.CONTENT)
    sha256 = the_store().write(kept)
    # Locked until the file has its row: the sweep passes it over.
    blob, _made = Blob.objects.select_for_update(of=("self",), no_key=True).get_or_create(
        sha256=sha256,
        defaults={"size": len(content), "key": key, "scan": queries.scan_at_first()},
    )
    return blob


def _drop(blob: Blob, key: DataKey, *, is_own: bool, now: datetime, by: AbstractBaseUser) -> None:
    blob.delete()
    if is_own:
        vault.destroy_key(key=key, now=now, by=by)
    transaction.on_commit(lambda: _forget(blob.sha256))


def _forget(sha256: str) -> None:
    """A sealed content is nobody else's; when the store is silent the sweep takes it later."""
    try:
        the_store().delete(sha256)
    except StoreFailed:
        return


def _announce(topic: str, file: StoredFile) -> None:
    details: dict[str, outbox.Value] = {"kind": file.kind}
    subject = f"{file._meta.label}:{file.pk}"
    outbox.put(outbox.Announcement(topic, subject, scope=file.scope, details=details))


def _sealed_name() -> SealedField:
    field = StoredFile._meta.get_field("sealed_name")
    assert isinstance(field, SealedField)
    return field
