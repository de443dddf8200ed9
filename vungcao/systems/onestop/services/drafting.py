"""What a citizen fills in before submitting: kept at every step, opened again by code and secret.

A draft keeps words as they were typed, right or wrong, sealed with a key of its own; its files lie
at the place that it concerns. Submitting empties it, thirty days without a word remove it.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.files import services as files
from vungcao.kernel.files.models import StoredFile
from vungcao.kernel.units.models import Unit
from vungcao.kernel.vault import services as vault
from vungcao.kernel.vault.codes import LETTERS
from vungcao.systems.onestop.models import Dossier, OnlineDraft, ProcedureVersion
from vungcao.systems.onestop.services import sealing
from vungcao.systems.onestop.services.storing import PAPER
from vungcao.systems.onestop.services.submitting import (
    SECRET,
    SECRET_LENGTH,
    NewDossier,
    NewPaper,
    Submitted,
    submit,
)
from vungcao.systems.onestop.services.supplementing import supply

LIFE = timedelta(days=30)
LONGEST = 200_000  # letters of a whole draft
Words = Mapping[str, Any]


@dataclass(frozen=True)
class Begun:
    """A new draft and the secret that opens it beside its code; the secret is told once."""

    draft: OnlineDraft
    secret: str


@transaction.atomic
def begin(
    *,
    version: ProcedureVersion,
    place: Unit,
    words: Words,
    account: User | None,
    now: datetime,
    by: User,
) -> Begun:
    """Begin a draft of a procedure for a place; `account` opens it without the secret."""
    secret = "".join(secrets.choice(LETTERS) for _place in range(SECRET_LENGTH)).upper()
    key = vault.make_key(by=by)
    made = OnlineDraft.objects.create(
        secret=vault.fingerprint(secret, purpose=SECRET),
        version=version,
        account=account,
        unit=place,
        scope=place.scope,
        key=key,
        answers=sealing.seal_json(_checked({"who": words}), key, OnlineDraft, "answers"),
        saved_at=now,
    )
    audit.record(by=by, action="onestop.draft_begun", subject=made)
    return Begun(made, secret)


def opened(draft: OnlineDraft) -> dict[str, Any]:
    """The words of a draft by step, for whoever fills it in."""
    return dict(sealing.open_json([draft.answers])[0])


@transaction.atomic
def note_return(*, draft: OnlineDraft, by: User) -> None:
    """Somebody came back to a draft with its secret."""
    audit.record(by=by, action="onestop.draft_opened", subject=draft)


@transaction.atomic
def keep(*, draft: OnlineDraft, step: str, words: Words, now: datetime, by: User) -> OnlineDraft:
    """Keep the words of one step as they were typed. Raises `RuleBroken` for too many of them."""
    locked = _lock(draft)
    said = {**opened(locked), step: dict(words)}
    locked.answers = sealing.seal_json(_checked(said), locked.key, OnlineDraft, "answers")
    locked.saved_at = now
    locked.save(update_fields=["answers", "saved_at"])
    audit.record(by=by, action="onestop.draft_kept", subject=locked, step=step)
    return locked


@transaction.atomic
def attach(
    *, draft: OnlineDraft, paper: str, content: bytes, name: str, now: datetime, by: User
) -> OnlineDraft:
    """Put a file to a paper of the list, instead of the one before.

    Raises `RuleBroken` with what is wrong with the content.
    """
    locked = _lock(draft)
    file = files.store(content=content, name=name, kind=PAPER, unit=locked.unit, by=by)
    _remove(locked, paper, now, by)
    locked.files[paper] = file.code
    locked.saved_at = now
    locked.save(update_fields=["files", "saved_at"])
    audit.record(by=by, action="onestop.draft_file_added", subject=locked, paper=paper)
    return locked


@transaction.atomic
def detach(*, draft: OnlineDraft, paper: str, now: datetime, by: User) -> OnlineDraft:
    """Take a file away again."""
    locked = _lock(draft)
    _remove(locked, paper, now, by)
    locked.save(update_fields=["files"])
    audit.record(by=by, action="onestop.draft_file_removed", subject=locked, paper=paper)
    return locked


@transaction.atomic
def submit_draft(*, draft: OnlineDraft, new: NewDossier, now: datetime, by: User) -> Submitted:
    """Make a dossier of a draft, once; the draft is empty afterwards.

    Raises `BadAnswers` and `RuleBroken` as `submit` does.
    """
    locked = _lock(draft)
    made = submit(new=new, now=now, by=by)
    locked.dossier, locked.answers, locked.files = made.dossier, None, {}
    locked.save(update_fields=["dossier", "answers", "files"])
    return made


@transaction.atomic
def drop(*, draft: OnlineDraft, now: datetime, by: User) -> None:
    """Forget a draft and its files; one that was submitted keeps its dossier."""
    locked = (
        OnlineDraft.objects.select_for_update(of=("self",)).select_related("key").get(pk=draft.pk)
    )
    for paper in list(locked.files):
        _remove(locked, paper, now, by)
    key, pk = locked.key, locked.pk
    locked.delete()
    vault.destroy_key(key=key, now=now, by=by)
    audit.record(by=by, action="onestop.draft_dropped", subject=f"onestop.OnlineDraft:{pk}")


@transaction.atomic
def expire(*, now: datetime, by: User) -> int:
    """Drop what nobody has touched for thirty days. Returns how many."""
    old = OnlineDraft.objects.filter(saved_at__lt=now - LIFE).order_by("pk")
    found = list(old)
    for draft in found:
        drop(draft=draft, now=now, by=by)
    return len(found)


@transaction.atomic
def bring(
    *,
    dossier: Dossier,
    action: str,
    sent: Mapping[str, tuple[bytes, str]],
    words: str,
    now: datetime,
    by: User,
    seen: int | None = None,
) -> Dossier:
    """Answer a supplement request with files (content and name by paper) and words, or not at all.

    Raises `RuleBroken` as `supply` does, and with what is wrong with a file.
    """
    papers = [
        NewPaper(
            paper,
            files.store(content=content, name=name, kind=PAPER, unit=dossier.unit, by=by),
        )
        for paper, (content, name) in sent.items()
    ]
    return supply(
        dossier=dossier, action=action, papers=papers, words=words, now=now, by=by, seen=seen
    )


def papers_of(draft: OnlineDraft) -> list[NewPaper]:
    """The files of a draft as papers of a dossier."""
    held = StoredFile.objects.present().filter(code__in=draft.files.values())
    by_code = {file.code: file for file in held}
    return [
        NewPaper(paper, by_code[code])
        for paper, code in sorted(draft.files.items())
        if code in by_code
    ]


def _lock(draft: OnlineDraft) -> OnlineDraft:
    """Raises `RuleBroken` for a draft that was submitted or dropped meanwhile."""
    rows = OnlineDraft.objects.select_for_update(of=("self",)).select_related("key", "unit")
    locked = rows.filter(pk=draft.pk).first()
    if locked is None or locked.dossier_id is not None:
        raise RuleBroken("Hồ sơ này đã nộp hoặc bản nháp đã bỏ: mở trang theo dõi để xem.")
    return locked


def _remove(draft: OnlineDraft, paper: str, now: datetime, by: User) -> None:
    code = draft.files.pop(paper, None)
    for file in StoredFile.objects.present().filter(code=code or ""):
        files.remove(file=file, reason=StoredFile.Removal.REPLACED, now=now, by=by)


def _checked(words: Words) -> Words:
    if len(json.dumps(words)) > LONGEST:
        raise RuleBroken("Nội dung dài quá: rút gọn rồi lưu lại.")
    return words
