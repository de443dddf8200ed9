"""A village head submits from a phone without scripts, then follows it by code and secret."""

import pytest

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
RECOGNISE = "/thu-tuc/1.012222/nop/"


def told(walk: Walk) -> list[str]:
    """The code and the secret that the page tells."""
    return walk.page.locator("section[aria-labelledby=secret] dd").all_inner_texts()


def test_a_village_head_submits_from_a_phone_and_follows_the_dossier(walk: Walk) -> None:
    page = walk.page
    walk.open(RECOGNISE)
    page.get_by_label("thôn, bản, tổ dân phố").check()
    page.fill("[name=full_name]", "Nông Văn Mẫu")
    page.fill("[name=telephone]", "0900000123")
    page.select_option("[name=place]", label="Xã Vân Sơn")
    walk.is_fit()
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
    walk.is_fit()
    walk.press("Tiếp tục: giấy tờ")

    for field in page.locator("input[type=file]").all():
        field.set_input_files({"name": "giay.png", "mimeType": "image/png", "buffer": PNG})
    walk.is_fit()
    walk.press("Tiếp tục: kiểm tra và nộp")

    walk.reads("Hoàng Thị Mẫu", "giay.png")
    page.check("[name=is_true]")
    walk.is_fit()
    walk.press("Nộp hồ sơ")
    walk.reads("Hồ sơ đã được gửi đến nơi tiếp nhận")
    walk.is_fit()
    code, secret = told(walk)

    walk.press("Theo dõi hồ sơ")
    page.fill("[name=code]", code)
    page.fill("[name=secret]", secret)
    walk.press("Xem hồ sơ")
    walk.reads("mới đăng ký", "Nông Văn Mẫu")
    walk.is_fit()
    walk.press("Đóng hồ sơ trên máy này")
    walk.reads("Đã đóng hồ sơ trên máy này.")
