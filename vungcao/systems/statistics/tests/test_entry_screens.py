"""The screens of entering: what is due, a form sent whole, what a script is answered."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import GrantFactory
from vungcao.systems.statistics.models import Observation, Submission
from vungcao.systems.statistics.tests.entry_forms import owed, place, published
from vungcao.systems.statistics.tests.layouts import small

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("province")]
LIST = reverse("statistics:entry")
SESSION = reverse("statistics:entry-session")


@pytest.fixture
def answer() -> Submission:
    """The commune owes a small form, and so does its neighbour."""
    with scoped(("/1/",)):
        version = published(small())
        owed(place("07537"), version)
        return owed(place(), version)


@pytest.fixture
def officer(client: Client) -> User:
    return signed_in(client, Role.COMMUNE_OFFICER)


def signed_in(client: Client, role: Role, code: str = "07621") -> User:
    user: User = GrantFactory.create(role=role, unit=place(code)).user
    client.force_login(user)
    return user


def grid(answer: Submission) -> str:
    return reverse("statistics:entry-grid", args=[answer.pk])


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def send(client: Client, answer: Submission, user: User, *ops: dict[str, Any]) -> Any:
    body = {"user": str(user.pk), "since": 0, "ops": list(ops)}
    address = reverse("statistics:entry-sync", args=[answer.pk])
    return client.post(address, json.dumps(body), content_type="application/json")


def op(cell: str, value: str, base: int = 0) -> dict[str, Any]:
    return {"id": str(uuid4()), "cell": cell, "s": "v", "v": value, "base": base}


def figures(answer: Submission) -> dict[int, int | None]:
    with scoped(("/1/",)):
        found = Observation.objects.filter(submission=answer).order_by("revision")
        return dict(found.values_list("revision", "value"))


def test_what_is_due_stands_with_its_days_and_leads_to_the_form_of_ones_own_place(
    client: Client,
    answer: Submission,
    officer: User,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(24):
        page = text(client.get(LIST))

    assert page.count("Biểu mẫu để nhập") == 1
    assert f'href="{grid(answer)}"' in page
    assert "còn 8 ngày" in page


def test_the_form_shows_its_cells_and_may_be_kept_for_times_without_a_network(
    client: Client,
    answer: Submission,
    officer: User,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(30):
        response = client.get(grid(answer))

    page = text(response)
    assert (response.headers["X-Offline"], response.headers["X-User"]) == ("1", str(officer.pk))
    assert 'name="tay.male"' in page
    assert '<output id="total.all"' in page
    assert '"sync": "' in page
    assert "onclick" not in page


def test_a_form_of_another_place_is_not_found_and_an_auditor_only_reads(
    client: Client, answer: Submission
) -> None:
    signed_in(client, Role.COMMUNE_OFFICER, "07537")
    foreign = client.get(grid(answer))
    user = signed_in(client, Role.AUDITOR)

    read = client.get(grid(answer))
    refused = client.post(grid(answer), {"tay.male": "5"}, follow=True)

    assert foreign.status_code == 404
    assert " readonly" in text(read)
    assert "X-Offline" not in read.headers
    assert "không còn mở" in text(refused)
    assert send(client, answer, user, op("tay.male", "5")).status_code == 403
    assert figures(answer) == {}


def test_a_form_sent_whole_merges_with_what_others_wrote_meanwhile(
    client: Client, answer: Submission, officer: User
) -> None:
    drawn = {"mark": str(uuid4()), "revision": "0", "tay.homes": "", "tay.female": ""}
    send(client, answer, officer, op("tay.homes", "30"), op("tay.male", "7"))

    merged = client.post(grid(answer), drawn | {"tay.male": "", "nung.male": "1.234"}, follow=True)
    clash = client.post(grid(answer), drawn | {"mark": str(uuid4()), "tay.homes": "31"})
    wrong = client.post(grid(answer), drawn | {"tay.female": "abc", "nung.male": "5"})

    same = client.post(grid(answer), drawn | {"mark": str(uuid4())}, follow=True)

    assert "Đã lưu 1 ô" in text(merged)
    assert "Không ô nào đổi, không có gì để lưu." in text(same)
    assert (clash.status_code, wrong.status_code) == (422, 422)
    assert 'value="31"' in text(clash)
    assert "vừa ghi 30" in text(clash)
    assert 'value="abc"' in text(wrong)
    assert figures(answer) == {1: 30, 2: 7, 3: 1234}


def test_a_form_that_no_page_has_drawn_is_refused(
    client: Client, answer: Submission, officer: User
) -> None:
    said = {"mark": "x", "revision": "0", "tay.male": "5"}

    assert client.post(grid(answer), said).status_code == 400
    assert (
        client.post(grid(answer), said | {"mark": str(uuid4()), "revision": "-1"}).status_code
        == 400
    )


def test_a_script_is_answered_for_each_change_once(
    client: Client, answer: Submission, officer: User
) -> None:
    first = op("tay.homes", "30")

    taken = send(client, answer, officer, first, op("total.all", "9")).json()
    again = send(client, answer, officer, first, op("tay.homes", "31")).json()

    assert taken["rev"] == 1
    assert taken["done"][0] == {"id": first["id"], "code": 200, "rev": 1}
    assert taken["done"][1]["code"] == 422
    assert taken["cells"] == {"tay.homes": {"rev": 1, "s": "v", "v": "30"}}
    assert again["done"][0] == taken["done"][0]
    assert again["done"][1] | {"id": "", "at": 0} == {
        "id": "", "code": 409, "rev": 1, "s": "v", "v": "30",
        "by": officer.username, "at": 0,
    }  # fmt: skip
    assert figures(answer) == {1: 30}


def test_a_script_without_a_session_or_with_anothers_work_is_told_so_and_never_redirected(
    client: Client, answer: Submission, officer: User
) -> None:
    known = client.get(SESSION)
    foreign = send(client, answer, User(pk=officer.pk + 1), op("tay.male", "5"))
    garbled = client.post(
        reverse("statistics:entry-sync", args=[answer.pk]), "[", content_type="application/json"
    )
    client.logout()

    assert known.json()["user"] == str(officer.pk)
    assert known.headers["Cache-Control"].count("no-store") == 1
    assert (foreign.status_code, garbled.status_code) == (403, 400)
    assert client.get(SESSION).status_code == 401
    assert send(client, answer, officer, op("tay.male", "5")).json() == {
        "why": "Phiên làm việc đã hết."
    }
    assert figures(answer) == {}
