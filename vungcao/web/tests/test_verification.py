"""Anybody verifies a paper by its code or by dropping the file; nothing personal is told."""

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from vungcao.kernel.documents import certificates, queries
from vungcao.kernel.documents.models import Document, PublishedPaper
from vungcao.kernel.documents.services import issuing
from vungcao.kernel.files.models import StoredFile
from vungcao.kernel.scopes.services import Door, scoped
from vungcao.kernel.tests.documents import world
from vungcao.kernel.tests.factories import UserFactory
from vungcao.runtime.env import environment

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SUBJECT = "Về việc của bà Nguyễn Thị Mẫu"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("home")
    here = dataclasses.replace(environment(), home=place)
    certificates.make_demo_key(here, "mau", "Uỷ ban nhân dân xã Mẫu (MẪU)", world.NOW)
    return place


@pytest.fixture
def paper(home: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Document, bytes]:
    """An issued paper and its bytes; the reader who follows has no reach at all."""
    mine = dataclasses.replace(environment(), home=home)
    for module in ("services.issuing", "verification"):
        monkeypatch.setattr(f"vungcao.kernel.documents.{module}.environment", lambda: mine)
    with scoped(("/1/",), door=Door.OFFICE):
        clerk = UserFactory.create()
        body = world.office()
        world.books(body, clerk)
        key = issuing.register_key(organisation=body, file="mau", is_demo=True, by=clerk)
        made = world.issued(body, clerk, key, subject=SUBJECT)
        content = queries.content(queries.versions(made)[0])
    return made, content


def drop(client: Client, content: bytes) -> Any:
    given = SimpleUploadedFile("van-ban.pdf", content, "application/pdf")
    return client.post(reverse("verify"), {"file": given})


def test_the_page_of_a_code_tells_the_paper_but_not_its_subject(
    client: Client, paper: tuple[Document, bytes]
) -> None:
    made, _content = paper

    answer = client.get(reverse("verify-paper", args=[made.code]))

    text = answer.content.decode()
    assert answer.status_code == 200
    for told in (made.number, world.OFFICE, "23/11/2026", "Còn hiệu lực", "không có giá trị"):
        assert told in text
    assert "Nguyễn" not in text
    assert SUBJECT not in text


def test_a_subject_marked_as_public_is_told(client: Client, paper: tuple[Document, bytes]) -> None:
    made, _content = paper
    PublishedPaper.objects.filter(code=made.code).update(subject="Về việc nghỉ lễ")

    assert (
        "Về việc nghỉ lễ" in client.get(reverse("verify-paper", args=[made.code])).content.decode()
    )


def test_a_code_is_found_as_people_type_it(client: Client, paper: tuple[Document, bytes]) -> None:
    made, _content = paper
    typed = f" {made.code[:4].lower()} {made.code[4:]} "

    answer = client.get(reverse("verify"), {"ma": typed})

    assert answer.headers["Location"] == reverse("verify-paper", args=[made.code])


@pytest.mark.parametrize("code", ["AAAAAAAAAA", "x", "AAAAAAAAAA0", "<script>"])
def test_an_unknown_code_is_not_found_and_not_echoed_as_markup(client: Client, code: str) -> None:
    answer = client.get(reverse("verify-paper", args=[code]))

    assert answer.status_code == 404
    assert "Không tìm thấy văn bản" in answer.content.decode()
    assert "<script>" not in answer.content.decode().partition("<main")[2].partition("</main")[0]


@pytest.mark.parametrize(
    ("code", "doubt"),
    [
        ("ABCD-EFGH", "mã vừa gõ có 8."),
        ("ABCD EFGH 01", "mã vừa gõ có: 0 1."),
        ("ABCD EFGH IJ", "dễ lẫn S với 5"),
    ],
)
def test_a_wrong_code_stays_in_its_field_with_what_speaks_against_it(
    client: Client, code: str, doubt: str
) -> None:
    text = client.get(reverse("verify"), {"ma": code}, follow=True).content.decode()

    assert doubt in text
    assert f'value="{code.replace("-", " ")}"' in text


def test_the_issued_file_verifies_and_nothing_is_kept_of_it(
    client: Client, paper: tuple[Document, bytes]
) -> None:
    with scoped(("/1/",), door=Door.SYSTEM):
        before = StoredFile.objects.count()

    text = drop(client, paper[1]).content.decode()

    assert "Nội dung không bị thay đổi sau khi ký." in text
    assert "Đúng từng byte với bản đã ban hành." in text
    assert "Tệp thật: đúng bản đã ban hành, chưa bị sửa." in text
    assert "chứng thư trình diễn (MẪU)" in text
    assert SUBJECT not in text
    with scoped(("/1/",), door=Door.SYSTEM):
        assert StoredFile.objects.count() == before


def test_one_flipped_byte_is_named(client: Client, paper: tuple[Document, bytes]) -> None:
    content = paper[1]
    at = content.index(b"stream") + 50
    changed = content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]

    text = drop(client, changed).content.decode()

    assert "Nội dung đã bị thay đổi sau khi ký." in text
    assert "Tệp đã bị sửa: không phải bản đã ban hành." in text
    assert "Bản đã ban hành, để so với tệp" in text
    assert f"byte thứ {at + 1}" in text
    assert "1 byte" in text


@pytest.mark.parametrize("content", [b"xin chao", b"%PDF-1.7\n%%EOF", b"%PDF-1.7 " + b"<<" * 5000])
def test_what_is_no_signed_pdf_is_answered_calmly(client: Client, content: bytes) -> None:
    answer = drop(client, content)

    assert answer.status_code == 200
    assert "Không tìm thấy tệp này" in answer.content.decode()
    assert "không có văn bản nào trùng" in answer.content.decode()


def test_no_file_and_a_huge_file_are_said(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vungcao.kernel.documents.verification.LARGEST", 10)

    assert "Chọn tệp PDF." in client.post(reverse("verify")).content.decode()
    assert "Tệp lớn quá 10 MB." in drop(client, b"%PDF" * 10).content.decode()


def test_a_revoked_paper_says_since_when(client: Client, paper: tuple[Document, bytes]) -> None:
    made, content = paper
    with scoped(("/1/",), door=Door.OFFICE):
        issuing.revoke(
            document=made, on=world.TODAY, today=world.TODAY, reason="Sai", by=made.written_by
        )

    text = client.get(reverse("verify-paper", args=[made.code])).content.decode()

    assert "Đã bị thu hồi" in text
    dropped = drop(client, content).content.decode()
    assert "Tệp thật, chưa bị sửa; nhưng văn bản đã bị thu hồi." in dropped
    assert "từ ngày 23/11/2026" in text
