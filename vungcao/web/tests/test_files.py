"""The one address of files, and an officer's own page of them."""

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.roles import Role
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.files import services
from vungcao.kernel.files.models import Blob, ScanState, StoredFile
from vungcao.kernel.files.registrations import OWN
from vungcao.kernel.scopes.services import bind
from vungcao.kernel.tests.factories import GrantFactory, UnitFactory
from vungcao.kernel.tests.files.conftest import kinds, store  # noqa: F401
from vungcao.web.views import own_files

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store", "kinds")]
CONTENT = bytes(number % 95 + 32 for number in range(200_000))


def grant(role: Role = Role.COMMUNE_OFFICER) -> Grant:
    made: Grant = GrantFactory.create(role=role)
    return made


def put(held: Grant, kind: str = "test.plain", content: bytes = CONTENT) -> StoredFile:
    bind([held.scope], account=held.user.pk)
    return services.store(
        content=content, name="báo cáo.txt", kind=kind, unit=held.unit, by=held.user
    )


def entering(held: Grant) -> Client:
    client = Client()
    client.force_login(held.user)
    return client


def body(answer: Any) -> bytes:
    return b"".join(answer)


def ask(client: Client, file: StoredFile, **headers: str) -> Any:
    return client.get(reverse("file", args=[file.code]), headers=headers)


@pytest.mark.parametrize("kind", ["test.plain", "test.personal"])
def test_gives_the_content_under_its_name_and_runs_nothing(kind: str) -> None:
    held = grant()
    file = put(held, kind)

    answer = ask(entering(held), file)

    assert body(answer) == CONTENT
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''b")
    assert answer.headers["Content-Security-Policy"].endswith("sandbox")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert ("no-store" in answer.headers["Cache-Control"]) == (kind == "test.personal")


def test_a_colleague_of_the_same_commune_may_have_it() -> None:
    held = grant()
    colleague = GrantFactory.create(role=Role.COMMUNE_OFFICER, unit=held.unit)

    assert ask(entering(colleague), put(held, "test.personal")).status_code == 200


def test_a_neighbour_gets_the_answer_of_a_code_that_does_not_exist() -> None:
    file = put(grant())
    neighbour = entering(grant())

    refused = ask(neighbour, file)

    assert refused.status_code == 404
    unknown = neighbour.get(reverse("file", args=["aaaaaaaaaa"]))
    assert refused.content.replace(file.code.encode(), b"aaaaaaaaaa") == unknown.content
    assert Entry.objects.filter(action="access.refused").exists()


def test_a_neighbour_finds_nothing_by_raw_sql() -> None:
    put(grant())
    bind([UnitFactory.create().scope])

    assert not StoredFile.objects.raw("select * from files_storedfile")


@pytest.mark.parametrize(("kind", "status"), [("test.plain", 200), ("test.personal", 404)])
def test_an_administrator_has_no_personal_files(kind: str, status: int) -> None:
    held = grant()
    file = put(held, kind)
    keeper = GrantFactory.create(role=Role.ADMINISTRATOR, unit=held.unit)

    assert ask(entering(keeper), file).status_code == status


def test_a_role_that_the_kind_does_not_name_gets_nothing() -> None:
    held = grant()
    file = put(held)
    finance = GrantFactory.create(role=Role.FINANCE, unit=held.unit)

    assert ask(entering(finance), file).status_code == 404


def test_each_download_of_a_personal_file_is_in_the_trail() -> None:
    held = grant()
    client = entering(held)

    for kind in ("test.personal", "test.plain"):
        ask(client, put(held, kind))

    entry = Entry.objects.get(action="files.downloaded")
    assert '"purpose":"test.personal"' in entry.body.replace(" ", "")


@pytest.mark.parametrize(
    ("scan", "by_owner", "by_colleague"),
    [
        (ScanState.CLEAN, 200, 200),
        (ScanState.UNSCANNED, 200, 200),
        (ScanState.PENDING, 200, 404),
        (ScanState.INFECTED, 404, 404),
    ],
)
def test_what_the_antivirus_has_not_released_stays(
    scan: str, by_owner: int, by_colleague: int
) -> None:
    held = grant()
    file = put(held)
    Blob.objects.update(scan=scan)
    colleague = GrantFactory.create(role=Role.COMMUNE_OFFICER, unit=held.unit)

    assert ask(entering(held), file).status_code == by_owner
    assert ask(entering(colleague), file).status_code == by_colleague


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(CONTENT) - 1), st.integers(0, 150_000))
@pytest.mark.parametrize("kind", ["test.plain", "test.personal"])
def test_any_part_can_be_asked_for(kind: str, first: int, length: int) -> None:
    held = grant()
    answer = ask(entering(held), put(held, kind), Range=f"bytes={first}-{first + length}")

    assert body(answer) == CONTENT[first : first + length + 1]


