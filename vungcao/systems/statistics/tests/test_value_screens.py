"""The screens of CSV files: laid in, looked at in the background, entered; all figures taken."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.jobs import performing
from vungcao.kernel.jobs.models import Run
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import GrantFactory
from vungcao.systems.statistics.models import Observation, ValueFile
from vungcao.systems.statistics.services import value_files
from vungcao.systems.statistics.tests.conftest import Arrange
from vungcao.systems.statistics.tests.factories import (
    TODAY,
    answer,
    campaign,
    commune,
    everywhere,
    neighbour,
)
from vungcao.systems.statistics.tests.test_value_files import GOOD, file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]
PAGE, ALL = reverse("statistics:values"), reverse("statistics:values-export")


@pytest.fixture(scope="module")
def asked(once: Arrange) -> int:
    """The answer of Vân Sơn."""

    def make() -> int:
        with everywhere() as keeper:
            return answer(campaign(keeper)).pk

    return once(make)


@pytest.fixture
def officer(client: Client, asked: int, monkeypatch: pytest.MonkeyPatch) -> User:
    monkeypatch.setattr(performing.Reporter, "_note", lambda *_said: False)
    user: User = GrantFactory.create(role=Role.COMMUNE_OFFICER, unit=commune()).user
    client.force_login(user)
    return user


def lay_in(client: Client, *lines: str) -> str:
    """The address of the file's page."""
    sent = SimpleUploadedFile("so-lieu.csv", b"".join(file(*lines)), "text/csv")
    return client.post(PAGE, {"file": sent}).headers["Location"]


def work(user: User, today: date = TODAY) -> None:
    """What the worker does with whatever waits."""
    with scoped(("/1/",), account=user.pk):
        waiting = list(Run.objects.filter(state=Run.State.WAITING).values_list("pk", flat=True))
    for pk in waiting:
        performing.perform(pk, user.pk, today)


def text(client: Client, address: str) -> str:
    return " ".join(client.get(address).getvalue().decode().split())


def figures() -> list[int | None]:
    with scoped(("/1/",)):
        reported = Observation.objects.filter(submission__source="")
        return list(reported.order_by("cell").values_list("value", flat=True))


def test_a_file_is_looked_at_in_the_background_and_entered_when_somebody_says_so(
    client: Client, officer: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    address = lay_in(client, *GOOD)
    waiting = client.get(address)
    work(officer)
    with django_assert_max_num_queries(24):
        looked = text(client, address)
    before = figures()

    client.post(address, {"enter": "1"})
    work(officer)

    assert waiting.headers["Refresh"] == "3"
    assert "Nhập 3 số liệu mới, đổi 0" in looked
    assert before == []
    assert sorted(figures(), key=str) == [3, 7, None]
    assert "Đã nhập" in text(client, address)
    assert "so-lieu.csv" in text(client, PAGE)


def test_a_file_that_says_what_stands_offers_nothing_to_enter(
    client: Client, officer: User
) -> None:
    first = lay_in(client, *GOOD)
    work(officer)
    client.post(first, {"enter": "1"})
    work(officer)

    address = lay_in(client, *GOOD)
    work(officer)
    page, every = text(client, address), text(client, PAGE)

    assert "Không có lỗi, không đổi số liệu nào" in page
    assert 'name="enter"' not in page
    assert 'name="again"' in page
    assert every.count("Không có lỗi, không đổi số liệu nào") == 1
    assert "chờ nhập" not in every


def test_the_figures_that_a_file_changes_are_named_before_it_is_entered(
    client: Client,
    officer: User,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    first = lay_in(client, *GOOD)
    work(officer)
    client.post(first, {"enter": "1"})
    work(officer)
    changed = [GOOD[0].replace(",3,v", ",4,v"), GOOD[1], GOOD[2].replace(",,p", ",9,v")]

    address = lay_in(client, *changed)
    work(officer)
    with django_assert_max_num_queries(29):
        page = text(client, address)
    monkeypatch.setattr(value_files, "MOST_CHANGES", 1)
    short = lay_in(client, *changed)
    work(officer)

    found = page.partition('id="changes"')[2]
    lines = re.findall(r"<tr> <th.*?</tr>", found.partition("<tbody>")[2])
    assert "2 số liệu sẽ đổi" in found
    assert [re.findall(r'class="num"[^>]*>([^<]*)<', one) for one in lines] == [
        ["3", "4"],
        ["–", "9"],
    ]
    assert "Dòng 2" in lines[0]
    assert "Tày" in lines[1]
    assert "Vân Sơn" in lines[1]
    assert "Kể 1 số đầu theo thứ tự trong tệp." in text(client, short)


def test_every_fault_is_shown_with_its_line_and_nothing_is_entered(
    client: Client, officer: User
) -> None:
    address = lay_in(client, GOOD[0], "0102,07,,07621,2025,nhiều,v")
    work(officer)

    page = text(client, address)
    faults = client.get(f"{address}?format=csv").getvalue().decode()
    client.post(address, {"enter": "1"})
    work(officer)

    assert "1 chỗ cần sửa trong tệp" in page
    assert 'name="enter"' not in page
    assert '3,Giá trị,"Không đọc được thành số' in faults
    assert figures() == []


def test_somebody_else_s_file_is_not_found_and_a_reader_may_not_lay_any_in(
    client: Client, officer: User
) -> None:
    address = lay_in(client, *GOOD)
    client.force_login(GrantFactory.create(role=Role.COMMUNE_OFFICER, unit=neighbour()).user)
    foreign = client.get(address)
    client.force_login(GrantFactory.create(role=Role.AUDITOR, unit=commune()).user)

    refused = client.get(PAGE)

    assert foreign.status_code == 404
    assert refused.status_code == 403
    with scoped(("/1/",)):
        assert ValueFile.objects.count() == 1


def test_all_figures_leave_as_they_came_and_only_those_within_reach(
    client: Client, officer: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    address = lay_in(client, *GOOD)
    work(officer)
    client.post(address, {"enter": "1"})
    work(officer)

    with django_assert_max_num_queries(26):
        mine = client.get(ALL, {"format": "csv", "since": "2025"}).getvalue().decode()
    later = client.get(ALL, {"format": "csv", "since": "2026"}).getvalue().decode()
    client.force_login(GrantFactory.create(role=Role.COMMUNE_OFFICER, unit=neighbour()).user)
    foreign = client.get(ALL, {"format": "csv"}).getvalue().decode()

    assert len(mine.splitlines()) == 4
    assert ",07621,2025,7,v" in mine
    assert (len(later.splitlines()), len(foreign.splitlines())) == (1, 1)
