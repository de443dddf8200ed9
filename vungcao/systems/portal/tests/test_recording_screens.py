"""The office's screens of recordings: from the reader's consent to what everybody hears."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.jobs.models import Run
from vungcao.systems.portal.models import Article, AudioEdition, Speaker
from vungcao.systems.portal.queries import editing
from vungcao.systems.portal.queries.doors import standing_in
from vungcao.systems.portal.services import recording, writing
from vungcao.systems.portal.tests import voices
from vungcao.systems.portal.tests.factories import (
    NOON,
    draft,
    holder,
    keeper,
    published,
    section,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LIST, SPEAKERS = reverse("portal:editions"), reverse("portal:speakers")
NEW = reverse("portal:edition-new")


def sent(client: Client, name: str, pk: int, **said: object) -> str:
    answer = client.post(reverse(f"portal:{name}", args=[pk]), said, follow=True)
    return answer.content.decode()


def form(page: int, language: int, speaker: int, content: bytes = voices.TONE) -> dict[str, Any]:
    return {
        "page": page,
        "language": language,
        "speaker": speaker,
        "file": SimpleUploadedFile("doc.wav", content),
        "words": "",
        "words_in": "vi",
    }


def test_a_recording_goes_from_consent_to_everybodys_ear() -> None:
    page, known = published(section()), voices.languages()
    (editor, _e), (other, _o), (publisher, _p) = (
        holder(role) for role in (Role.EDITOR, Role.EDITOR, Role.PUBLISHER)
    )
    editor.post(
        reverse("portal:speaker-new"),
        {
            "name": "Người đọc mẫu",
            "voice": "person",
            "consented_on": "20/11/2026",
            "consent": voices.CONSENT,
        },
    )
    speaker = Speaker.objects.get()

    editor.post(NEW, form(page.pk, known["tyz"].pk, speaker.pk))
    edition = AudioEdition.objects.get()
    with standing_in(edition.unit):
        assert Run.objects.filter(kind=recording.MAKE).count() == 1
    recording.make(edition=edition, by=keeper())

    assert (
        "không tự nghe kiểm tra"
        in editor.get(reverse("portal:edition", args=[edition.pk])).content.decode()
    )
    assert "Đã ghi là nghe kiểm tra xong" in sent(other, "edition-check", edition.pk)
    assert "Đã đăng bản đọc" in sent(publisher, "edition-publish", edition.pk)
    assert page.title in Client().get("/nghe/").content.decode()

    assert "Mục này còn trống" in sent(editor, "edition-withdraw", edition.pk, reason="")
    assert "Đã gỡ bản đọc" in sent(editor, "edition-withdraw", edition.pk, reason="Đọc nhầm bài")
    assert page.title not in Client().get("/nghe/").content.decode()


def test_what_is_wrong_with_an_upload_stands_beside_it_and_nothing_is_kept() -> None:
    page, known = published(section()), voices.languages()
    editor, _user = holder(Role.EDITOR)
    machine = voices.reader("Giọng máy mẫu", "machine")

    insulting = editor.post(NEW, form(page.pk, known["tyz"].pk, machine.pk)).content.decode()
    no_sound = editor.post(
        NEW, form(page.pk, known["vi"].pk, machine.pk, b"khong phai am thanh")
    ).content.decode()

    assert "Không dùng giọng máy cho tiếng dân tộc thiểu số" in insulting
    assert "Ở đây nhận" in no_sound
    assert not AudioEdition.objects.exists()


def test_a_person_needs_a_consent() -> None:
    editor, _user = holder(Role.EDITOR)

    said = editor.post(reverse("portal:speaker-new"), {"name": "Mẫu", "voice": "person"})

    assert "Mục này còn trống" in said.content.decode()
    assert not Speaker.objects.exists()


def test_withdrawn_consent_is_told_with_what_went() -> None:
    reader = voices.reader()
    voices.heard(published(section()), speaker=reader)
    editor, _user = holder(Role.EDITOR)

    assert "Đã gỡ 1 bản đọc" in sent(editor, "speaker-withdraw", reader.pk)
    assert (
        "Đã rút đồng ý" in editor.get(reverse("portal:speaker", args=[reader.pk])).content.decode()
    )


def test_an_unpublished_file_is_for_the_editors_alone(client: Client) -> None:
    edition = voices.uploaded(published(section()))
    address = reverse("portal:edition-file", args=[edition.code, "wav"])
    editor, _user = holder(Role.EDITOR)

    assert editor.get(address).status_code == 200
    assert client.get(address).status_code == 302
    assert holder(Role.COMMUNE_OFFICER)[0].get(address).status_code == 403


def test_others_are_refused_and_an_editor_publishes_nothing() -> None:
    edition = voices.uploaded(published(section()))
    officer, _user = holder(Role.COMMUNE_OFFICER)
    editor, _editor = holder(Role.EDITOR)

    for address in (LIST, SPEAKERS, NEW, reverse("portal:edition", args=[edition.pk])):
        assert officer.get(address).status_code == 403
    publish = reverse("portal:edition-publish", args=[edition.pk])
    assert editor.post(publish).status_code == 403


def test_lists_ask_the_database_little(django_assert_max_num_queries: Any) -> None:
    place, unit = section(), voices.place()
    for number in range(3):
        voices.uploaded(published(place, f"bai-{number}"), unit=unit)
    editor, _user = holder(Role.EDITOR)
    editor.get(LIST)

    with django_assert_max_num_queries(20):
        assert "Thôn mẫu 1" in editor.get(LIST).content.decode()
    with django_assert_max_num_queries(20):
        editor.get(SPEAKERS)
    with django_assert_max_num_queries(20):
        editor.get(NEW)


def offered(client: Client, **asked: str) -> list[str]:
    shown = client.get(NEW, asked).content.decode()
    choice = shown.partition('<select name="page"')[2].partition("</select>")[0]
    return re.findall(r">([^<>]+)</option>", choice)


def three() -> list[Article]:
    place = section()
    titles = {"muong": "Sửa mương ở thôn mẫu", "duong": "Thôn mẫu 1 sửa đường", "hoi": "Hội xuân"}
    return [
        writing.publish(article=draft(place, slug, title=title), at=NOON, by=keeper())
        for slug, title in titles.items()
    ]


def test_the_page_to_read_is_found_by_words_of_its_title_with_accents_or_without() -> None:
    three()
    editor, _user = holder(Role.EDITOR)

    assert offered(editor, tim="sua duong") == ["Thôn mẫu 1 sửa đường"]
    assert offered(editor, tim="ĐƯỜNG sửa") == ["Thôn mẫu 1 sửa đường"]
    assert len(offered(editor, tim="thon mau")) == 2
    assert len(offered(editor)) == 3
    assert "2 trang có những chữ ấy" in editor.get(NEW, {"tim": "thôn mẫu"}).content.decode()


def test_where_nothing_is_found_it_is_said_and_the_newest_are_offered() -> None:
    three()
    editor, _user = holder(Role.EDITOR)

    shown = editor.get(NEW, {"tim": "100% không có\x00"}).content.decode()

    assert "Không có trang nào có những chữ ấy" in shown
    assert len(offered(editor, tim="zzz")) == 3


def test_an_old_page_that_was_looked_for_stays_chosen_when_the_file_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(editing, "OFFERED", 1)
    known, machine = voices.languages(), voices.reader("Giọng máy mẫu", "machine")
    old = three()[0]
    editor, _user = holder(Role.EDITOR)
    assert offered(editor, tim="muong") == ["Sửa mương ở thôn mẫu"]

    answer = editor.post(NEW, form(old.pk, known["tyz"].pk, machine.pk))

    shown = answer.content.decode()
    assert "Không dùng giọng máy cho tiếng dân tộc thiểu số" in shown
    assert f'<option value="{old.pk}" selected>' in shown


def test_looking_for_a_page_asks_as_often_however_many_there_are(
    django_assert_max_num_queries: Any,
) -> None:
    three()
    editor, _user = holder(Role.EDITOR)
    offered(editor, tim="thon")

    with django_assert_max_num_queries(21):
        offered(editor, tim="thon")
