"""The screens on which the persons of a list are identified and judged."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.people.models import Person
from vungcao.kernel.scopes.services import bind
from vungcao.kernel.tests.factories import PersonFactory
from vungcao.kernel.units.models import Unit
from vungcao.systems.onestop.models import Dossier, Subject
from vungcao.systems.onestop.tests.desk import person, subjects, village
from vungcao.systems.onestop.tests.factories import (
    NOW,
    at,
    at_work,
    commune,
    line,
    neighbour,
    officer,
    received,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("province"),
    pytest.mark.slow,
]


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vungcao.kernel.calendar.clock.now", lambda: at(24))


@pytest.fixture
def worker(db: None, examined: tuple[User, Dossier]) -> User:
    user = examined[0]
    bind(user.reach, account=user.pk)
    return user


@pytest.fixture
def row(worker: User, examined: tuple[User, Dossier]) -> Dossier:
    return Dossier.objects.get(pk=examined[1].pk)


@pytest.fixture
def screen(client: Client, worker: User) -> Client:
    client.force_login(worker)
    return client


def list_of(row: Dossier) -> str:
    return reverse("onestop:persons", args=[row.pk])


def of(row: Subject) -> str:
    return reverse("onestop:identify", args=[row.pk])


def words(client: Client, address: str, said: dict[str, str] | None = None) -> str:
    answer = client.get(address) if said is None else client.post(address, said, follow=True)
    return " ".join(answer.content.decode().split())


def chosen(home: Unit) -> dict[str, str]:
    return {"village": "Thôn", "village-which": str(home.pk)}


def named(by: User, *names: str) -> Dossier:
    return at_work(by, subjects=[line(n, ho_ten=name) for n, name in enumerate(names)])


def test_the_list_shows_each_line_and_who_is_not_known_yet(
    screen: Client, worker: User, row: Dossier
) -> None:
    page = words(screen, list_of(row))

    assert "Nông Văn Mẫu 2" in page
    assert page.count("chưa xác định") == 2


def test_somebody_who_looks_like_the_line_is_offered(screen: Client, worker: User) -> None:
    home = village()
    who = PersonFactory.create(full_name="Nông Văn Mẫu", unit=home, birth="1950")
    row = subjects(named(worker, "Nông Văn Mẫu"))[0]
    assert "Nông Văn Mẫu, 1950" in words(screen, of(row))

    page = words(screen, of(row), {"who": str(who.pk), **chosen(home)})

    assert "Đã xác định người ở dòng 1." in page
    assert subjects(row.dossier)[0].person == who


def test_somebody_else_is_looked_up(screen: Client, worker: User) -> None:
    home = village()
    who, row = person(home, "Lý Thị Khác"), subjects(named(worker, "Nông Văn Mẫu"))[0]
    said = {"who": "other", "person": "Lý Thị Khác", "person-which": str(who.pk)}

    words(screen, of(row), {**said, **chosen(home)})

    assert subjects(row.dossier)[0].person == who


def test_somebody_without_a_record_gets_one(screen: Client, worker: User) -> None:
    home, row = village(), subjects(named(worker, "Nông Văn Mẫu"))[0]

    words(screen, of(row), {"who": "new", **chosen(home)})

    assert subjects(row.dossier)[0].person == Person.objects.get()
    assert subjects(row.dossier)[0].village == home


def test_a_name_that_is_none_is_refused_in_words(screen: Client, worker: User) -> None:
    row = subjects(at_work(worker))[0]

    page = words(screen, of(row), {"who": "new", **chosen(village())})

    assert "Họ và tên không có chữ số." in page
    assert subjects(row.dossier)[0].person is None


def test_each_line_gets_its_outcome(screen: Client, worker: User, row: Dossier) -> None:
    first, second = subjects(row)

    page = words(
        screen,
        list_of(row),
        {
            f"outcome-{first.pk}": "refused",
            f"reason-{first.pk}": "Chưa đủ số phiếu",
            f"outcome-{second.pk}": "pending",
        },
    )

    assert "Đã ghi kết quả của 1 người." in page
    assert [one.outcome for one in subjects(row)] == ["refused", "pending"]


def test_what_stands_against_an_outcome_is_said_by_line(
    screen: Client, worker: User, row: Dossier
) -> None:
    first, second = subjects(row)

    page = words(
        screen, list_of(row), {f"outcome-{first.pk}": "granted", f"outcome-{second.pk}": "refused"}
    )

    assert "Dòng 1: Xác định người này" in page
    assert "Dòng 2: Ghi lý do." in page


def test_before_the_examination_the_list_is_only_shown(screen: Client, worker: User) -> None:
    row = received(worker, NOW)

    page = words(screen, list_of(row))

    assert "Chỉ người thẩm định hồ sơ ghi được" in page
    assert "Ghi kết quả" not in page


def test_a_neighbour_finds_none_of_it(client: Client, worker: User, row: Dossier) -> None:
    client.force_login(officer("ban", Role.COMMUNE_OFFICER, neighbour()))

    assert client.get(list_of(row)).status_code == 404
    assert client.get(of(subjects(row)[0])).status_code == 404


def test_who_only_audits_does_not_work_on_a_list(
    client: Client, worker: User, row: Dossier
) -> None:
    client.force_login(officer("kiem-tra", Role.AUDITOR, commune()))

    assert client.get(list_of(row)).status_code == 403
    assert client.get(of(subjects(row)[0])).status_code == 403


def test_the_list_costs_the_same_for_many_as_for_two(
    screen: Client, worker: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    row = at_work(worker, subjects=[line(n) for n in range(20)])

    with django_assert_max_num_queries(42):
        screen.get(list_of(row))
