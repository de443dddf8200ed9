"""The screens on which a dossier waits for others: opinions asked of a body, linked dossiers."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.systems.onestop.models import Dossier, Opinion
from vungcao.systems.onestop.tests.factories import (
    at,
    at_work,
    commune,
    neighbour,
    officer,
    standing,
)
from vungcao.systems.onestop.tests.waiting import asked, linked, specialist

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.usefixtures("province", "now"),
]
LIST = reverse("onestop:opinions")


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vungcao.kernel.calendar.clock.now", lambda: at(25, 9))


@pytest.fixture
def worker() -> User:
    return officer("can-bo", Role.COMMUNE_OFFICER, commune())


@pytest.fixture
def question(worker: User) -> Opinion:
    with standing(worker):
        return asked(worker, at_work(worker))


def text(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def sent(client: Client, address: str, **said: object) -> str:
    return " ".join(client.post(address, said, follow=True).content.decode().split())


def of(screen: str, row: Opinion | Dossier) -> str:
    return reverse(f"onestop:{screen}", args=[row.pk])


def test_the_body_that_is_asked_reads_the_question_and_answers_it(
    client: Client, question: Opinion
) -> None:
    client.force_login(specialist())
    page = text(client, of("opinion", question))
    assert "Đủ tiêu chí không?" in page
    assert "Thôi hỏi ý kiến" not in page
    refused = sent(client, of("answer-opinion", question), stance="agrees", words="")
    assert "Chưa làm được" in refused

    page = sent(client, of("answer-opinion", question), stance="agrees", words="Đủ tiêu chí.")

    assert "Đã trả lời ý kiến." in page
    assert "Nội dung trả lời" in page
    assert "Đủ tiêu chí." in page
    assert 'name="stance"' not in page
    beside = text(client, of("dossier", question.dossier))
    assert "Hồ sơ đang ở" in beside
    assert "Nhắn cho người nộp" not in beside


def test_who_asked_takes_the_question_back_with_a_reason(
    client: Client, worker: User, question: Opinion
) -> None:
    client.force_login(worker)
    assert 'name="stance"' not in text(client, of("opinion", question))
    refused = sent(client, of("answer-opinion", question), stance="agrees", words="Tự trả lời")
    assert "Chưa làm được" in refused

    assert "Chưa làm được" in sent(client, of("withdraw-opinion", question), reason="")
    page = sent(client, of("withdraw-opinion", question), reason="Hỏi nhầm")

    assert "Đã thôi hỏi ý kiến." in page
    assert "đã thôi hỏi" in page
    assert "được rút" in sent(client, of("withdraw-opinion", question), reason="Lần nữa")


def test_neither_a_neighbour_nor_an_auditor_answers_or_takes_back(
    client: Client, question: Opinion
) -> None:
    client.force_login(officer("ban", Role.COMMUNE_OFFICER, neighbour()))
    steps = [of(name, question) for name in ("answer-opinion", "withdraw-opinion")]
    assert [client.post(step).status_code for step in steps] == [404, 404]
    assert question.case.number not in text(client, LIST)

    client.force_login(officer("kiem-tra-xa", Role.AUDITOR, commune()))

    assert client.get(of("opinion", question)).status_code == 200
    assert [client.post(step).status_code for step in steps] == [403, 403]


def test_opinions_cost_as_much_for_many_as_for_one(
    client: Client,
    worker: User,
    question: Opinion,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with standing(worker):
        asked(worker, at_work(worker))
    client.force_login(worker)

    with django_assert_max_num_queries(34):
        page = text(client, LIST)
    with django_assert_max_num_queries(40):
        client.get(of("opinion", question))

    assert page.count("chờ trả lời") == 2
    assert question.dossier.case.number in page


def test_a_button_opens_the_linked_dossier_and_each_page_leads_to_the_other(
    client: Client, worker: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with standing(worker):
        row = at_work(worker, version=linked(worker))
    client.force_login(worker)
    assert "Mở hồ sơ liên thông" in text(client, of("dossier", row))

    page = sent(client, of("act", row), action="lien_thong", seen=row.case.version)

    with standing(worker):
        child = Dossier.objects.exclude(pk=row.pk).select_related("case").get()
    assert f"Đã mở hồ sơ liên thông {child.case.number}." in page
    assert "phải chờ" in page
    with django_assert_max_num_queries(77):
        other = text(client, of("dossier", child))
    assert f'href="{of("dossier", row)}"' in other
    client.force_login(officer("ban", Role.COMMUNE_OFFICER, neighbour()))
    assert client.post(of("act", row), {"action": "lien_thong"}).status_code == 404
