"""The import of boundaries on the screen: a report first, every problem at once, then all of it."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.tests.factories import NationFactory, UnitFactory
from vungcao.kernel.units.models import Boundary, Unit
from vungcao.systems.administration.tests.factories import officer

pytestmark = pytest.mark.django_db

SCREEN = "administration:import-boundaries"
SAID = {
    "kind": "commune",
    "day": "23/11/2026",
    "tolerance": "0",
    "source": "Dữ liệu mẫu",
    "rights": "Không có giá trị pháp lý",
}


def square(west: float, **properties: str) -> dict[str, object]:
    ring = [[west, 21], [west + 0.1, 21], [west + 0.1, 21.1], [west, 21.1], [west, 21]]
    shape = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": properties, "geometry": shape}


def upload(*features: dict[str, object]) -> SimpleUploadedFile:
    content = json.dumps({"type": "FeatureCollection", "features": features})
    return SimpleUploadedFile("ranh-gioi.geojson", content.encode())


@pytest.fixture
def commune() -> Unit:
    made: Unit = UnitFactory.create(parent=NationFactory.create(), called="Mẫu A", code="90001")
    return made


@pytest.fixture
def desk(client: Client, commune: Unit) -> Client:
    client.force_login(officer(Role.ADMINISTRATOR))
    return client


def send(client: Client, **form: object) -> str:
    return client.post(reverse(SCREEN), {**SAID, **form}, follow=True).content.decode()


def carried(text: str) -> str:
    return text.split('name="carried" value="')[1].split('"')[0]


def test_reports_what_the_file_holds_and_stores_nothing(desk: Client) -> None:
    UnitFactory.create(called="Mẫu B")

    text = send(desk, file=upload(square(106, code="90001")))

    assert "Nhập ranh giới của 1 đơn vị" in text
    assert "100,00 %" in text
    assert "1: Xã Mẫu B" in " ".join(text.split())
    assert not Boundary.objects.exists()


def test_stores_what_was_reported(desk: Client, commune: Unit) -> None:
    seen = send(desk, file=upload(square(106, code="90001")))

    text = send(desk, carried=carried(seen), enter="1")

    assert "Đã nhập ranh giới của 1 đơn vị." in text
    stored = Boundary.objects.get()
    assert (stored.unit_id, stored.source) == (commune.pk, "Dữ liệu mẫu")


def test_names_every_problem_at_once_and_stores_nothing(desk: Client) -> None:
    file = upload(square(106, code="99999"), square(107), square(108, name="Mẫu A"))

    text = send(desk, file=file, enter="1")

    assert "2 chỗ cần sửa trong tệp" in text
    assert "Không có đơn vị mang mã 99999 vào ngày này." in text
    assert "Thiếu cả mã (code) và tên (name)." in text
    assert not Boundary.objects.exists()


def test_needs_a_source_and_the_rights(desk: Client) -> None:
    text = send(desk, file=upload(square(106, code="90001")), source="", rights="", enter="1")

    assert "Nguồn: Mục này còn trống, cần điền." in text
    assert "Quyền sử dụng: Mục này còn trống, cần điền." in text
    assert not Boundary.objects.exists()


def test_refuses_what_is_no_geojson(desk: Client) -> None:
    text = send(desk, file=SimpleUploadedFile("x.geojson", b"<svg/>"))

    assert "Tệp không phải GeoJSON." in text


def test_says_that_a_file_is_missing(desk: Client) -> None:
    assert "Chọn tệp ranh giới (.geojson)." in send(desk)


def test_is_closed_to_an_auditor(client: Client, commune: Unit) -> None:
    client.force_login(officer(Role.AUDITOR))

    assert client.post(reverse(SCREEN), SAID).status_code == 403


def test_asks_as_much_for_many_shapes_as_for_one(desk: Client) -> None:
    for number in range(2, 9):
        UnitFactory.create(called=f"Mẫu {number}", code=f"9000{number}")
    shapes = [square(105 + number / 10, code=f"9000{number}") for number in range(1, 9)]
    send(desk, file=upload(shapes[0]))
    with CaptureQueriesContext(connection) as one:
        send(desk, file=upload(shapes[0]))

    with CaptureQueriesContext(connection) as many:
        text = send(desk, file=upload(*shapes))

    assert "Nhập ranh giới của 8 đơn vị" in text
    assert len(many) <= len(one)
