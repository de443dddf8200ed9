"""From a draft to a page: who may write where, who checks, who approves, what the clock does."""

import json
from datetime import timedelta

import pytest
from django.utils import translation
from wagtail.models import Page, TaskState, Workflow

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.tests.factories import OrganisationFactory
from vungcao.systems.portal.models import Article, KeptCopy, Section
from vungcao.systems.portal.queries import progress
from vungcao.systems.portal.services import groups, schedule
from vungcao.systems.portal.tests.factories import (
    NOON,
    draft,
    form_of,
    holder,
    keeper,
    published,
    section,
)

pytestmark = pytest.mark.django_db
EDITOR = "/bien-tap/"


def owned(slug: str, body: Organisation) -> Section:
    place = section(slug, slug)
    place.owner_body = body
    place.save()
    groups.arrange(by=keeper())
    return place


def may(user: User, page: Page) -> tuple[bool, bool]:
    """Change and publish."""
    fresh = User.objects.get(pk=user.pk)
    rights = Page.objects.get(pk=page.pk).permissions_for_user(fresh)
    return rights.can_edit(), rights.can_publish()


def test_an_editor_writes_and_a_publisher_publishes() -> None:
    article = draft(section())
    (writer, editor), (other, publisher) = holder(Role.EDITOR), holder(Role.PUBLISHER)
    for client in (writer, other):
        client.get(EDITOR)

    assert may(editor, article) == (True, False)
    assert may(publisher, article) == (True, True)


def test_an_editor_of_one_body_cannot_touch_the_section_of_another() -> None:
    ours, theirs = OrganisationFactory.create_batch(2)
    own, foreign, common = owned("xa-mot", ours), owned("xa-hai", theirs), section()
    client, editor = holder(Role.EDITOR, organisation=ours)
    client.get(EDITOR)

    assert [may(editor, place)[0] for place in (own, foreign, common)] == [True, False, True]
    address = f"{EDITOR}pages/add/portal/article/"
    assert client.get(f"{address}{own.pk}/").status_code == 200
    assert client.get(f"{address}{foreign.pk}/").status_code == 302  # refused with a sentence
    assert client.get(f"{EDITOR}pages/{draft(foreign).pk}/edit/").status_code == 302


def test_a_section_that_gets_an_owner_is_closed_to_the_others_at_once() -> None:
    place, body = section(), OrganisationFactory.create()
    client, editor = holder(Role.EDITOR)
    client.get(EDITOR)
    assert may(editor, place) == (True, False)

    owned("tin-tuc", body)

    assert may(editor, place) == (False, False)


def test_the_author_cannot_check_their_own_text_and_approval_publishes_it() -> None:
    article = draft(section())
    (writer, author), (reader, peer), (signer, _signs) = (
        holder(role) for role in (Role.EDITOR, Role.EDITOR, Role.PUBLISHER)
    )
    for client in (writer, reader, signer):
        client.get(EDITOR)
    article.title = "Lời của tác giả"
    article.save_revision(user=author)
    state = article.get_workflow().start(article, author)
    check = state.current_task_state.task.specific
    assert check.get_actions(article, User.objects.get(pk=author.pk)) == []
    assert check.get_actions(article, User.objects.get(pk=peer.pk)) != []

    state.current_task_state.approve(user=peer)
    state.refresh_from_db()
    assert not Article.objects.get(pk=article.pk).live
    task = state.current_task_state.pk
    address = f"{EDITOR}pages/workflow/action/{article.pk}/approve/{task}/"
    answer = signer.post(address, {"comment": ""})

    assert answer.status_code in (200, 302)
    assert Article.objects.get(pk=article.pk).live
    assert KeptCopy.objects.filter(page=article.pk).count() == 1
    did = [e.body for e in Entry.objects.order_by("pk") if "portal.edited" in e.body]
    assert any("wagtail.publish" in body for body in did)


def test_two_steps_stand_before_every_page() -> None:
    workflow = section().get_workflow()

    assert [task.name for task in workflow.tasks] == ["Kiểm tra", "Duyệt"]
    assert [row.sort_order for row in workflow.workflow_tasks.order_by("pk")] == [0, 1]
    assert Workflow.objects.filter(name=workflow.name).count() == 1


def test_what_is_approved_for_a_moment_appears_then_and_what_expires_goes() -> None:
    place = section()
    coming, ending = draft(place, "sap-dang"), published(place, "sap-go")
    coming.go_live_at = NOON + timedelta(days=3650)
    coming.save_revision().publish()
    Page.objects.filter(pk=ending.pk).update(expire_at=NOON + timedelta(days=3650))

    early = schedule.publish_due(now=NOON, by=keeper())
    assert (early, Article.objects.get(pk=coming.pk).live) == (0, False)
    assert Article.objects.get(pk=ending.pk).live


