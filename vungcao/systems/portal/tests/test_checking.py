"""What an editor is shown of a page, and what of it stands against publishing."""

import json
import re
from collections.abc import Callable
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image as Drawing
from wagtail.images.models import Image

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.systems.portal.models import Article, Section
from vungcao.systems.portal.models.checks import bare_pictures, writers
from vungcao.systems.portal.queries import checking
from vungcao.systems.portal.queries.checking import Check
from vungcao.systems.portal.tests import voices
from vungcao.systems.portal.tests.factories import draft, form_of, holder, section

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pictures_folder")]
EDITOR = "/bien-tap/"


def picture(description: str = "", size: tuple[int, int] = (800, 400), noise: int = 0) -> Image:
    out = BytesIO()
    drawn = Drawing.effect_noise(size, noise) if noise else Drawing.new("RGB", size, (9, 9, 9))
    drawn.convert("RGB").save(out, "PNG")
    given = SimpleUploadedFile("x.png", out.getvalue(), "image/png")
    return Image.objects.create(title="Mẫu", file=given, description=description)


def with_body(*blocks: tuple[str, object]) -> Article:
    page = draft(section())
    page.body = list(blocks)
    page.save_revision()
    return page


def in_body(image: Image, alt: str = "", *, decorative: bool = False) -> tuple[str, object]:
    image.contextual_alt_text, image.decorative = alt, decorative
    return ("picture", image)


def test_pictures_without_words_stand_against_publishing() -> None:
    page = with_body(in_body(picture("Mô tả chung không đủ")), in_body(picture(), "Lớp học."))
    page.picture = picture()

    refusing, _others = checking.by_weight(page)

    assert [one.partition(" chưa")[0] for one in refusing] == [
        "Ảnh đầu bài",
        "Ảnh thứ 1 trong bài",
    ]
    assert "portal.1_pictures" not in checking.failing(with_words(page))


def with_words(page: Article) -> Article:
    page.picture = picture("Một ô đen.")
    page.body = [in_body(picture(), "Lớp học."), in_body(picture(), decorative=True)]
    return page


def test_a_page_over_the_budget_is_told_how_heavy_it_is() -> None:
    light, heavy = with_body(("text", "<p>Ngắn.</p>")), draft(section(), "nang")
    heavy.picture = picture("Nhiễu.", (800, 1600), noise=120)

    assert checking.weight(light) <= checking.BUDGET < checking.weight(heavy)
    assert "Trang nặng chừng" in " ".join(checking.faults(heavy))


def test_the_estimate_takes_the_drawn_picture_when_there_is_one() -> None:
    page = with_body()
    page.picture = picture("Nhiễu.", (800, 700), noise=120)
    before = checking.weight(page)

    drawn = page.picture.get_rendition(checking.SIZE)

    assert checking.weight(page) == checking.FRAME + round((drawn.file.size + 8) / 1024)
    assert checking.weight(page) != before


@pytest.mark.parametrize(
    ("blocks", "said"),
    [
        ([("heading", "Việc"), ("heading", "Khác"), ("note", "x")], "Dưới đầu mục “Việc”"),
        ([("note", "x"), ("heading", "Cuối")], "Dưới đầu mục “Cuối”"),
        ([("text", '<p>Xem <a href="/x/"> </a>.</p>')], "Có liên kết không có chữ"),
        ([("links", [{"label": "Xem", "page": None, "address": ""}])], "Liên kết “Xem” chưa dẫn"),
        ([("text", "<p>theo Nghị định số 42 về tin</p>")], "Nghị định số 42: ghi đủ số"),
    ],
)
def test_what_is_missing_is_said(blocks: list[tuple[str, object]], said: str) -> None:
    assert any(one.startswith(said) for one in checking.faults(with_body(*blocks)))


def test_another_part_adds_a_check_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking.checks, "_offers", dict(checking.checks.items()))

    checking.add("portal.7_map", Check("Chưa có bản đồ", "Vẽ.", lambda page: ["Chưa vẽ."]))

    assert checking.faults(with_body())[-1] == "Chưa vẽ."


def test_an_article_that_nobody_reads_aloud_is_named_until_a_recording_is_there() -> None:
    page, place = with_body(), Section.objects.get()
    said = "Bài chưa có bản đọc"

    assert any(one.startswith(said) for one in checking.faults(page))
    assert not any(one.startswith(said) for one in checking.faults(place))

    voices.uploaded(page)

    assert not any(one.startswith(said) for one in checking.faults(page))


@pytest.fixture
def pair() -> Callable[[Role], tuple[Client, User]]:
    section()

    def made(role: Role) -> tuple[Client, User]:
        client, user = holder(role)
        client.get(EDITOR)
        return client, user

    return made


def test_the_editor_says_above_the_form_what_is_missing(
    pair: Callable[[Role], tuple[Client, User]],
) -> None:
    client, _user = pair(Role.EDITOR)
    page = with_body(("heading", "Cuối"))
    page.picture = picture()
    page.save_revision()

    shown = client.get(f"{EDITOR}pages/{page.pk}/edit/").content.decode()

    assert "Chưa duyệt, chưa đăng được:" in shown
    assert "Ảnh đầu bài chưa có lời mô tả" in shown
    assert "Dưới đầu mục “Cuối” chưa có nội dung." in shown


