"""An officer signs in by two factors; a citizen registers by telephone."""

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page

from tests.ground import PASSWORD
from tests.journeys.conftest import ON_A_DESK, ON_A_PHONE
from tests.journeys.walking import Walk
from vungcao.kernel.accounts import proofs
from vungcao.kernel.accounts.models import AttemptCount, OneTimeCode
from vungcao.kernel.accounts.queries.attempts import Bucket
from vungcao.kernel.accounts.services import factors
from vungcao.kernel.calendar import clock
from vungcao.web import attempts

pytestmark = pytest.mark.journey

NEW_PASSWORD = "bốn từ không liên quan"


def shown(secret: str, steps: int = 0) -> str:
    """What an app would show for the secret, so many steps from now."""
    counter = int(clock.now().timestamp()) // factors.STEP + steps
    return str(format_hotp_value(hotp_value(secret, counter)))


def give_authenticator(page: Page) -> None:
    """A machine with a fingerprint reader, simulated by the browser itself."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


@pytest.mark.soak
@ON_A_PHONE
def test_an_officer_adds_an_app_and_signs_in_with_it(walk: Walk) -> None:
    walk.sign_in_by_the_form("chuyenvien")
    walk.open("/tai-khoan/")
    walk.is_fit()
    walk.press("Xem lớp bảo vệ")
    walk.is_fit()
    walk.press("Bật ứng dụng tạo mã")
    secret = walk.page.locator("main .steps code").inner_text().replace(" ", "")
    walk.page.fill("[name=code]", "12")
    walk.press("Bật ứng dụng")
    walk.reads("Chưa bật được")
    walk.is_fit()
    walk.page.fill("[name=code]", shown(secret, -1))
    walk.press("Bật ứng dụng")
    walk.reads("Các mã này chỉ hiện một lần.")
    walk.is_fit()
    walk.press("Đã cất mã, quay lại")
    walk.reads("Còn 10 mã.")
    walk.is_fit()
    walk.press("Nơi đang đăng nhập")
    walk.reads("Nơi này")
    walk.is_fit()

    walk.page.context.clear_cookies()
    walk.open("/tai-khoan/dang-nhap/")
    walk.is_fit()
    walk.page.fill("[name=username]", "chuyenvien")
    walk.page.fill("[name=password]", PASSWORD)
    walk.page.click("main button[type=submit]")
    walk.reads("Bước thứ hai")
    walk.is_fit()
    walk.page.fill("[name=code]", shown(secret))
    walk.press("Vào hệ thống")
    walk.page.wait_for_url("**/lam-viec/")


@ON_A_DESK
def test_an_officer_signs_in_with_a_passkey_alone(walk: Walk) -> None:
    walk.base = walk.base.replace("127.0.0.1", "localhost")  # passkeys need a name
    give_authenticator(walk.page)
    walk.sign_in_by_the_form("canbo-xa")
    walk.open("/tai-khoan/bao-ve/khoa/")
    walk.is_fit()
    walk.page.fill("[name=name]", "Máy mẫu")
    walk.press("Tạo khoá truy cập")
    walk.reads("Các mã này chỉ hiện một lần.")
    walk.press("Đã cất mã, quay lại")
    walk.reads("Máy mẫu")
    walk.is_fit()

    walk.page.context.clear_cookies()
    walk.open("/tai-khoan/dang-nhap/")
    walk.press("Đăng nhập bằng khoá truy cập")
    walk.page.wait_for_url("**/lam-viec/")

    walk.page.context.clear_cookies()
    walk.open("/tai-khoan/dang-nhap/")
    walk.page.fill("[name=username]", "canbo-xa")
    walk.page.fill("[name=password]", PASSWORD)
    walk.page.click("main button[type=submit]")
    walk.press("Dùng khoá truy cập")
    walk.page.wait_for_url("**/lam-viec/")


@ON_A_PHONE
def test_a_citizen_registers_by_telephone(walk: Walk) -> None:
    walk.open("/tai-khoan/dang-nhap/")
    walk.press("Người dân: mở tài khoản")
    walk.is_fit()
    walk.page.fill("[name=contact]", "0900 000 12")
    walk.press("Gửi mã")
    walk.reads("Số điện thoại có 10 chữ số")
    walk.is_fit()
    walk.page.fill("[name=contact]", "0900 000 123")
    walk.press("Gửi mã")
    walk.reads("Chúng tôi vừa gửi một tin nhắn.")
    without = Bucket("unproven", attempts.ALL_UNPROVEN)  # a proof of work, which scripts send
    assert AttemptCount.objects.filter(bucket=without.key).exists() is not walk.has_scripts
    walk.is_fit()
    walk.page.fill("[name=code]", proofs.digits(OneTimeCode.objects.latest("pk")))
    walk.press("Tiếp tục")
    walk.reads("Bước 3 trên 3.")
    walk.is_fit()
    walk.page.fill("[name=called]", "Người Mẫu")
    for name in ("new", "again"):
        walk.page.fill(f"[name={name}]", NEW_PASSWORD)
    walk.press("Mở tài khoản")
    walk.reads("Người Mẫu")
    walk.is_fit()
    walk.press("Xoá tài khoản")
    walk.is_fit()
    walk.page.fill("[name=password]", NEW_PASSWORD)
    walk.press("Xoá tài khoản")
    walk.reads("Đã xoá tài khoản.")
    walk.is_fit()


@pytest.mark.soak
@ON_A_DESK
def test_an_administrator_invites_an_officer(walk: Walk) -> None:
    walk.sign_in_by_the_form("quan-tri")
    walk.menu("Tài khoản")
    walk.is_fit()
    walk.press("Mời cán bộ")
    walk.press("Gửi lời mời")
    walk.reads("Chưa gửi được lời mời")
    walk.is_fit()
    walk.page.check("[name=role][value=canbo-xa]")
    for name, said in (
        ("family_name", "Người"),
        ("given_name", "Mẫu"),
        ("username", "nguoi.mau"),
        ("email", "nguoi.mau@so.invalid"),
        ("organisation", "Uỷ ban nhân dân xã Vân Sơn"),
    ):
        walk.page.fill(f"[name={name}]", said)
    walk.press("Gửi lời mời")
    walk.reads("Đã gửi lời mời.", "chờ nhận lời mời", "Cán bộ xã")
    walk.is_fit()
