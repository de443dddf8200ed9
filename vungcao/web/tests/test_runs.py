"""What one has started: how far it is, stopping it, and that nobody else sees it."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.jobs import services
from vungcao.kernel.jobs.models import Run
from vungcao.kernel.scopes.services import Door, scoped
from vungcao.kernel.tests.factories import GrantFactory

pytestmark = pytest.mark.django_db


def auditor() -> User:
    return GrantFactory.create(role=Role.AUDITOR).user


def started(by: User) -> Run:
    with scoped((), account=by.pk, door=Door.OFFICE):
        return services.start(kind="audit.verify", arguments={}, by=by)


def change(run: Run, **values: object) -> None:
    with scoped((), account=run.started_by_id):
        Run.objects.filter(pk=run.pk).update(**values)


def test_a_running_run_says_how_far_it_is_and_asks_for_itself_again(client: Client) -> None:
    by = auditor()
    run = started(by)
    change(run, state="running", done=1, total=4, message="Đang tính lại")
    client.force_login(by)

    response = client.get(reverse("run", args=[run.code]))

    text = response.content.decode()
    assert "Đang tính lại" in text
    assert "Đã làm 25 %" in text
    assert response.headers["Refresh"] == "3"


def test_a_run_that_has_ended_shows_its_sentence_and_stays(client: Client) -> None:
    by = auditor()
    run = started(by)
    change(run, state="done", message="Đã đếm 3 dòng.", ended_at="2026-11-23T01:00Z")
    client.force_login(by)

    response = client.get(reverse("run", args=[run.code]))

    assert "Đã đếm 3 dòng." in response.content.decode()
    assert "Refresh" not in response.headers


def test_a_waiting_run_is_stopped_by_a_button(client: Client) -> None:
    by = auditor()
    run = started(by)
    client.force_login(by)

    response = client.post(reverse("run-cancel", args=[run.code]), follow=True)

    assert "Đã dừng theo yêu cầu" in response.content.decode()
    assert (
        "không dừng được nữa"
        in client.post(reverse("run-cancel", args=[run.code]), follow=True).content.decode()
    )


def test_another_account_finds_nothing(client: Client) -> None:
    run = started(auditor())
    client.force_login(auditor())

    assert client.get(reverse("run", args=[run.code])).status_code == 404
    assert client.post(reverse("run-cancel", args=[run.code])).status_code == 404
    assert run.code not in client.get(reverse("runs")).content.decode()


def test_the_list_asks_the_database_for_little(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    by = auditor()
    for _number in range(35):
        started(by)
    client.force_login(by)

    with django_assert_max_num_queries(16):
        text = client.get(reverse("runs")).content.decode()

    assert "1 đến 35 trên 35" in text


def test_the_list_is_ordered_and_leaves_as_a_file(client: Client) -> None:
    by = auditor()
    run = started(by)
    change(run, state="failed", message="Hết chỗ.", ended_at="2026-11-23T01:00Z")
    started(by)
    client.force_login(by)

    answer = client.get(reverse("runs"), {"format": "csv", "sort": "state"})

    lines = b"".join(answer).decode("utf-8-sig").splitlines()
    assert lines[0] == "Việc,Trạng thái,Lời báo,Yêu cầu lúc"
    assert ",Không xong,Hết chỗ.," in lines[1]
    assert ",Đang chờ," in lines[2]
    stranger = client.get(reverse("runs"), {"sort": "no-such"}).content.decode()
    assert "1 đến 2 trên 2" in stranger
