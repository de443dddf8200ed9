"""Queues, schedule and what failed, for those who keep the product."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.jobs import services, tasks
from vungcao.kernel.jobs.models import Run
from vungcao.kernel.jobs.performing import perform
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import UnitFactory
from vungcao.systems.administration.tests.factories import officer
from vungcao.systems.administration.views.jobs import QUEUES, TASKS

pytestmark = pytest.mark.django_db


def failed_run(by: User) -> Run:
    with scoped((), account=by.pk):
        run = services.start(kind="audit.verify", arguments={}, by=by)
        services.fail(run=run, message="Không đọc được.", by=by)
    return run


def page(client: Client) -> str:
    return client.get(reverse("administration:jobs")).content.decode()


def test_shows_queues_schedule_and_failures(client: Client) -> None:
    client.force_login(officer(Role.ADMINISTRATOR))
    failed_run(officer(Role.AUDITOR))

    text = page(client)

    assert "Việc dài" in text
    assert "Ghi dấu mốc nhật ký" in text
    assert "Không đọc được." in text
    assert "Không có máy xử lý nào chạy" in text


def test_a_failed_run_is_done_again_by_a_button(client: Client) -> None:
    client.force_login(officer(Role.ADMINISTRATOR))
    run = failed_run(officer(Role.AUDITOR))

    client.post(reverse("administration:job-retry", args=[run.pk]))

    with scoped((), account=run.started_by_id):
        assert Run.objects.get(pk=run.pk).state == "waiting"
    again = client.post(reverse("administration:job-retry", args=[run.pk]), follow=True)
    assert "Chỉ làm lại được" in again.content.decode()


def test_a_failed_task_of_the_product_goes_back_into_its_queue(client: Client, owner: Any) -> None:
    client.force_login(officer(Role.ADMINISTRATOR))
    job = tasks.defer("audit.anchor_heads", queue="housekeeping")

    refused = client.post(reverse("administration:task-retry", args=[job]), follow=True)

    assert "không còn ở trạng thái hỏng" in refused.content.decode()
    assert ProcrastinateJob.objects.get(pk=job).status == "todo"


def test_an_auditor_sees_and_changes_nothing(client: Client) -> None:
    run = failed_run(officer(Role.ADMINISTRATOR))
    client.force_login(officer(Role.AUDITOR))

    assert reverse("administration:job-retry", args=[run.pk]) not in page(client)
    assert client.post(reverse("administration:job-retry", args=[run.pk])).status_code == 403


def test_an_administrator_of_one_commune_sees_no_run_of_another(client: Client) -> None:
    run = failed_run(officer(Role.AUDITOR, UnitFactory.create()))
    client.force_login(officer(Role.ADMINISTRATOR, UnitFactory.create()))

    assert "Không đọc được." not in page(client)
    assert client.post(reverse("administration:job-retry", args=[run.pk])).status_code == 404


def test_the_audit_is_verified_in_the_background(client: Client, today: Any) -> None:
    by = officer(Role.AUDITOR)
    client.force_login(by)

    response = client.post(reverse("administration:audit-verify-later"))

    with scoped((), account=by.pk):
        run = Run.objects.get()
    assert response.headers["Location"] == reverse("run", args=[run.code])
    perform(run.pk, by.pk, today)
    assert "Nhật ký" in client.get(reverse("run", args=[run.code])).content.decode()


def test_every_queue_and_every_task_of_the_schedule_has_words() -> None:
    from procrastinate.contrib.django import app

    from vungcao.kernel.offers.jobs import QUEUES as NAMES

    periodic = {task.task.name for task in app.periodic_registry.periodic_tasks.values()}
    queues = {str(task.queue) for name, task in app.tasks.items() if "builtin" not in name}

    assert periodic - TASKS.keys() == set()
    assert QUEUES.keys() == set(NAMES)
    assert queues - set(NAMES) == set(), "no worker listens to such a queue"


def test_asks_the_database_for_little(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(officer(Role.ADMINISTRATOR))
    by = officer(Role.AUDITOR)
    for _number in range(5):
        failed_run(by)

    with django_assert_max_num_queries(21):
        page(client)


def test_what_failed_is_ordered_and_leaves_as_a_file(client: Client) -> None:
    client.force_login(officer(Role.ADMINISTRATOR))
    failed_run(officer(Role.AUDITOR))

    answer = client.get(reverse("administration:jobs"), {"format": "csv", "sort": "by"})

    lines = b"".join(answer).decode("utf-8-sig").splitlines()
    assert lines[0] == "Việc,Người giao,Lời báo,Yêu cầu lúc,Hỏng lúc"
    assert f",{Role.AUDITOR.value},Không đọc được.," in lines[1]


def test_is_closed_to_other_roles(client: Client) -> None:
    client.force_login(officer(Role.SPECIALIST))

    assert client.get(reverse("administration:jobs"), {"format": "csv"}).status_code == 403
