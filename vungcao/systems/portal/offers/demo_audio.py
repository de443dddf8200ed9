"""Recordings of the demo: a machine's voice where there is one, else tones; both say what they are.

Nobody's voice is imitated, and no machine reads a language of a people: there a few tones stand.
"""

import io
import math
import shutil
import struct
import subprocess
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.contrib.auth.base_user import AbstractBaseUser

from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.offers.upkeep import Demo, demos
from vungcao.kernel.units.models import Kind, Unit
from vungcao.systems.portal.models import Article, AudioEdition, Language, Speaker, Voice
from vungcao.systems.portal.queries.doors import standing_in
from vungcao.systems.portal.rules.audio import MACHINE_READS
from vungcao.systems.portal.services import recording
from vungcao.systems.portal.services.recording import Consent, Upload

RATE, BEAT, LOUD = 16_000, 0.4, 9_000
NOTES = (262, 294, 330, 392, 440)  # five tones, in hertz
SAID = "Bản đọc mẫu của trang trình diễn: âm mẫu, không phải tiếng nói của ai."
CONSENT = "Giọng giả lập của bản trình diễn, không phải của người nào."
SPEAKS = "espeak-ng"


@dataclass(frozen=True)
class Sample:
    """A recording of the demo: of which article, in which language, and how far it has come."""

    article: int
    language: str
    tune: Sequence[int]
    is_checked: bool = True
    is_published: bool = True


SAMPLES = (
    Sample(0, "vi", (0, 2, 4, 2, 0, 1, 2, 0)),
    Sample(0, "tyz", (4, 3, 2, 4, 3, 2, 1, 0, 2, 4)),
    Sample(1, "nut", (2, 2, 3, 4, 4, 3, 2, 1, 0, 0, 2, 1)),
    Sample(2, "ium", (0, 1, 2, 3, 4, 3, 2, 1)),
    Sample(3, "mlc", (4, 4, 2, 0, 0, 2), is_published=False),
    Sample(4, "tyz", (1, 3, 1, 3, 0), is_checked=False, is_published=False),
)


def build(by: AbstractBaseUser, today: date) -> None:
    """Nothing where recordings stand already, or nothing to read."""
    assert isinstance(by, User)
    articles = list(Article.objects.live().order_by("-first_published_at", "-pk")[:5])
    known = {one.code: one for one in Language.objects.order_by("pk")}
    if AudioEdition.objects.exists() or len(articles) < len({one.article for one in SAMPLES}):
        return
    now = datetime.combine(today, time(8), ZONE) - timedelta(days=1)
    unit = _unit()
    for nth, sample in enumerate(SAMPLES):
        content, voice = sound(articles[sample.article].title, sample)
        upload = Upload(
            page=articles[sample.article],
            language=known[sample.language],
            speaker=_speaker(voice, today, by),
            content=content,
            name=f"mau-{nth}.wav",
            unit=unit,
            words="" if voice == Voice.MACHINE else SAID,
        )
        bring(upload, sample, now + timedelta(minutes=nth), by)


def bring(upload: Upload, sample: Sample, now: datetime, by: User) -> AudioEdition:
    """Through the same steps as any recording, by two different accounts."""
    with standing_in(upload.unit, by):
        given = recording.upload(given=upload, now=now, by=by, in_background=False)
        edition = recording.make(edition=given, by=by)
    if sample.is_checked:
        recording.check(edition=edition, now=now, by=_listener())
    if sample.is_published:
        recording.publish(edition=edition, now=now, by=_listener())
    return edition


def sound(text: str, sample: Sample) -> tuple[bytes, Voice]:
    """A machine's reading of a text in Vietnamese or English; tones where no program reads it."""
    program = shutil.which(SPEAKS)
    if program is not None and sample.language in MACHINE_READS:
        command = [program, "-v", sample.language, "-s", "140", "--stdout", text]
        try:
            said = subprocess.run(command, check=True, capture_output=True, timeout=10)
            return said.stdout, Voice.MACHINE
        except (OSError, subprocess.SubprocessError):
            pass  # the tones say as much
    return tones(sample.tune), Voice.TONE


def tones(tune: Sequence[int]) -> bytes:
    """A few soft tones as a WAV file; always the same for the same tune."""
    count = int(RATE * BEAT)
    samples = [
        LOUD * math.sin(math.pi * n / count) * math.sin(2 * math.pi * NOTES[tone] * n / RATE)
        for tone in tune
        for n in range(count)
    ]
    target = io.BytesIO()
    with wave.open(target, "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(2)
        made.setframerate(RATE)
        made.writeframes(struct.pack(f"<{len(samples)}h", *map(int, samples)))
    return target.getvalue()


def _speaker(voice: Voice, today: date, by: User) -> Speaker:
    found = Speaker.objects.filter(voice=voice, is_synthetic=True).order_by("pk").first()
    if found is not None:
        return found
    name = "Giọng máy mẫu" if voice == Voice.MACHINE else "Trang trình diễn"
    said = Consent(name=name, voice=voice, consented_on=today, consent=CONSENT)
    return recording.add_speaker(said=said, today=today, is_synthetic=True, by=by)


def _unit() -> Unit:
    """Where the portal's editors of the demo work; without any, the whole country."""
    grant = Grant.objects.filter(role=Role.EDITOR).select_related("unit").order_by("pk").first()
    return grant.unit if grant else Unit.objects.filter(kind=Kind.NATION).order_by("pk")[0]


def _listener() -> User:
    """The publisher of the demo; without one, an account that is not the uploader's."""
    grant = Grant.objects.filter(role=Role.PUBLISHER).select_related("user").order_by("pk").first()
    return grant.user if grant else system_account("portal-listener")


demos.register("portal.recordings", Demo(order=86, build=build))
