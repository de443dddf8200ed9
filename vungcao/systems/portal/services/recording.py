"""Recordings on their way: uploaded, written anew, listened to, published, withdrawn; speakers."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from django.db import transaction
from wagtail.models import Page

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.files import queries as files
from vungcao.kernel.files import services as keeping
from vungcao.kernel.files import sounds
from vungcao.kernel.files.models import StoredFile
from vungcao.kernel.jobs import services as jobs
from vungcao.kernel.units.models import Unit
from vungcao.systems.portal.models import (
    AudioEdition,
    AudioState,
    Language,
    Making,
    Speaker,
    Voice,
)
from vungcao.systems.portal.queries.doors import standing_in
from vungcao.systems.portal.rules import audio as rules

MAKE = "portal.audio_make"  # of jobs
CONSENT_WITHDRAWN = "Người đọc rút lại sự đồng ý."


@dataclass(frozen=True)
class Consent:
    """Who reads, and what they have agreed to on which day."""

    name: str
    voice: str
    consented_on: date | None
    consent: str


@dataclass(frozen=True)
class Upload:
    """A recording before it is one."""

    page: Page
    language: Language
    speaker: Speaker
    content: bytes | BinaryIO
    name: str
    unit: Unit
    words: str = ""
    words_in: str = "vi"


@transaction.atomic
def add_speaker(*, said: Consent, today: date, is_synthetic: bool = False, by: User) -> Speaker:
    """Somebody who lends their voice. Raises `RuleBroken` for a consent of a day to come."""
    if said.consented_on is not None and said.consented_on > today:
        raise RuleBroken(rules.CONSENT_LATER)
    if said.voice == Voice.TONE and not is_synthetic:
        raise RuleBroken(rules.TONE_IS_A_SAMPLE)
    made = Speaker.objects.create(**vars(said), is_synthetic=is_synthetic)
    audit.record(by=by, action="portal.speaker_added", subject=made)
    return made


@transaction.atomic
def withdraw_consent(*, speaker: Speaker, today: date, now: datetime, by: User) -> int:
    """Nothing of the speaker is heard or kept from now on; how many recordings went."""
    locked = Speaker.objects.select_for_update().get(pk=speaker.pk)
    if locked.withdrawn_on is not None:
        raise RuleBroken(rules.CONSENT_OVER)
    locked.withdrawn_on = today
    locked.save(update_fields=["withdrawn_on"])
    theirs = AudioEdition.objects.filter(speaker=locked).exclude(state=AudioState.WITHDRAWN)
    gone = list(theirs.order_by("pk"))
    for edition in gone:
        withdraw(edition=edition, reason=CONSENT_WITHDRAWN, now=now, by=by)
    audit.record(by=by, action="portal.consent_withdrawn", subject=locked, recordings=len(gone))
    return len(gone)


@transaction.atomic
def upload(*, given: Upload, now: datetime, by: User, in_background: bool = True) -> AudioEdition:
    """Keep a recording of a page and let it be written anew.

    Raises `RuleBroken` for a voice that must not read the language and for what is no recording.
    """
    speaker = Speaker.objects.select_for_update().get(pk=given.speaker.pk)
    if speaker.withdrawn_on is not None:
        raise RuleBroken(rules.CONSENT_OVER)
    rules.check_voice(
        voice=speaker.voice,
        language=given.language.code,
        is_spoken=given.language.is_spoken,
        is_sample=speaker.is_synthetic,
    )
    stored = keeping.store(
        content=given.content, name=given.name, kind=rules.KIND, unit=given.unit, by=by
    )
    assert stored.blob is not None
    edition = AudioEdition.objects.create(
        page_id=given.page.pk,
        title=given.page.title,
        language=given.language,
        speaker=speaker,
        unit=given.unit,
        original=stored.code,
        media_type=stored.media_type,
        size=stored.blob.size,
        words=given.words,
        words_in=given.words_in,
        uploaded_by=by,
        uploaded_at=now,
    )
    audit.record(by=by, action="portal.audio_uploaded", subject=edition, page=given.page.pk)
    if in_background:
        jobs.start(kind=MAKE, arguments={"edition": edition.pk}, by=by, unit=given.unit)
    return edition


@transaction.atomic
def make(*, edition: AudioEdition, by: User) -> AudioEdition:
    """Write a recording anew as Opus and MP3; what cannot be decoded here stays as it came."""
    row = _locked(edition)
    if row.making != Making.WAITING or row.state == AudioState.WITHDRAWN:
        return row
    with standing_in(row.unit, by):
        present = StoredFile.objects.present().select_related("blob__key")
        original = files.content(present.get(code=row.original))
        try:
            made = sounds.written_anew(original)
        except sounds.Unreadable:
            row.making = Making.KEPT
        else:
            row.making, row.seconds = Making.MADE, made.seconds
            row.opus, row.opus_size = _stored(row, made.opus, "opus", by), len(made.opus)
            row.mp3, row.mp3_size = _stored(row, made.mp3, "mp3", by), len(made.mp3)
    row.save()
    audit.record(by=by, action="portal.audio_made", subject=row, making=row.making)
    return row


@transaction.atomic
def check(*, edition: AudioEdition, now: datetime, by: User) -> AudioEdition:
    """Somebody else than who uploaded it has listened to all of it."""
    row = _locked(edition)
    row.state = rules.follows(rules.CHECK, row.state)
    if row.uploaded_by_id == by.pk:
        raise RuleBroken(rules.OWN_UPLOAD)
    row.reviewed_by, row.reviewed_at = by, now
    row.save(update_fields=["state", "reviewed_by", "reviewed_at"])
    audit.record(by=by, action="portal.audio_checked", subject=row)
    return row


@transaction.atomic
def publish(*, edition: AudioEdition, now: datetime, by: User) -> AudioEdition:
    """Let everybody hear a recording of a page that everybody may read."""
    row = _locked(edition)
    row.state = rules.follows(rules.PUBLISH, row.state)
    if not Page.objects.live().public().filter(pk=row.page_id).exists():
        raise RuleBroken(rules.NOT_ALOUD)
    row.published_at = now
    row.save(update_fields=["state", "published_at"])
    audit.record(by=by, action="portal.audio_published", subject=row)
    return row


@transaction.atomic
def withdraw(*, edition: AudioEdition, reason: str, now: datetime, by: User) -> AudioEdition:
    """Take a recording down for good: its files are removed, the row says when and why."""
    row = _locked(edition)
    row.state = rules.follows(rules.WITHDRAW, row.state)
    codes = [code for code in (row.original, row.opus, row.mp3) if code]
    with standing_in(row.unit, by):
        for file in StoredFile.objects.present().filter(code__in=codes).order_by("pk"):
            keeping.remove(file=file, reason=StoredFile.Removal.WITHDRAWN, now=now, by=by)
    row.original = row.opus = row.mp3 = ""
    row.withdrawn_at, row.reason = now, reason
    row.save()
    audit.record(by=by, action="portal.audio_withdrawn", subject=row)
    return row


def _locked(edition: AudioEdition) -> AudioEdition:
    rows = AudioEdition.objects.select_for_update(of=("self",)).select_related("unit", "page")
    return rows.get(pk=edition.pk)


def _stored(row: AudioEdition, content: bytes, ending: str, by: User) -> str:
    name = f"{row.language.code}-{row.code}.{ending}"
    made = keeping.store(content=content, name=name, kind=rules.KIND, unit=row.unit, by=by)
    return str(made.code)
