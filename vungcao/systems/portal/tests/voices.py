"""Recordings to begin a test with: tones of a second, read by invented people."""

from datetime import date, datetime

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.offers.reference import rows
from vungcao.kernel.tests.factories import GrantFactory
from vungcao.kernel.units.models import Unit
from vungcao.systems.portal.models import Article, AudioEdition, Language, Speaker
from vungcao.systems.portal.offers import demo_audio, reference
from vungcao.systems.portal.queries.doors import standing_in
from vungcao.systems.portal.services import recording
from vungcao.systems.portal.services.recording import Consent, Upload
from vungcao.systems.portal.tests.factories import NOON, keeper

TODAY = date(2026, 11, 23)
TONE = demo_audio.tones((0, 2))
CONSENT = "Đọc tin cho cổng thông tin và loa xã."


def languages() -> dict[str, Language]:
    reference.load_languages(rows("portal_languages.csv"), keeper())
    return {one.code: one for one in Language.objects.order_by("pk")}


def reader(name: str = "Người đọc mẫu", voice: str = "person", by: User | None = None) -> Speaker:
    said = Consent(name=name, voice=voice, consented_on=TODAY, consent=CONSENT)
    return recording.add_speaker(
        said=said, today=TODAY, is_synthetic=voice == "tone", by=by or keeper()
    )


def place() -> Unit:
    return GrantFactory.create(role=Role.EDITOR).unit


def uploaded(
    page: Article,
    language: str = "tyz",
    content: bytes = TONE,
    unit: Unit | None = None,
    speaker: Speaker | None = None,
) -> AudioEdition:
    given = Upload(
        page=page,
        language=languages()[language],
        speaker=speaker or reader(),
        content=content,
        name="ban-doc.wav",
        unit=unit or place(),
        words="Lời mẫu.",
    )
    with standing_in(given.unit, keeper()):
        return recording.upload(given=given, now=NOON, by=keeper(), in_background=False)


def heard(
    page: Article, language: str = "tyz", at: datetime = NOON, **said: object
) -> AudioEdition:
    """Published, with both files."""
    edition = recording.make(edition=uploaded(page, language, **said), by=keeper())  # type: ignore[arg-type]
    listener = GrantFactory.create(role=Role.PUBLISHER).user
    recording.check(edition=edition, now=at, by=listener)
    return recording.publish(edition=edition, now=at, by=listener)
