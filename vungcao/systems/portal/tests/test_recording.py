"""A recording from its upload to the day on which its reader no longer wants it to be heard."""

import pytest
from django.db import IntegrityError, transaction

from vungcao.kernel.access.roles import Role
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.files import sounds
from vungcao.kernel.files.models import StoredFile
from vungcao.kernel.offers.articles import articles
from vungcao.systems.portal.models import AudioEdition, Making
from vungcao.systems.portal.queries import audio
from vungcao.systems.portal.queries.doors import standing_in
from vungcao.systems.portal.services import recording
from vungcao.systems.portal.tests import voices
from vungcao.systems.portal.tests.factories import NOON, draft, holder, keeper, published, section

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_an_upload_becomes_opus_and_mp3_with_its_length() -> None:
    edition = recording.make(edition=voices.uploaded(published(section())), by=keeper())

    assert (edition.making, edition.seconds) == (Making.MADE, 1)
    light, common = audio.forms(edition)
    assert (light.ending, common.ending) == ("opus", "mp3")
    with standing_in(edition.unit):
        stored = StoredFile.objects.order_by("pk").values_list("code", "media_type")
        assert dict(stored) == {
            edition.original: "audio/wav",
            edition.opus: "audio/ogg",
            edition.mp3: "audio/mpeg",
        }


def test_what_cannot_be_decoded_here_stays_as_it_came(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(content: bytes) -> sounds.Sounds:
        raise sounds.Unreadable

    monkeypatch.setattr(sounds, "written_anew", fails)
    edition = recording.make(edition=voices.uploaded(published(section())), by=keeper())

    assert (edition.making, edition.seconds) == (Making.KEPT, None)
    (only,) = audio.forms(edition)
    assert (only.ending, only.stored) == ("wav", edition.original)


def test_what_is_no_sound_is_refused_and_nothing_is_kept() -> None:
    with pytest.raises(RuleBroken, match="âm thanh"), transaction.atomic():
        voices.uploaded(published(section()), content=b"khong phai am thanh")

    assert not AudioEdition.objects.exists()


def test_a_machine_does_not_read_tay() -> None:
    machine = voices.reader("Giọng máy", "machine")

    with pytest.raises(RuleBroken, match="giọng máy"):
        voices.uploaded(published(section()), "tyz", speaker=machine)
    assert voices.uploaded(published(section(), "bai-hai"), "vi", speaker=machine).pk


def test_who_uploaded_does_not_check_and_an_unchecked_one_is_not_published() -> None:
    edition = voices.uploaded(published(section()))

    with pytest.raises(RuleBroken, match="không tự nghe"):
        recording.check(edition=edition, now=NOON, by=keeper())
    with pytest.raises(RuleBroken, match="không còn ở bước"):
        recording.publish(edition=edition, now=NOON, by=keeper())


def test_a_recording_of_a_draft_is_not_published_and_one_of_a_page_taken_down_is_silent() -> None:
    place = section()
    hidden = voices.uploaded(draft(place))
    _client, listener = holder(Role.PUBLISHER)
    recording.check(edition=hidden, now=NOON, by=listener)
    with pytest.raises(RuleBroken, match="chưa được đăng"):
        recording.publish(edition=hidden, now=NOON, by=listener)

    page = published(place, "bai-hai")
    loud = voices.heard(page)
    assert audio.one(loud.code) is not None
    page.unpublish()
    assert audio.one(loud.code) is None


def test_withdrawn_consent_silences_and_removes_everything_of_the_reader() -> None:
    place, reader = section(), voices.reader()
    gone = [voices.heard(published(place, f"bai-{n}"), speaker=reader) for n in range(2)]
    stays = voices.heard(published(place, "bai-khac"))

    count = recording.withdraw_consent(speaker=reader, today=voices.TODAY, now=NOON, by=keeper())

    assert count == 2
    assert [one.edition.pk for one in audio.newest()] == [stays.pk]
    for edition in gone:
        with standing_in(edition.unit):
            codes = [edition.original, edition.opus, edition.mp3]
            assert not StoredFile.objects.present().filter(code__in=codes).exists()
    with pytest.raises(RuleBroken, match="rút lại"):
        voices.uploaded(published(place, "bai-moi"), speaker=reader)
    bodies = " ".join(Entry.objects.values_list("body", flat=True))
    assert "portal.consent_withdrawn" in bodies
    assert "Người đọc mẫu" not in bodies


def test_the_database_refuses_a_person_without_consent() -> None:
    from vungcao.systems.portal.models import Speaker

    with pytest.raises(IntegrityError, match="speaker_has_consented"), transaction.atomic():
        Speaker.objects.create(name="Mẫu", voice="person")


def test_the_newsletter_gets_the_recordings_of_an_article() -> None:
    page = published(section())
    edition = voices.heard(page)

    (one,) = articles.get("portal.pages").newest(NOON.date(), 10)

    (sound,) = one.sounds
    assert (sound.language, sound.reader, sound.seconds) == ("tyz", "Người đọc mẫu", 1)
    assert sound.address == f"/nghe/tep/{edition.code}.mp3"
    assert audio.counts([page.pk]) == {page.pk: 1}
