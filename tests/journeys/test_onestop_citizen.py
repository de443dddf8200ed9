"""A village head submits from a phone without scripts, then follows it by code and secret."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.conftest import Device
from tests.journeys.walking import Walk

pytestmark = [
    pytest.mark.journey,
    pytest.mark.parametrize("page", [Device(360, has_scripts=False)], indirect=True, ids=["plain"]),
]
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8ffff3f0005fe02fea7356c8d0000000049454e44ae426082"
)
GUIDE = "/thu-tuc/1.012222/"


@pytest.fixture
def beside(walk: Walk, browser: Browser) -> Iterator[Walk]:
    """A browser beside it that runs scripts, and so axe."""
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, locale="vi-VN", service_workers="block"
    )
    context.set_default_timeout(10_000)
    yield Walk(context.new_page(), walk.base)
    context.close()


def is_fit(walk: Walk, beside: Walk) -> None:
    """The page as it stands, and the same page for who needs a reader of screens."""
    walk.is_fit()
    beside.page.context.add_cookies(walk.page.context.cookies())  # type: ignore[arg-type]
    beside.page.goto(walk.page.url)
    beside.is_fit()


def told(walk: Walk) -> list[str]:
    """The code and the secret that the page tells."""
    return walk.page.locator("section[aria-labelledby=secret] dd").all_inner_texts()


def test_a_village_head_submits_from_a_phone_and_follows_the_dossier(
    walk: Walk, beside: Walk
) -> None:
    page = walk.page
    walk.open(GUIDE)
    is_fit(walk, beside)
    walk.press("Nộp hồ sơ trực tuyến")
    page.get_by_label("thôn, bản, tổ dân phố").check()
    page.fill("[name=full_name]", "Nông Văn Mẫu")
    page.fill("[name=telephone]", "0900000123")
    page.select_option("[name=place]", label="Xã Vân Sơn")
    is_fit(walk, beside)
    walk.press("Tiếp tục")

    page.fill("[name=q-ngay_hop]", "10/11/2026")
    walk.press("Thêm dòng")
    walk.reads("Dòng 2")
    walk.press("Bỏ dòng 2")
    page.fill("[name=l-nguoi-0-ho_ten]", "Hoàng Thị Mẫu")
    page.fill("[name=l-nguoi-0-nam_sinh]", "1960")
    page.check("[name=l-nguoi-0-gioi_tinh][value=female]")
    page.select_option("[name=l-nguoi-0-dan_toc]", "Nùng")
    page.select_option("[name=l-nguoi-0-thon]", index=1)
    is_fit(walk, beside)
    walk.press("Tiếp tục: giấy tờ")

    for field in page.locator("input[type=file]").all():
        field.set_input_files({"name": "giay.png", "mimeType": "image/png", "buffer": PNG})
    is_fit(walk, beside)
    walk.press("Tiếp tục: kiểm tra và nộp")

    walk.reads("Hoàng Thị Mẫu", "giay.png")
    page.check("[name=is_true]")
    is_fit(walk, beside)
    walk.press("Nộp hồ sơ")
    walk.reads("Hồ sơ đã được gửi đến nơi tiếp nhận")
    is_fit(walk, beside)
    code, secret = told(walk)

    walk.press("Theo dõi hồ sơ")
    page.fill("[name=code]", code)
    page.fill("[name=secret]", secret)
    walk.press("Xem hồ sơ")
    walk.reads("mới đăng ký", "Nông Văn Mẫu")
    is_fit(walk, beside)
    walk.press("Đóng hồ sơ trên máy này")
    walk.reads("Đã đóng hồ sơ trên máy này.")

    beside.page.context.clear_cookies()
    beside.sign_in("mot-cua")
    beside.menu("Hồ sơ chờ tiếp nhận")
    beside.is_fit()
    beside.page.locator("main table").get_by_role("link").last.click()
    beside.reads("Đủ giấy tờ bắt buộc.")
    beside.is_fit()
    beside.menu("Tiếp nhận tại quầy")
    beside.page.get_by_label("1.012222 Công nhận").check()
    beside.press("Tiếp tục")
    beside.reads("Người được đề nghị công nhận")
    beside.is_fit()
