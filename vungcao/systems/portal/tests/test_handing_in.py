"""Handing in a page: what stands against publishing is said then, and the text is kept."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.images.models import Image

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.systems.portal.models import Article, Section
from vungcao.systems.portal.tests.factories import NOON, draft, form_of, holder, section, told
from vungcao.systems.portal.tests.test_checking import picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pictures_folder")]
EDITOR = "/bien-tap/"
HAND_IN = {"action-submit": "1"}
NOT_YET = "Chưa gửi duyệt được, bài đã lưu thành bản nháp."


@pytest.fixture
def editor() -> Client:
    client, _user = holder(Role.EDITOR)
    client.get(EDITOR)
    return client


def peer() -> User:
    client, user = holder(Role.EDITOR)
    client.get(EDITOR)
    return user


def with_picture(image: Image, title: str = "Bài có ảnh") -> dict[str, object]:
    """A page with a picture on top and one in its body."""
    form = form_of(draft(section()), title=title, picture=image.pk)
    block = {"image": image.pk, "decorative": "", "alt_text": image.description}
    inside = {f"body-0-value-{name}": value for name, value in block.items()}
    return {name: value for name, value in form.items() if name != "body-0-value"} | {
        "body-0-type": "picture",
        **inside,
    }


def address(page: Article) -> str:
    return f"{EDITOR}pages/{page.pk}/edit/"


def test_a_page_with_a_wordless_picture_is_kept_as_a_draft_and_says_what_is_missing(
    editor: Client,
) -> None:
    other, form = peer(), with_picture(picture())
    page = Article.objects.get()

    answer = editor.post(address(page), {**form, **HAND_IN}, follow=True)

    shown = answer.content.decode()
    assert answer.redirect_chain[-1][0].endswith(address(page))
    assert shown.count(NOT_YET) == 1
    saved = Article.objects.get().get_latest_revision_as_object()
    assert '<a href="#id_picture-chooser">Ảnh đầu bài chưa có lời mô tả' in shown
    block = f"#block-{saved.body[0].id}-section"
    assert f'<a href="{block}">Ảnh thứ 1 trong bài chưa có lời mô tả' in shown
    assert (saved.title, saved.picture_id, saved.body[0].block_type) == (
        "Bài có ảnh",
        form["picture"],
        "picture",
    )
    assert not Article.objects.get().workflow_in_progress
    assert told(other) == []


def test_once_the_picture_is_described_the_page_is_handed_in(editor: Client) -> None:
    other, form = peer(), with_picture(picture("Lớp học ở thôn mẫu"))
    page = Article.objects.get()

    editor.post(address(page), {**form, **HAND_IN})

    assert Article.objects.get().current_workflow_task.name == "Kiểm tra"
    assert [one.kind for one in told(other)] == ["portal.to_check"]


def test_a_new_page_that_is_handed_in_at_once_is_kept_the_same_way(editor: Client) -> None:
    form = {**with_picture(picture(), title="Bài mới tinh"), "slug": "bai-moi-tinh"}
    place = Section.objects.get()
    Article.objects.get().delete()

    answer = editor.post(
        f"{EDITOR}pages/add/portal/article/{place.pk}/", {**form, **HAND_IN}, follow=True
    )

    made = Article.objects.get()
    assert (made.title, made.live, made.workflow_in_progress) == ("Bài mới tinh", False, False)
    assert NOT_YET in answer.content.decode()
    assert "Ảnh đầu bài chưa có lời mô tả" in answer.content.decode()


def test_what_else_is_missing_is_said_at_once(editor: Client) -> None:
    form = with_picture(picture())
    page = Article.objects.get()

    answer = editor.post(address(page), {**form, "lead": "", **HAND_IN}, follow=True)

    shown = answer.content.decode()
    assert "<li>Tóm tắt: " in shown
    assert "Ảnh đầu bài chưa có lời mô tả" in shown
    assert Article.objects.get().get_latest_revision_as_object().title == "Bài có ảnh"
    assert not Article.objects.get().workflow_in_progress


def test_a_form_with_faults_of_its_own_says_those_beside_the_fields(editor: Client) -> None:
    form = with_picture(picture("Lớp học ở thôn mẫu"))
    page = Article.objects.get()

    answer = editor.post(address(page), {**form, "lead": "", **HAND_IN})

    assert answer.status_code == 200
    assert NOT_YET not in answer.content.decode()
    assert not Article.objects.get().workflow_in_progress


def test_what_was_sent_back_is_not_handed_in_again_without_words_for_its_picture(
    editor: Client,
) -> None:
    checker, _user = holder(Role.EDITOR)
    checker.get(EDITOR)
    form = with_picture(picture("Lớp học ở thôn mẫu"))
    page = Article.objects.get()
    editor.post(address(page), {**form, **HAND_IN})
    state = Article.objects.get().current_workflow_task_state
    checker.post(
        f"{EDITOR}pages/workflow/action/{page.pk}/reject/{state.pk}/", {"comment": "Thay ảnh."}
    )

    editor.post(address(page), {**form, "picture": picture().pk, **HAND_IN})
    assert not Article.objects.get().workflow_in_progress
    editor.post(address(page), {**form, **HAND_IN})

    assert Article.objects.get().workflow_in_progress


def test_of_a_page_that_another_has_locked_nothing_is_said_to_be_kept(editor: Client) -> None:
    other, form = peer(), with_picture(picture())
    page = Article.objects.get()
    Article.objects.update(locked=True, locked_by=other, locked_at=NOON)

    answer = editor.post(address(page), {**form, **HAND_IN}, follow=True)

    assert NOT_YET not in answer.content.decode()
    assert Article.objects.get().latest_revision_id == page.latest_revision_id


def test_who_may_not_edit_hands_nothing_in() -> None:
    client, _user = holder(Role.COMMUNE_OFFICER)
    form = with_picture(picture("Lớp học ở thôn mẫu"))
    page = Article.objects.get()

    assert client.post(address(page), {**form, **HAND_IN}).status_code == 403
    assert not Article.objects.get().workflow_in_progress
    assert client.get(reverse("portal:desk")).status_code == 403