def test_the_preview_carries_what_was_found_for_the_list_of_checks(
    pair: Callable[[Role], tuple[Client, User]],
) -> None:
    client, _user = pair(Role.EDITOR)
    page = with_body(("heading", "Cuối"))

    preview = client.get(f"{EDITOR}pages/{page.pk}/view_draft/").content.decode()
    form = client.get(f"{EDITOR}pages/{page.pk}/edit/").content.decode()

    assert 'data-found="portal-5-headings portal-6-sound"' in preview
    assert "portal/checks" in preview
    assert json.dumps("Đầu mục không có nội dung") in form
    assert re.search(r'<svg[^>]*class="[^"]*icon-wagtail', preview) is None


def test_what_everybody_reads_carries_nothing_of_the_editor(client: Client) -> None:
    from vungcao.systems.portal.tests.factories import published

    published(section())

    page = client.get("/tin-tuc/duong-vao-thon/").content.decode()

    assert "portal-checks" not in page
    assert "userbar" not in page


def test_a_publisher_publishes_what_another_wrote_and_never_without_words_for_pictures(
    pair: Callable[[Role], tuple[Client, User]],
) -> None:
    client, publisher = pair(Role.PUBLISHER)
    _other, author = pair(Role.EDITOR)
    page = draft(section())
    form = {**form_of(page), "action-publish": "1"}
    address = f"{EDITOR}pages/{page.pk}/edit/"

    client.post(address, {**form, "title": "Lời của người duyệt"})
    assert not Article.objects.get(pk=page.pk).live
    assert writers(page) >= {publisher.pk}
    saved = Article.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert saved.title == "Lời của người duyệt"  # kept, though not published

    fresh = draft(section(), "bai-hai")
    fresh.picture = picture()
    fresh.save_revision(user=author)
    refused = client.post(
        f"{EDITOR}pages/{fresh.pk}/edit/", {**form_of(fresh), "action-publish": "1"}, follow=True
    )
    assert not Article.objects.get(pk=fresh.pk).live
    assert "Ảnh đầu bài chưa có lời mô tả" in refused.content.decode()


def test_with_both_roles_nobody_takes_a_step_with_their_own_text(
    pair: Callable[[Role], tuple[Client, User]],
) -> None:
    client, both = pair(Role.EDITOR)
    from vungcao.kernel.tests.factories import GrantFactory

    GrantFactory.create(user=both, role=Role.PUBLISHER, unit=both.grant_set.get().unit)
    peer, other = pair(Role.EDITOR)
    page = draft(section())
    client.post(f"{EDITOR}pages/{page.pk}/edit/", form_of(page, **{"action-submit": "1"}))
    state = Article.objects.get(pk=page.pk).current_workflow_task_state
    step = f"{EDITOR}pages/workflow/action/{page.pk}/approve/"

    client.post(f"{step}{state.pk}/", {"comment": ""})
    state.refresh_from_db()
    assert state.status == state.STATUS_IN_PROGRESS
    peer.post(f"{step}{state.pk}/", {"comment": ""})
    last = Article.objects.get(pk=page.pk).current_workflow_task_state
    assert last.task.name == "Duyệt"
    client.post(f"{step}{last.pk}/", {"comment": ""})

    last.refresh_from_db()
    assert last.status == last.STATUS_IN_PROGRESS
    assert not Article.objects.get(pk=page.pk).live
    task = last.task.specific
    assert task.get_actions(page, User.objects.get(pk=both.pk)) == []
    assert task.get_actions(page, User.objects.get(pk=other.pk)) == []  # no publisher


def test_who_changes_a_text_in_the_press_that_approves_it_has_written_it(
    pair: Callable[[Role], tuple[Client, User]],
) -> None:
    author, peer = pair(Role.EDITOR)[0], pair(Role.EDITOR)[0]
    page = draft(section())
    address = f"{EDITOR}pages/{page.pk}/edit/"
    author.post(address, form_of(page, **{"action-submit": "1"}))
    press = {"action-workflow-action": "1", "workflow-action-name": "approve"}

    now = Article.objects.get(pk=page.pk).get_latest_revision_as_object()
    peer.post(address, form_of(now, **press, title="Đổi cả tên"))

    state = Article.objects.get(pk=page.pk).current_workflow_task_state
    assert (state.task.name, state.status) == ("Kiểm tra", "in_progress")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("anh2", False),
        ("IMG_2034", False),
        ("z5839_1.jpg", False),
        ("duong-hoa", False),
        ("", False),
        ("Cờ", True),
        ("Đường hoa ở thôn mẫu 2", True),
    ],
)
def test_the_name_of_a_file_is_no_description(words: str, says: bool) -> None:
    picture = SimpleNamespace(description=words)
    page = SimpleNamespace(picture=picture, body=None)

    assert (list(bare_pictures(page)) == []) == says


def test_the_editor_does_not_offer_the_name_of_a_file_as_a_description() -> None:
    client, _editor = holder(Role.EDITOR)
    client.get(EDITOR)

    assert Image(title="anh2").default_alt_text == ""
    assert Image(title="anh2", description="Đường hoa").default_alt_text == "Đường hoa"


def test_the_list_of_checks_names_no_element_of_the_page() -> None:
    page = with_body()
    client, _editor = holder(Role.EDITOR)

    shown = client.get(f"{EDITOR}pages/{page.pk}/edit/").content.decode()

    row = shown.partition('id="w-content-checker-row-template"')[2].partition("</template>")[0]
    assert "hidden data-content-checker-selector-text" in row
    assert "Độ dễ đọc" not in shown


def test_an_empty_line_of_links_is_named_once() -> None:
    page = with_body(("links", [{"label": "", "page": None, "address": ""}]))

    said = [one for one in checking.faults(page) if "iên kết" in one]

    assert said == ["Có liên kết không có chữ: người nghe máy đọc không biết dẫn đến đâu."]