def test_a_due_article_is_published_and_kept() -> None:
    article = draft(section())
    revision = article.save_revision()
    revision.approved_go_live_at = NOON
    revision.save()

    changed = schedule.publish_due(now=NOON, by=keeper())

    assert (changed, Article.objects.get(pk=article.pk).live) == (1, True)
    assert KeptCopy.objects.filter(page=article.pk).exists()
    assert schedule.publish_due(now=NOON, by=keeper()) == 0


def test_an_expired_article_is_taken_down() -> None:
    article = published(section())
    Page.objects.filter(pk=article.pk).update(expire_at=NOON)

    assert schedule.publish_due(now=NOON, by=keeper()) == 1

    page = Article.objects.get(pk=article.pk)
    assert (page.live, page.expired) == (False, True)


def handed_in(by: User) -> Article:
    """An article written by an account and waiting before its check."""
    article = draft(section())
    article.title = "Lời của tác giả"
    article.save_revision(user=by)
    article.get_workflow().start(article, by)
    return article


def test_the_editors_front_names_what_waits_for_who_reads_it_alone() -> None:
    (writer, author), (reader, _peer) = holder(Role.EDITOR), holder(Role.EDITOR)
    for client in (writer, reader):
        client.get(EDITOR)
    handed_in(author)

    waits = "Đang chờ chị/anh duyệt"
    assert waits in reader.get(EDITOR).content.decode()
    own = writer.get(EDITOR).content.decode()
    assert (waits in own, "Lời của tác giả" in own) == (False, True)


def test_what_waits_in_the_section_of_another_body_is_not_named() -> None:
    ours, theirs = OrganisationFactory.create_batch(2)
    place = owned("xa-hai", theirs)
    (near, _one), (far, _two) = holder(Role.EDITOR), holder(Role.EDITOR, organisation=ours)
    for client in (near, far):
        client.get(EDITOR)
    article = draft(place)
    article.get_workflow().start(article, keeper())

    assert "Đang chờ chị/anh duyệt" not in far.get(EDITOR).content.decode()


def window(action: str, article: Article) -> str:
    task = article.current_workflow_task_state.pk
    return f"{EDITOR}pages/workflow/action/{article.pk}/{action}/{task}/"


def test_nothing_goes_back_without_a_reason() -> None:
    (writer, author), (reader, _peer) = holder(Role.EDITOR), holder(Role.EDITOR)
    for client in (writer, reader):
        client.get(EDITOR)
    article = handed_in(author)

    asked = {"x-requested-with": "XMLHttpRequest"}
    refused = reader.post(window("reject", article), {"comment": " "}, headers=asked)
    assert "Ghi lý do để người viết biết cần sửa gì." in json.loads(refused.content)["html"]
    assert article.current_workflow_task_state.status == "in_progress"

    reader.post(window("reject", article), {"comment": "Ghi nguồn."})
    state = Article.objects.get(pk=article.pk).current_workflow_state
    assert (state.status, state.current_task_state.comment) == ("needs_changes", "Ghi nguồn.")


def test_a_form_that_leaves_the_reason_out_is_refused() -> None:
    (writer, author), (reader, _peer) = holder(Role.EDITOR), holder(Role.EDITOR)
    for client in (writer, reader):
        client.get(EDITOR)
    article = handed_in(author)
    said = form_of(
        article.get_latest_revision_as_object(),
        **{"action-workflow-action": "1", "workflow-action-name": "reject"},
    )

    answer = reader.post(f"{EDITOR}pages/{article.pk}/edit/", said)

    assert answer.status_code in (302, 403)
    assert article.current_workflow_task_state.status == "in_progress"


def test_a_step_is_agreed_to_in_the_words_of_the_office() -> None:
    (writer, author), (reader, peer) = holder(Role.EDITOR), holder(Role.EDITOR)
    for client in (writer, reader):
        client.get(EDITOR)
    article = handed_in(author)

    with translation.override("vi"):
        check = article.current_workflow_task_state.task.specific
        actions = check.get_actions(article, User.objects.get(pk=peer.pk))
        assert [str(action[1]) for action in actions] == [
            "Trả lại để sửa",
            "Đồng ý",
            "Đồng ý kèm nhận xét",
        ]
    assert progress.DID[TaskState.STATUS_APPROVED] == "đồng ý"
    assert progress.DID[TaskState.STATUS_REJECTED] == "trả lại"


def test_the_editor_calls_the_top_of_all_pages_by_a_word_of_ours() -> None:
    section()

    root = Page.get_first_root_node()

    assert (root.title, root.draft_title) == ("Mọi trang", "Mọi trang")
