"""An officer sends files over a line that breaks, and nobody else finds them."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Browser, Page, Route

from tests.ground import PASSWORD
from tests.journeys.conftest import ON_A_DESK, ON_A_PHONE
from tests.journeys.walking import Walk
from vungcao.kernel.access.roles import Role
from vungcao.kernel.files import services
from vungcao.kernel.files.services import uploading
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import GrantFactory, UserFactory
from vungcao.kernel.tests.files import samples
from vungcao.kernel.tests.files.conftest import store  # noqa: F401
from vungcao.kernel.units.models import Kind, Unit

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("store")]
PIECE = 256 * 1024
CONTENT = ("Thôn Mẫu 1; thôn Mẫu 2; thôn Mẫu 3\n" * 40_000).encode()
FIELD_ERROR = ".field.bad .err"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploading, "folder", lambda: tmp_path / "uploads")


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """Six pieces and a bit."""
    path = tmp_path / "danh sách thôn.txt"
    path.write_bytes(CONTENT)
    return path


class Line:
    """What goes over it: where each piece begins; from `breaks_after` pieces on none arrives."""

    def __init__(self, page: Page, breaks_after: int) -> None:
        self.offsets: list[int] = []
        self.breaks_after = breaks_after
        page.route("**/tep/tai-len/*/", self._carry)

    def _carry(self, route: Route) -> None:
        offset = route.request.headers.get("upload-offset")
        if offset is not None:
            self.offsets.append(int(offset))
            if len(self.offsets) > self.breaks_after:
                return  # it hangs
        route.continue_()


def choose(walk: Walk, path: Path) -> None:
    walk.page.get_by_label("Tệp", exact=True).set_input_files(path)
    walk.press("Tải lên")


@ON_A_PHONE
def test_a_file_goes_on_where_it_stopped_and_comes_back_whole(walk: Walk, large: Path) -> None:
    walk.sign_in("canbo-xa")
    walk.menu("Tệp của tôi")
    walk.reads("Chưa có tệp nào.")
    walk.is_fit()
    line = Line(walk.page, breaks_after=2)

    choose(walk, large)
    walk.reads(f"Đã gửi {100 * 2 * PIECE // len(CONTENT)}%")
    walk.is_fit()
    walk.press("Tạm dừng")
    walk.reads("Tạm dừng ở")
    walk.is_fit()

    walk.page.reload()
    line.offsets, line.breaks_after = [], 99
    choose(walk, large)
    walk.reads("Đã tải tệp lên.", large.name)

    assert line.offsets == list(range(2 * PIECE, len(CONTENT), PIECE))
    walk.is_fit()
    with walk.page.expect_download() as started:
        walk.press(large.name)
    assert started.value.suggested_filename == large.name
    assert started.value.path().read_bytes() == CONTENT


@pytest.mark.soak
@ON_A_PHONE
def test_a_file_is_deleted_only_when_it_is_said_twice(walk: Walk, large: Path) -> None:
    walk.sign_in("canbo-xa")
    walk.menu("Tệp của tôi")
    choose(walk, large)
    walk.reads("Đã tải tệp lên.")

    walk.page.locator("summary").get_by_text("Xoá").click()
    walk.is_fit()
    walk.press("Xoá hẳn")

    walk.reads("Đã xoá tệp.", "Chưa có tệp nào.")


@pytest.mark.soak
@ON_A_DESK
def test_a_file_that_was_given_up_leaves_room_for_another(walk: Walk, large: Path) -> None:
    walk.sign_in("canbo-xa")
    walk.menu("Tệp của tôi")
    line = Line(walk.page, breaks_after=1)
    choose(walk, large)
    walk.reads(f"Đã gửi {100 * PIECE // len(CONTENT)}%")

    walk.press("Huỷ")
    walk.reads("Đã huỷ, máy chủ không giữ phần đã gửi.")
    walk.is_fit()
    line.offsets, line.breaks_after = [], 99
    choose(walk, large)

    walk.reads("Đã tải tệp lên.")
    assert line.offsets[0] == 0
    assert list(uploading.folder().iterdir()) == []


@pytest.mark.soak
@ON_A_PHONE
def test_what_is_dangerous_or_mislabelled_is_refused_beside_the_field(
    walk: Walk, tmp_path: Path
) -> None:
    made = samples.blank()
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    active, wrong = tmp_path / "biểu mẫu.pdf", tmp_path / "bảng kê.pdf"
    active.write_bytes(samples.saved(made))
    wrong.write_bytes(b"MZ" + os.urandom(2 * PIECE))  # this one goes in pieces
    walk.sign_in("canbo-xa")
    walk.menu("Tệp của tôi")

    for path, said in ((active, "mã JavaScript"), (wrong, "Ở đây nhận:")):
        choose(walk, path)
        walk.page.locator(FIELD_ERROR).get_by_text(said).wait_for()
        walk.is_fit()

    walk.reads("Chưa có tệp nào.")


@pytest.mark.soak
@ON_A_DESK
def test_an_officer_of_another_commune_finds_no_such_file(walk: Walk, large: Path) -> None:
    walk.sign_in("canbo-xa")
    walk.menu("Tệp của tôi")
    choose(walk, large)
    address = walk.page.get_by_role("link", name=large.name).get_attribute("href")
    with scoped(("/1/",)):
        elsewhere = Unit.objects.filter(kind=Kind.COMMUNE).order_by("pk").last()
        user = UserFactory.create(username="lang-gieng")
        user.set_password(PASSWORD)
        user.save()
        GrantFactory.create(user=user, unit=elsewhere, role=Role.COMMUNE_OFFICER)

    walk.page.context.clear_cookies()
    walk.sign_in("lang-gieng")
    answer = walk.page.goto(f"{walk.base}{address}")

    assert answer is not None
    assert answer.status == 404
    assert re.fullmatch(r"/tep/[a-z2-7]{10}/", str(address))
    walk.is_fit()


@pytest.mark.soak
@ON_A_DESK
def test_an_administrator_comes_from_a_kind_without_a_period_to_where_one_is_set(
    walk: Walk,
) -> None:
    with scoped(("/1/",)):
        services.declare_periods(by=UserFactory.create())
    walk.sign_in("quan-tri")

    walk.menu("Tệp và thời hạn lưu")
    walk.reads("chưa quy định, giữ mãi")
    walk.is_fit()
    walk.press("Quy định thời hạn lưu của tệp riêng của cán bộ")

    walk.reads("Chưa có giá trị nào.")
    walk.is_fit()


@pytest.fixture
def plain(browser: Browser, page: Page) -> Iterator[Page]:
    """A browser that runs no script."""
    context = browser.new_context(viewport=page.viewport_size, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.soak
@ON_A_PHONE
def test_without_scripts_the_file_goes_with_the_form(walk: Walk, plain: Page, large: Path) -> None:
    bare = Walk(plain, walk.base)
    bare.sign_in("canbo-xa")
    bare.open("/lam-viec/tep/")

    choose(bare, large)

    bare.reads("Đã tải tệp lên.")
    with plain.expect_download() as started:
        bare.press(large.name)
    assert started.value.path().read_bytes() == CONTENT
