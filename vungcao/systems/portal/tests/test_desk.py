"""What waits: who hears of it, who finds it on which screen, and what becomes of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar import clock
from vungcao.kernel.tests.factories import OrganisationFactory
from vungcao.systems.portal.models import Article, Section
from vungcao.systems.portal.queries import desk
from vungcao.systems.portal.services import groups, schedule, telling
from vungcao.systems.portal.tests.factories import (
    NOON,
    draft,
    form_of,
    holder,
    keeper,
    published,
    section,
    told,
)

pytestmark = pytest.mark.django_db
EDITOR = "/bien-tap/"
Four = tuple[Article, dict[str, Client], dict[str, User]]


@pytest.fixture
def four() -> Four:
    """A draft in a section of all, its author, another editor, a publisher, an editor of a body."""
    page = draft(section())
    people = {
        "author": holder(Role.EDITOR),
        "peer": holder(Role.EDITOR),
        "publisher": holder(Role.PUBLISHER),
        "stranger": holder(Role.COMMUNE_OFFICER),
    }
    for name in ("author", "peer", "publisher"):
        people[name][0].get(EDITOR)
    clients = {name: client for name, (client, _user) in people.items()}
    return page, clients, {name: user for name, (_client, user) in people.items()}


def hand_in(page: Article, client: Client) -> None:
    address = f"{EDITOR}pages/{page.pk}/edit/"
    answer = client.post(address, form_of(page, **{"action-submit": "1"}))
    assert answer.status_code == 302


def take(page: Article, client: Client, step: str, comment: str = "") -> int:
    state = Article.objects.get(pk=page.pk).current_workflow_task_state
    assert state is not None
    address = f"{EDITOR}pages/workflow/action/{page.pk}/{step}/{state.pk}/"
    return client.post(address, {"comment": comment}).status_code


def kinds(user: User) -> list[str]:
    return [one.kind for one in told(user)]


def todo(client: Client) -> str:
    return client.get(reverse("todo")).content.decode()


def test_who_may_take_the_next_step_hears_of_it_and_nobody_else(four: Four) -> None:
    page, clients, users = four

    hand_in(page, clients["author"])
    assert {name: kinds(user) for name, user in users.items()} == {
        "author": [],
        "peer": [telling.TO_CHECK],
        "publisher": [telling.TO_CHECK],
        "stranger": [],
    }
    take(page, clients["peer"], "approve")

    assert kinds(users["publisher"]) == [telling.TO_CHECK, telling.TO_APPROVE]
    assert kinds(users["author"]) == [telling.APPROVED]
    said = told(users["publisher"])[-1]
    assert said.title == "Bài “Thôn mẫu 1 sửa đường” chờ duyệt"
    assert clients["publisher"].get(reverse("portal:work", args=[page.pk])).status_code == 200


def test_who_wrote_hears_why_it_came_back_and_when_it_is_published(four: Four) -> None:
    page, clients, users = four
    hand_in(page, clients["author"])

    take(page, clients["peer"], "reject", "Thiếu ngày ban hành.")
    assert kinds(users["author"]) == [telling.RETURNED]
    shown = clients["author"].get(reverse("portal:work", args=[page.pk])).content.decode()
    assert "Thiếu ngày ban hành." in shown
    assert "trả lại để sửa" in shown
    assert "Sửa bài được trả lại" in todo(clients["author"])
    hand_in(Article.objects.get(pk=page.pk), clients["author"])
    take(page, clients["peer"], "approve")
    take(page, clients["publisher"], "approve")

    assert Article.objects.get(pk=page.pk).live
    assert kinds(users["author"]) == [telling.RETURNED, telling.APPROVED, telling.PUBLISHED]
    assert telling.PUBLISHED not in kinds(users["publisher"])


def test_what_is_scheduled_and_what_expires_is_told_by_the_clock(four: Four) -> None:
    page, clients, users = four
    hand_in(page, clients["author"])
    take(page, clients["peer"], "approve")
    state = Article.objects.get(pk=page.pk)
    state.go_live_at = clock.now() + timedelta(days=4000)
    state.save_revision(user=users["publisher"])
    take(page, clients["publisher"], "approve")
    assert kinds(users["author"]) == [telling.APPROVED, telling.SCHEDULED]
    listed = clients["author"].get(reverse("portal:desk")).content.decode()
    assert "Thôn mẫu 1 sửa đường" in listed.partition("Hẹn giờ đăng")[2]

    Article.objects.filter(pk=page.pk).update(expire_at=NOON)
    for moment in (state.go_live_at, state.go_live_at + timedelta(minutes=1)):
        schedule.publish_due(now=moment, by=keeper())
        Article.objects.filter(pk=page.pk, live=True).update(expire_at=NOON)

    assert kinds(users["author"])[-2:] == [telling.PUBLISHED, telling.EXPIRED]


def test_an_editor_finds_what_waits_by_section_and_what_is_to_do(four: Four) -> None:
    page, clients, _users = four
    hand_in(page, clients["author"])

    listed = clients["peer"].get(reverse("portal:desk")).content.decode()
    assert listed.index("Tin tức") < listed.index("Thôn mẫu 1 sửa đường")
    assert "Kiểm tra" in listed
    assert "Kiểm tra bài" in todo(clients["peer"])
    assert "Kiểm tra bài" not in todo(clients["author"])
    take(page, clients["peer"], "approve")

    assert "Duyệt bài" in todo(clients["publisher"])
    assert "Duyệt bài" not in todo(clients["peer"])


def test_what_waits_in_the_section_of_another_body_is_not_shown(four: Four) -> None:
    page, clients, users = four
    Section.objects.update(owner_body=OrganisationFactory.create())
    groups.arrange(by=keeper())
    page.get_workflow().start(page, users["author"])

    for name, shown in (("peer", False), ("publisher", True)):
        listed = clients[name].get(reverse("portal:desk")).content.decode()
        assert ("Thôn mẫu 1 sửa đường" in listed) is shown
        assert ("Kiểm tra bài" in todo(clients[name])) is shown
        status = clients[name].get(reverse("portal:work", args=[page.pk])).status_code
        assert status == (200 if shown else 404)


def test_who_agrees_to_a_step_is_told_what_becomes_of_the_page(four: Four) -> None:
    page, clients, _users = four
    hand_in(page, clients["author"])
    address = f"{EDITOR}pages/{page.pk}/edit/"
    step = {"action-workflow-action": "true", "workflow-action-name": "approve"}

    said = [
        clients["publisher"].post(address, form_of(page, **step), follow=True).content.decode()
        for _nth in range(2)
    ]

    assert "Đã đồng ý. Bước tiếp theo: Duyệt." in said[0]
    assert "Đã duyệt, trang đang đăng." in said[1]
    assert Article.objects.get(pk=page.pk).live


def test_what_was_approved_for_a_moment_is_told_with_it() -> None:
    page = draft(section())
    revision = page.save_revision()
    revision.approved_go_live_at = NOON
    revision.save()

    assert desk.outcome(page.pk) == "Đã duyệt. Trang được đăng lúc 12:00 20/11/2026."


def test_a_page_that_was_taken_down_says_so_at_the_desk(four: Four) -> None:
    _draft, clients, _users = four
    page = published(section(), "go-xuong")
    place = reverse("portal:work", args=[page.pk])

    answer = clients["publisher"].post(f"{EDITOR}pages/{page.pk}/unpublish/")

    assert answer.status_code == 302
    assert "đã gỡ xuống" in clients["publisher"].get(place).content.decode()
    assert Client().get(page.url).status_code == 410


def test_others_see_nothing_of_what_waits(four: Four) -> None:
    page, clients, _users = four

    for address in (reverse("portal:desk"), reverse("portal:work", args=[page.pk])):
        assert clients["stranger"].get(address).status_code == 403
    missing = reverse("portal:work", args=[10**9])
    assert clients["publisher"].get(missing).status_code == 404


def test_the_screens_ask_the_database_little(
    four: Four, django_assert_max_num_queries: Any
) -> None:
    page, clients, users = four
    place = Section.objects.get(slug="tin-tuc")
    for number in range(5):
        one = draft(place, f"bai-{number}")
        one.get_workflow().start(one, users["author"])
        published(place, f"dang-{number}")
    clients["publisher"].get(reverse("portal:desk"))

    with django_assert_max_num_queries(32):
        clients["publisher"].get(reverse("portal:desk"))
    with django_assert_max_num_queries(45):
        clients["publisher"].get(reverse("portal:work", args=[page.pk]))
