"""Files for those who keep them: how many, how large, how long; never a name, never a content."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.files import services
from vungcao.kernel.files.models import Blob, StoredFile
from vungcao.kernel.norms.models import Parameter
from vungcao.kernel.norms.services import parameters
from vungcao.kernel.scopes.services import bind
from vungcao.kernel.tests.factories import CitationFactory, GrantFactory, NationFactory, UnitFactory
from vungcao.kernel.tests.files.conftest import kinds, store  # noqa: F401
from vungcao.kernel.units.models import Unit
from vungcao.systems.administration.tests.factories import officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store", "kinds")]
LIST = reverse("administration:files-list")


@pytest.fixture
def commune() -> Unit:
    made: Unit = UnitFactory.create(parent=NationFactory.create(), called="Mẫu A")
    return made


def put(unit: Unit, **changes: object) -> StoredFile:
    bind([unit.scope])
    by = GrantFactory.create(unit=unit).user
    file = services.store(
        content=b"abc", name="Vàng Thị Mẫu.txt", kind="test.personal", unit=unit, by=by
    )
    StoredFile.objects.filter(pk=file.pk).update(**changes)
    return file


def page(client: Client) -> str:
    return client.get(reverse("administration:files")).content.decode()


def listed(client: Client, **words: str) -> str:
    return client.get(LIST, words).content.decode()


def test_counts_by_kind_and_unit_and_shows_no_name(client: Client, commune: Unit) -> None:
    put(commune)
    client.force_login(officer(Role.ADMINISTRATOR))

    text = page(client)

    assert "Mẫu A" in text
    assert "3 byte" in text
    assert "chưa quy định, giữ mãi" in text
    assert "chưa có phần mềm diệt vi-rút" in text
    assert "Vàng Thị Mẫu" not in text


def test_says_states_in_words_and_shows_no_place_of_the_server(
    client: Client, commune: Unit, tmp_path: Path
) -> None:
    put(commune)
    client.force_login(officer(Role.ADMINISTRATOR))

    text = page(client)

    assert "<dt>Chưa quét</dt>" in text
    assert "Đang chờ quét" not in text
    for inside in (str(tmp_path), "CLAMD_URL", "files.own_months</"):
        assert inside not in text


def test_leads_to_where_a_period_is_set_and_shows_it(
    client: Client, commune: Unit, today: date
) -> None:
    client.force_login(officer(Role.ADMINISTRATOR))
    by = GrantFactory.create(unit=commune).user
    services.declare_periods(by=by)
    address = reverse("administration:norm-parameter", args=["files.own_months"])
    assert address in page(client)
    assert client.get(address).status_code == 200

    bind([commune.scope])
    parameters.set_value(
        parameter=Parameter.objects.get(code="files.own_months"),
        value="24",
        valid_from=today,
        basis=CitationFactory.create(),
        by=by,
    )

    assert "24 tháng" in page(client)


def test_what_is_due_can_be_held_back_with_a_reason_and_released(
    client: Client, commune: Unit, today: date
) -> None:
    file = put(commune, expires_on=today)
    client.force_login(officer(Role.ADMINISTRATOR))
    assert file.code in listed(client, state="due")
    assert f'<a href="{LIST}?state=due">1 tệp</a>' in page(client)
    address = reverse("administration:file-hold", args=[file.code])

    refused = client.post(address, {"reason": ""}).content.decode()
    held = client.post(address, {"reason": "Khiếu nại 05/KN"}, follow=True).content.decode()
    assert file.code not in listed(client, state="due")
    released = client.post(
        reverse("administration:file-release", args=[file.code]),
        {"next": f"{LIST}?state=held"},
        follow=True,
    )

    assert "Mục này còn trống" in refused
    assert "Khiếu nại 05/KN" in held
    assert "Khiếu nại 05/KN" not in released.content.decode()
    assert released.redirect_chain == [(f"{LIST}?state=held", 302)]


def test_names_what_the_antivirus_found(client: Client, commune: Unit) -> None:
    put(commune)
    Blob.objects.update(scan="infected", threat="Mau.Thu")
    client.force_login(officer(Role.AUDITOR))

    assert "Mau.Thu" in listed(client, state="quarantined")


def test_an_auditor_reads_and_holds_nothing_back(
    client: Client, commune: Unit, today: date
) -> None:
    file = put(commune, expires_on=today)
    client.force_login(officer(Role.AUDITOR))
    address = reverse("administration:file-hold", args=[file.code])

    assert address not in listed(client)
    assert client.post(address, {"reason": "x"}).status_code == 403


def test_an_administrator_of_another_commune_sees_nothing_of_it(
    client: Client, commune: Unit, today: date
) -> None:
    file = put(commune, expires_on=today)
    neighbour = UnitFactory.create(parent=Unit.objects.get(pk=1))
    client.force_login(officer(Role.ADMINISTRATOR, neighbour))

    assert file.code not in listed(client)
    address = reverse("administration:file-hold", args=[file.code])
    assert client.post(address, {"reason": "x"}).status_code == 404


def test_asks_as_much_for_many_files_as_for_one(
    client: Client,
    commune: Unit,
    today: date,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(8):
        put(commune, expires_on=today)
    client.force_login(officer(Role.ADMINISTRATOR))

    with django_assert_max_num_queries(32):
        page(client)
    with django_assert_max_num_queries(22):
        listed(client, state="due")


def test_leaves_as_a_file_without_a_name_and_without_buttons(
    client: Client, commune: Unit, today: date
) -> None:
    file = put(commune, expires_on=today)
    client.force_login(officer(Role.ADMINISTRATOR))

    lines = b"".join(client.get(LIST, {"format": "csv"})).decode("utf-8-sig").splitlines()

    assert lines[0] == "Mã tệp,Loại tệp,Đơn vị,Tải lên,Sắp xoá ngày,Lý do giữ,Quét vi-rút"
    assert lines[1].startswith(f"{file.code},")
    assert "Mẫu A" in lines[1]
    assert lines[1].endswith(",,,Chưa quét")
    assert "Vàng Thị Mẫu" not in "".join(lines)


def test_is_narrowed_by_kind_and_ordered_by_what_is_asked_for(
    client: Client, commune: Unit
) -> None:
    first, second = put(commune), put(commune)
    client.force_login(officer(Role.AUDITOR))

    up, down = listed(client, sort="made"), listed(client, sort="-made")

    assert up.index(first.code) < up.index(second.code)
    assert down.index(second.code) < down.index(first.code)
    assert first.code not in listed(client, kind="test.plain")
    assert "Chưa lọc được" in listed(client, kind="none-such")


@pytest.mark.parametrize("role", [Role.COMMUNE_OFFICER, Role.SPECIALIST])
def test_is_closed_to_other_roles(client: Client, role: Role) -> None:
    client.force_login(officer(role))

    assert client.get(reverse("administration:files")).status_code == 403
    assert client.get(LIST).status_code == 403
