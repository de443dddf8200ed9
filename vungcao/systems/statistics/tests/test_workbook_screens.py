"""The page of workbooks: templates of what waits, a look at every cell, then the figures are in."""

import re
from html import unescape
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.files import workbook_sets
from vungcao.kernel.files.workbook_sets import FileRead
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import GrantFactory
from vungcao.systems.statistics.models import Submission
from vungcao.systems.statistics.queries import entry
from vungcao.systems.statistics.tests.conftest import Arrange
from vungcao.systems.statistics.tests.factories import (
    answer,
    campaign,
    commune,
    everywhere,
    neighbour,
    province,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]
PAGE = reverse("statistics:workbooks")


@pytest.fixture(autouse=True)
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workbooks are read in this process, which is quicker; the other one has tests of its own."""

    def read(content: bytes, name: str) -> tuple[FileRead, ...]:
        return workbook_sets.unpacked(workbook_sets.take(content, name))

    monkeypatch.setattr(workbook_sets, "read", read)


@pytest.fixture(scope="module")
def asked(once: Arrange) -> tuple[int, int]:
    """A campaign, and the answer of Vân Sơn."""

    def make() -> tuple[int, int]:
        with everywhere() as keeper:
            made = campaign(keeper)
            return made.pk, answer(made).pk

    return once(make)


@pytest.fixture
def officer(client: Client) -> User:
    user: User = GrantFactory.create(role=Role.COMMUNE_OFFICER, unit=commune()).user
    client.force_login(user)
    return user


def template(client: Client, pk: int, **cells: object) -> SimpleUploadedFile:
    """The workbook of an answer, filled in."""
    book = load_workbook(BytesIO(client.get(reverse("statistics:workbook", args=[pk])).content))
    for cell, value in cells.items():
        book.worksheets[0][cell] = value
    out = BytesIO()
    book.save(out)
    return SimpleUploadedFile("van-son.xlsx", out.getvalue())


def send(client: Client, before: str = "", **said: object) -> str:
    """A form with what the page before has carried along."""
    hidden = re.findall(r'<input type="hidden"\s+name="([\w-]+)"\s+value="([^"]*)"', before)
    held = {name: unescape(value) for name, value in hidden if name != "csrfmiddlewaretoken"}
    return client.post(PAGE, {**held, **said}, follow=True).getvalue().decode()


def test_a_filled_template_is_looked_at_and_then_entered(
    client: Client,
    asked: tuple[int, int],
    officer: User,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(24):
        start = client.get(PAGE).content.decode()
    page = send(client, file=template(client, asked[1], E10=60, F10="1.061"))

    assert reverse("statistics:workbooks-campaign", args=[asked[0]]) in start
    assert "Nhập 1 tệp không có lỗi, 2 ô" in page
    assert "Dân số!F10" in page
    assert "1.061" in page
    with scoped(("/1/",)):
        assert Submission.objects.get(pk=asked[1]).counter == 0
    done = send(client, page, enter="1")
    assert "Đã nhập số liệu của 1 tệp. Báo cáo vẫn phải nộp" in done
    with scoped(("/1/",)):
        held = entry.shown(Submission.objects.get(pk=asked[1]))
    assert {code: one.value for code, one in held.items()} == {"tay.male": 60, "tay.female": 1061}


def test_a_wrong_cell_stands_on_the_page_and_the_list_of_all_leaves(
    client: Client, asked: tuple[int, int], officer: User
) -> None:
    page = send(client, file=template(client, asked[1], E10="sáu mươi"))
    listed = send(client, page, list="csv")
    refused = send(client, file=SimpleUploadedFile("x.xlsx", b"khong phai"))

    assert "1 ô cần sửa trong tệp" in page
    assert "Nhập 1 tệp" not in page
    assert "Dân số!E10" in listed
    assert "Tệp nén bên trong bị hỏng" in refused


def test_all_templates_of_a_campaign_leave_in_one_archive_each_for_its_unit(
    client: Client, asked: tuple[int, int], officer: User
) -> None:
    address = reverse("statistics:workbooks-campaign", args=[asked[0]])
    GrantFactory.create(role=Role.COMMUNE_OFFICER, unit=neighbour(), user=officer)

    with ZipFile(BytesIO(client.get(address).content)) as archive:
        names = archive.namelist()

    assert len(names) == 2
    assert "thu01-2025001-xa-van-son.xlsx" in names


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.PROVINCE_LEADER, Role.COMMUNE_LEADER])
def test_who_enters_nothing_has_no_workbooks(
    client: Client, asked: tuple[int, int], role: Role
) -> None:
    client.force_login(GrantFactory.create(role=role, unit=province()).user)

    assert client.get(PAGE).status_code == 403


def test_a_neighbour_gets_no_workbook_of_this_commune(
    client: Client, asked: tuple[int, int]
) -> None:
    client.force_login(GrantFactory.create(role=Role.COMMUNE_OFFICER, unit=neighbour()).user)

    assert client.get(reverse("statistics:workbook", args=[asked[1]])).status_code == 404
