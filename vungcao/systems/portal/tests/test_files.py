"""Files for everybody: laid in the editor, given while a published page shows them."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import UnitFactory
from vungcao.kernel.units.models import Unit
from vungcao.systems.portal.models import Album, PublicFile
from vungcao.systems.portal.services import files, shelving
from vungcao.systems.portal.tests.factories import NOON, holder, keeper, section
from vungcao.systems.portal.tests.test_documents import record, register

pytestmark = pytest.mark.django_db
MP3 = b"ID3\x03\x00\x00\x00\x00\x00\x00" + bytes(600)


def laid(content: bytes = MP3, name: str = "bai-hat.mp3") -> PublicFile:
    unit: Unit = UnitFactory.create()
    with scoped((unit.scope,)):
        return files.lay_file(title="Tệp mẫu", content=content, name=name, unit=unit, by=keeper())


def address(file: PublicFile) -> str:
    return reverse("portal:file", args=[file.code])


def test_nobody_has_a_file_before_a_published_page_shows_it(client: Client) -> None:
    file = laid()
    assert client.get(address(file)).status_code == 404

    document = record(register(), file=file)

    answer = client.get(address(file))
    assert (answer.status_code, b"".join(answer)) == (200, MP3)
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    document.unpublish()
    assert client.get(address(file)).status_code == 404


def test_a_recording_within_a_text_is_played_from_any_place(client: Client) -> None:
    file = laid()
    sound = {"title": "Bài hát mẫu", "file": file, "words": "La la."}
    album = Album(title="Bộ mẫu", slug="bo-mau", media=[("sound", sound)])
    shelving.bring_page(above=section("thu-vien"), page=album, at=NOON, by=keeper())

    page = client.get("/thu-vien/bo-mau/").content.decode()
    part = client.get(address(file), headers={"Range": "bytes=10-19"})

    assert f'src="{address(file)}"' in page
    assert (part.status_code, part.headers["Content-Range"]) == (206, f"bytes 10-19/{len(MP3)}")
    assert part.headers["Content-Disposition"].startswith("inline")


def test_a_file_that_is_nothing_for_readers_is_refused_with_its_reason() -> None:
    with pytest.raises(RuleBroken, match="Ở đây nhận"):
        laid(b"a,b\n1,2\n", "so.csv")

    assert not PublicFile.objects.exists()


def test_an_editor_lays_a_file_where_one_is_chosen() -> None:
    client, _user = holder(Role.EDITOR)
    given: dict[str, Any] = {"title": "Bản PDF", "file": SimpleUploadedFile("x.mp3", MP3)}

    answer = client.post("/bien-tap/tep-cong-khai/create/", given)

    assert answer.status_code == 200
    (file,) = PublicFile.objects.all()
    assert (file.title, file.media_type, file.size) == ("Bản PDF", "audio/mpeg", len(MP3))
    chosen = client.get("/bien-tap/tep-cong-khai/").json()
    assert "Bản PDF" in chosen["html"]


def test_what_is_wrong_with_a_file_is_said_in_its_window() -> None:
    client, _user = holder(Role.EDITOR)
    given = {"title": "Trang web", "file": SimpleUploadedFile("x.html", b"<html></html>")}

    answer = client.post("/bien-tap/tep-cong-khai/create/", given).json()

    assert answer["step"] == "reshow_creation_form"
    assert "Không nhận ảnh SVG hay trang web" in answer["htmlFragment"]
    assert not PublicFile.objects.exists()


def test_who_is_no_editor_finds_no_window() -> None:
    client, _user = holder(Role.COMMUNE_OFFICER)

    assert client.get("/bien-tap/tep-cong-khai/").status_code == 403
    given = {"title": "x", "file": SimpleUploadedFile("x.mp3", MP3)}
    assert client.post("/bien-tap/tep-cong-khai/create/", given).status_code == 403
    assert not PublicFile.objects.exists()


def test_an_unknown_file_is_not_found(client: Client) -> None:
    assert client.get(reverse("portal:file", args=["KHONGCO234"])).status_code == 404
