"""Editors write, check, approve and schedule; readers, feeds and the newsletter find it then."""

import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image as Drawing
from playwright.sync_api import FilePayload, expect

from tests.journeys.conftest import ON_A_DESK
from tests.journeys.walking import Walk
from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.calendar import clock
from vungcao.kernel.scopes.services import scoped
from vungcao.systems.portal.models import Article, Section
from vungcao.systems.portal.services import handing, schedule, writing
from vungcao.systems.portal.services.writing import Text

pytestmark = pytest.mark.journey
EDITOR = "/bien-tap/"
TITLE, LEAD = "Thôn mẫu 2 làm đường hoa", "Bài mẫu, dữ liệu giả lập."
WHAT = "Con đường có hoa hai bên, dữ liệu giả lập."
SLUG = "thon-mau-2-lam-duong-hoa"


@pytest.fixture(autouse=True)
def folder(settings: object, tmp_path: Path) -> None:
    """Pictures of a journey stay nowhere."""
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]


def section() -> Section:
    found: Section = Section.objects.get(slug="tin-tu-co-so")
    return found


def waits() -> Article:
    """A draft of the demo's editor that stands before its check."""
    with scoped(("/1/",)):
        author = User.objects.get(username="bientap")
        text = Text(slug=SLUG, title=TITLE, lead=LEAD, body=[("note", "Mẫu.")], source="Mẫu")
        page = writing.write(section=section(), text=text, by=author)
        handing.hand_in(page=page, now=clock.now(), by=author)
        return page


@ON_A_DESK
def test_an_editor_sees_what_waits_and_what_came_back(walk: Walk) -> None:
    page = waits()
    walk.sign_in("duyet-bai")
    walk.menu("Bài đang chờ")
    walk.reads(TITLE, "Kiểm tra", "Chờ từ")
    walk.is_fit()
    walk.page.get_by_role("link", name=re.compile(TITLE)).click()
    walk.reads("Các bước đã qua", "đang đăng")
    walk.is_fit()
    with scoped(("/1/",)):
        publisher = User.objects.get(username="duyet-bai")
        handing.send_back(page=page, reason="Ghi nguồn.", now=clock.now(), by=publisher)

    walk.page.context.clear_cookies()
    walk.sign_in("bientap")
    walk.open("/lam-viec/viec-can-lam/")
    walk.reads("Sửa bài được trả lại")
    walk.press("Xem lý do")
    walk.reads("Ghi nguồn.", "trả lại để sửa")
    walk.is_fit()
    walk.press("Mở trong trang soạn bài")
    walk.page.get_by_role("textbox", name="Tiêu đề").first.wait_for()
    assert "Vùng Cao" in walk.page.title()
    assert walk.complaints == []


def photograph() -> FilePayload:
    out = BytesIO()
    Drawing.new("RGB", (1200, 600), (90, 140, 60)).save(out, "JPEG")
    return {"name": "duong-hoa.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def writes(walk: Walk) -> None:
    """A title, a lead, a picture with what it shows, a line of text; then on to who checks."""
    page, place = walk.page, section()
    walk.open(f"{EDITOR}pages/add/portal/article/{place.pk}/")
    page.locator("[name=title]").fill(TITLE)
    page.locator("[name=lead]").fill(LEAD)
    page.locator("#id_picture-chooser").get_by_role("button", name="Chọn một ảnh").click()
    dialog = page.locator(".modal-dialog")
    dialog.get_by_role("tab", name="Tải lên").click()
    dialog.locator("input[type=file]").set_input_files(photograph())
    expect(dialog.locator("[name$=-title]")).to_have_value("duong-hoa")
    dialog.locator("[name$=description]").fill(WHAT)
    dialog.get_by_role("button", name="Tải lên", exact=True).click()
    page.locator("#id_picture-chooser").get_by_text("duong-hoa").wait_for()
    page.get_by_role("button", name="Chèn một khối").first.click()
    page.get_by_role("option", name="Khung lưu ý").click()
    page.locator("[name=body-0-value]").fill("Bài của bản trình diễn.")
    chooses(walk, "Gửi duyệt (Kiểm tra rồi duyệt)")
    page.wait_for_url(f"**{EDITOR}pages/{place.pk}/")


@ON_A_DESK
def test_what_is_typed_by_hand_stays(walk: Walk) -> None:
    walk.sign_in("bientap")
    walk.open(f"{EDITOR}pages/add/portal/event/{section().pk}/")
    begins = walk.page.locator("[name=begins_at]")
    begins.fill("31/02/2027 8 giờ")
    begins.press("Tab")
    walk.page.get_by_role("tab", name="Quảng bá").click()
    address = walk.page.locator("[name=slug]")
    address.fill("Đường vào thôn Mẫu, sửa xong!")
    address.blur()

    expect(begins).to_have_value("31/02/2027 8 giờ")
    expect(address).to_have_value("duong-vao-thon-mau-sua-xong")


def chooses(walk: Walk, label: str) -> None:
    """An action below the form that is not the first one."""
    walk.page.get_by_role("button", name="Việc khác").click()
    walk.page.get_by_role("button", name=label, exact=True).click()


def decides(walk: Walk, made: Article) -> None:
    """Through the office's page of the article into the editor, and the one press there."""
    walk.open(f"/lam-viec/cong-thong-tin/{made.pk}/")
    walk.press("Mở trong trang soạn bài")
    walk.page.locator("[name=title]").wait_for()
    chooses(walk, "Đồng ý")
    walk.page.wait_for_url(f"**{EDITOR}pages/{section().pk}/")


@pytest.mark.soak
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Wagtail's files
@ON_A_DESK
def test_an_article_from_its_first_word_to_its_readers(walk: Walk) -> None:
    walk.sign_in("bientap")
    writes(walk)
    made = Article.objects.get(title=TITLE)
    assert made.get_latest_revision_as_object().picture.description == WHAT

    walk.page.context.clear_cookies()
    walk.sign_in("duyet-bai")
    walk.open("/lam-viec/viec-can-lam/")
    walk.reads("Kiểm tra bài")
    decides(walk, made)
    walk.open(f"/lam-viec/cong-thong-tin/{made.pk}/")
    walk.reads("Kiểm tra: đồng ý")
    moment = clock.now() + timedelta(days=3650)
    with scoped(("/1/",)):
        publisher = User.objects.get(username="duyet-bai")
        handing.schedule(page=Article.objects.get(pk=made.pk), at=moment, by=publisher)
    walk.open("/lam-viec/cong-thong-tin/")
    walk.reads("Hẹn giờ đăng", TITLE)
    walk.is_fit()
    assert made.slug == "thon-mau-2-lam-duong-hoa"
    assert walk.page.request.get(walk.base + made.url).status == 404

    with scoped(("/1/",)):
        schedule.publish_due(now=moment, by=system_account("portal"))

    walk.page.context.clear_cookies()
    walk.open(made.url)
    walk.reads(TITLE, LEAD)
    assert walk.page.locator("article img").first.get_attribute("alt") == WHAT
    walk.is_fit()
    assert TITLE in walk.page.request.get(f"{walk.base}/tin-moi.atom").text()
    walk.sign_in("bientap")
    walk.open("/lam-viec/ban-tin/moi/")
    walk.page.fill("[name=title]", "Tin tuần mẫu")
    walk.page.locator("main button[type=submit]").first.click()
    walk.reads(TITLE)
