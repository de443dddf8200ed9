"""The manual's pictures for `make screenshots`, which writes them to docs/manual/anh.

No test: pytest collects this file only where the Makefile names it.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import transaction
from PIL import Image

from tests.ground import TODAY
from tests.journeys.test_notices import tell
from tests.journeys.walking import Walk
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.search import services as search
from vungcao.web import manual

pytestmark = pytest.mark.journey

PHONE, DESK = (360, 780), (1280, 800)
SHRUNK = 1000  # px; wide pages are read at this width in the manual
COLOURS = 128


@dataclass(frozen=True)
class Picture:
    """A page as an account sees it; `do` leads to what the picture is about."""

    name: str
    path: str
    account: str = "quan-tri"
    size: tuple[int, int] = DESK
    do: Callable[[Walk], None] | None = None


def looks_an_account_up(walk: Walk) -> None:
    walk.page.locator("[name=account]").press_sequentially("tai ch")
    walk.page.get_by_role("option", name="tai-chinh").wait_for()


def follows(name: str) -> Callable[[Walk], None]:
    return lambda walk: walk.page.locator("main").get_by_role("link", name=name).last.click()


def verifies_the_trail(walk: Walk) -> None:
    walk.press("Kiểm tra toàn bộ nhật ký")
    walk.reads("Nhật ký nguyên vẹn.")


PICTURES = (
    Picture("ban-lam-viec", "/lam-viec/", "lanhdao-so"),
    Picture("cap-vai-tro", "/quan-tri/phan-quyen/moi/", do=looks_an_account_up),
    Picture("cay-don-vi", "/lam-viec/don-vi/?day=31/12/2024"),
    Picture("dang-nhap", "/tai-khoan/dang-nhap/", "", PHONE),
    Picture("kiem-tra-nhat-ky", "/quan-tri/nhat-ky/", "kiem-tra", do=verifies_the_trail),
    Picture("mot-don-vi", "/lam-viec/don-vi/?q=van+son", "canbo-xa", do=follows("Xã Vân Sơn")),
    Picture("phan-quyen", "/quan-tri/phan-quyen/"),
    Picture("sap-xep", "/quan-tri/sap-xep/", do=follows("Chia một thôn mẫu")),
    Picture("tai-khoan", "/quan-tri/tai-khoan/"),
    Picture("thong-bao", "/tai-khoan/thong-bao/", "canbo-xa", PHONE),
    Picture("tim-don-vi", "/lam-viec/don-vi/?q=huu+san", "canbo-xa"),
    Picture("tim-kiem", "/lam-viec/tim/?q=van+son", "canbo-xa"),
    Picture("uy-quyen", "/tai-khoan/uy-quyen/", "lanhdao-xa", do=follows("Uỷ quyền")),
)

UNDER = "/lam-viec/uy-tin"
OF_THE_REGISTER = (
    Picture("uy-tin-binh-chon", f"{UNDER}/binh-chon/", "canbo-xa", do=follows("Thôn mẫu 22")),
    Picture("uy-tin-cong-nhan", f"{UNDER}/cong-nhan/", "lanhdao-xa"),
    Picture("uy-tin-danh-sach", f"{UNDER}/?day=31/12/2024", "chuyenvien"),
    Picture("uy-tin-do-phu", f"{UNDER}/do-phu/", "chuyenvien"),
    Picture("uy-tin-kinh-phi", f"{UNDER}/kinh-phi/", "tai-chinh"),
    Picture("uy-tin-mot-nguoi", f"{UNDER}/", "lanhdao-xa", do=follows("Hoàng Mẫu Hải")),
    Picture("uy-tin-nhap-tep", f"{UNDER}/nhap-tep/", "chuyenvien"),
    Picture("uy-tin-phan-anh", f"{UNDER}/phan-anh/", "canbo-xa", PHONE),
    Picture("uy-tin-thong-ke", f"{UNDER}/thong-ke/?day=31/12/2024", "lanhdao-so"),
)

OF_THE_PORTAL = (
    Picture(
        "cong-bai-viet",
        "/tin-tuc/tin-tu-co-so/",
        "",
        PHONE,
        follows("Thôn mẫu 5 sửa đoạn đường vào thôn"),
    ),
    Picture("cong-ban-tin", "/ban-tin/", "", do=follows("BT-2026-01: Tin tuần (mẫu)")),
    Picture("cong-binh-luan", "/lam-viec/gop-y/", "duyet-bai"),
    Picture("cong-cho-duyet", "/lam-viec/cong-thong-tin/", "duyet-bai"),
    Picture("cong-trang-chu", "/trang-chu/", ""),
)


@pytest.mark.parametrize("page", [DESK[0]], indirect=True, ids=["manual"])
@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_a_page_of_the_manual_has_its_picture(walk: Walk, picture: Picture) -> None:
    take(walk, picture)


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("page", [DESK[0]], indirect=True, ids=["manual"])
@pytest.mark.parametrize("picture", OF_THE_REGISTER, ids=lambda picture: picture.name)
def test_a_page_about_the_register_has_its_picture(walk: Walk, picture: Picture) -> None:
    take(walk, picture)


@pytest.mark.usefixtures("demo_portal")
@pytest.mark.parametrize("page", [DESK[0]], indirect=True, ids=["manual"])
@pytest.mark.parametrize("picture", OF_THE_PORTAL, ids=lambda picture: picture.name)
def test_a_page_about_the_portal_has_its_picture(walk: Walk, picture: Picture) -> None:
    take(walk, picture)


def take(walk: Walk, picture: Picture) -> None:
    """The page as it stands on a screen of this size."""
    with transaction.atomic(), scoped(("/1/",)):
        search.rebuild(today=TODAY, by=system_account("demo"))
    tell("canbo-xa")
    width, height = picture.size
    walk.page.set_viewport_size({"width": width, "height": height})
    if picture.account:
        walk.sign_in(picture.account)
    walk.open(picture.path)
    if picture.do:
        picture.do(walk)
    walk.arrive()

    taken = Image.open(io.BytesIO(walk.page.screenshot())).convert("RGB")
    taken.thumbnail((SHRUNK, height))
    few = taken.quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(manual.FOLDER / "anh" / f"{picture.name}.png", optimize=True)