@pytest.mark.parametrize(
    ("asked", "status", "size"),
    [
        ("bytes=-10", 206, 10),
        ("bytes=199990-", 206, 10),
        ("bytes=0-0,5-6", 200, len(CONTENT)),
        ("bytes=200000-", 416, 0),
        ("bytes=5-4", 416, 0),
        ("lines=1-2", 200, len(CONTENT)),
    ],
)
def test_a_range_is_answered_as_browsers_expect(asked: str, status: int, size: int) -> None:
    held = grant()

    answer = ask(entering(held), put(held), Range=asked)

    assert (answer.status_code, len(body(answer))) == (status, size)


def test_what_the_browser_has_is_not_sent_again() -> None:
    held = grant()
    file, client = put(held), entering(held)
    tag = ask(client, file).headers["ETag"]

    assert ask(client, file, **{"If-None-Match": tag}).status_code == 304


def only_file(held: Grant) -> StoredFile:
    bind([held.scope])
    return StoredFile.objects.get(kind=OWN)


def send(client: Client, content: bytes, name: str = "đơn.txt") -> str:
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("own-files"), {"file": file}, follow=True).content.decode()


def test_an_officer_uploads_sees_downloads_and_deletes() -> None:
    held = grant()
    client = entering(held)

    text = send(client, b"abc")

    file = only_file(held)
    assert "Đã tải tệp lên." in text
    assert "đơn.txt" in text
    assert "máy chủ chưa có phần mềm diệt vi-rút" in text
    assert body(ask(client, file)) == b"abc"
    assert file.unit == held.unit
    gone = client.post(reverse("own-file-remove", args=[file.code]), follow=True)
    assert "Đã xoá tệp." in gone.content.decode()
    assert ask(client, file).status_code == 404


@pytest.mark.parametrize(
    ("content", "said"), [(b"", "Tệp rỗng"), (b"MZ" + bytes(99), "Ở đây nhận")]
)
def test_what_is_refused_stands_beside_the_field(content: bytes, said: str) -> None:
    held = grant()

    assert said in send(entering(held), content)
    bind([held.scope])
    assert not StoredFile.objects.exists()


def test_nothing_chosen_is_said() -> None:
    assert "Chọn tệp cần tải lên." in entering(grant()).post(reverse("own-files")).content.decode()


def test_ones_own_files_are_nobody_elses() -> None:
    held = grant()
    send(entering(held), b"abc")
    file = only_file(held)
    colleague = entering(GrantFactory.create(role=Role.COMMUNE_OFFICER, unit=held.unit))

    assert "đơn.txt" not in colleague.get(reverse("own-files")).content.decode()
    assert ask(colleague, file).status_code == 404
    assert colleague.post(reverse("own-file-remove", args=[file.code])).status_code == 404


def test_a_list_asks_as_much_for_many_files_as_for_one(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    held = grant()
    for number in range(12):
        put(held, "test.personal", content=f"{number}".encode())
    client = entering(held)

    with django_assert_max_num_queries(17):
        assert "báo cáo.txt" in client.get(reverse("own-files")).content.decode()


def test_a_long_list_goes_on_on_the_next_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vungcao.web.views.own_files.FILES", replace(own_files.FILES, page=2))
    held = grant()
    files = [put(held, content=f"{number}".encode()) for number in range(3)]

    client = entering(held)
    first = client.get(reverse("own-files")).content.decode()
    second = client.get(reverse("own-files"), {"page": "2"}).content.decode()

    assert "1 đến 2 trên 3" in first
    assert [file.code in second for file in files] == [True, False, False]


def test_ones_own_list_leaves_as_a_file_and_keeps_a_view() -> None:
    held = grant()
    client = entering(held)
    send(client, b"abc")

    lines = b"".join(client.get(reverse("own-files"), {"format": "csv"})).decode("utf-8-sig")
    saved = client.post(f"{reverse('own-files')}?sort=size", {"label": "Lớn nhất"}, follow=True)

    head, line = lines.splitlines()
    assert head == "Tệp,Dung lượng,Tải lên lúc,Quét vi-rút,Loại tệp"
    assert line.startswith("đơn.txt,3,")
    assert "Lớn nhất" in saved.content.decode()


def test_a_picture_is_shown_only_when_it_is_asked_to_be() -> None:
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "PNG")
    held = grant()
    file = put(held, content=out.getvalue())

    shown = entering(held).get(reverse("file", args=[file.code]), {"xem": "1"})

    assert shown.headers["Content-Disposition"].startswith("inline")
    assert "sandbox" in shown.headers["Content-Security-Policy"]


def test_the_store_keeps_no_personal_name_or_content(tmp_path: Path) -> None:
    send(entering(grant()), b"Vang Thi Mau 000123456789")

    lying = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"000123456789" not in lying
