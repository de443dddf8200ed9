"""The whole of 1.012222 in browsers: from a village head's phone to eleven rows in the register.

The product's clock is moved on between the visits; everything else is pressed and typed.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time

import pytest
from playwright.sync_api import Browser

from tests.ground import TODAY
from tests.journeys.conftest import Device
from tests.journeys.test_onestop_citizen import GUIDE, PNG, told
from tests.journeys.walking import Walk
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.calendar import clock
from vungcao.kernel.calendar.models import DayOverride
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases import services as cases
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import VillageFactory
from vungcao.systems.onestop.models import Dossier
from vungcao.systems.onestop.offers.demo import stage
from vungcao.systems.onestop.tests import conftest
from vungcao.systems.onestop.tests.decisions import named
from vungcao.systems.onestop.tests.factories import commune
from vungcao.systems.prestige.models import Recognition

keys_home, keys = conftest.keys_home, conftest.keys
pytestmark = [
    pytest.mark.journey,
    pytest.mark.soak,
    pytest.mark.parametrize("page", [Device(360, has_scripts=False)], indirect=True, ids=["plain"]),
]
HOLIDAY = date(2026, 11, 24)
MoveTo = Callable[[int, int, int], None]


@pytest.fixture
def move_to(monkeypatch: pytest.MonkeyPatch) -> MoveTo:
    """Day, month and hour at which the product believes to be."""

    def move(day: int, month: int, hour: int) -> None:
        at = datetime.combine(date(2026, month, day), time(hour), ZONE)
        monkeypatch.setattr(clock, "today", lambda: at.date())
        monkeypatch.setattr(clock, "now", lambda: at)

    move(TODAY.day, TODAY.month, 8)
    return move


@pytest.fixture
def desk(walk: Walk, browser: Browser) -> Iterator[Walk]:
    """An office's screen, at which one officer after another sits down."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 740}, locale="vi-VN", service_workers="block"
    )
    context.set_default_timeout(20_000)
    yield Walk(context.new_page(), walk.base)
    context.close()


def sits_down(desk: Walk, account: str, path: str = "/lam-viec/mot-cua/") -> None:
    desk.page.context.clear_cookies()
    desk.sign_in(account)
    desk.open(path)


def submitted(walk: Walk) -> tuple[str, str]:
    """Twelve persons, each of another village; code and secret."""
    page = walk.page
    villages = [
        VillageFactory.create(parent=commune(), called=f"mẫu {nth}") for nth in range(1, 13)
    ]
    walk.open(GUIDE)
    walk.press("Nộp hồ sơ trực tuyến")
    page.get_by_label("thôn, bản, tổ dân phố").check()
    page.fill("[name=full_name]", "Nông Văn Mẫu")
    page.fill("[name=telephone]", "0900000123")
    page.select_option("[name=place]", label="Xã Vân Sơn")
    walk.press("Tiếp tục")
    page.fill("[name=q-ngay_hop]", "10/11/2026")
    for nth in range(12):
        if nth:
            walk.press("Thêm dòng")
            walk.reads(f"Dòng {nth + 1}")
        page.fill(f"[name=l-nguoi-{nth}-ho_ten]", named(nth + 1))
        page.fill(f"[name=l-nguoi-{nth}-nam_sinh]", "1960")
        page.check(f"[name=l-nguoi-{nth}-gioi_tinh][value=male]")
        page.select_option(f"[name=l-nguoi-{nth}-dan_toc]", "Nùng")
        page.select_option(f"[name=l-nguoi-{nth}-thon]", str(villages[nth].pk))
    walk.press("Tiếp tục: giấy tờ")
    for field in page.locator("input[type=file]").all():
        field.set_input_files({"name": "giay.png", "mimeType": "image/png", "buffer": PNG})
    walk.press("Tiếp tục: kiểm tra và nộp")
    page.check("[name=is_true]")
    walk.press("Nộp hồ sơ")
    walk.reads("Hồ sơ đã được gửi đến nơi tiếp nhận")
    code, secret = told(walk)
    return code, secret


def followed(walk: Walk, code: str, secret: str) -> None:
    walk.open("/thu-tuc/theo-doi/")
    walk.page.fill("[name=code]", code)
    walk.page.fill("[name=secret]", secret)
    walk.press("Xem hồ sơ")


def confirmed(desk: Walk) -> None:
    """The administrator reads what a day off moves, and applies it."""
    day = DayOverride.objects.get(day=HOLIDAY, calendar=None)
    sits_down(desk, "quan-tri", f"/quan-tri/lich/ngay/{day.pk}/")
    desk.page.fill("[name=number]", "Văn bản mẫu về ngày 24/11")
    desk.page.fill("[name=source]", "đọc tại nơi mẫu")
    desk.press("Xác minh và áp dụng")
    desk.arrive()
    system = system_account("calendar")
    system.reach = ("/1/",)
    with scoped(("/1/",)):  # what the job does that the screen has started
        cases.recompute_since(day=HOLIDAY, now=clock.now(), by=system)


def examined(desk: Walk, dossier: int) -> None:
    """Who each of the twelve is; eleven are agreed to."""
    page = desk.page
    sits_down(desk, "canbo-xa", f"/lam-viec/mot-cua/{dossier}/nguoi/")
    ways = [one.get_attribute("href") for one in page.get_by_text("Xác định người này").all()]
    for way in ways:
        desk.open(way or "")
        page.check("[name=who][value=new]")
        desk.press("Ghi")
        desk.reads("Đã xác định người")
    for place, choice in enumerate(page.locator("select[name^=outcome-]").all()):
        choice.select_option("granted" if place < 11 else "refused")
    page.locator("[name^=reason-]").last.fill("Chưa đủ hai phần ba số hộ đồng ý")
    desk.press("Ghi kết quả")
    desk.reads("Đã ghi kết quả của 12 người.")


def taken_in(desk: Walk, base: str, move_to: MoveTo) -> None:
    """Received, handed over, asked about at the department, and stopped for a paper."""
    page = desk.page
    sits_down(desk, "mot-cua", f"{base.replace('mot-cua/', 'mot-cua/truc-tuyen/')}tiep-nhan/")
    desk.press("Tiếp nhận hồ sơ")
    desk.reads("đã tiếp nhận")
    sits_down(desk, "canbo-xa", base)
    desk.press("Chuyển cơ quan giải quyết")
    desk.reads("Đã làm: Chuyển cơ quan giải quyết.")

    move_to(23, 11, 14)
    page.select_option("[name=body]", label="Sở Dân tộc và Tôn giáo tỉnh Bắc Ninh")
    asking = page.get_by_label("Hỏi ý kiến cơ quan khác").last
    asking.locator("[name=words]").fill("Đề nghị cho ý kiến về danh sách.")
    asking.locator("[name=days]").fill("5")
    desk.press("Hỏi ý kiến cơ quan khác")
    desk.arrive()
    move_to(23, 11, 15)
    page.fill("[name=paper_mau02]", "Biên bản thiếu chữ ký thư ký")
    desk.press("Yêu cầu bổ sung")
    desk.reads("đang tạm dừng")


def supplemented(walk: Walk) -> None:
    """On the phone, in one screen."""
    walk.reads("Cần bổ sung")
    walk.press("Gửi phần bổ sung")
    walk.page.locator("input[type=file]").first.set_input_files(
        {"name": "bien-ban.png", "mimeType": "image/png", "buffer": PNG}
    )
    walk.press("Gửi phần bổ sung")
    walk.reads("đang xử lý")


def answered(desk: Walk) -> None:
    sits_down(desk, "chuyenvien", "/lam-viec/mot-cua/y-kien/")
    desk.page.locator("main table").get_by_role("link", name="YK-").first.click()
    desk.page.check("[name=stance][value=agrees]")
    desk.page.get_by_label("Nội dung trả lời").fill("Nhất trí.")
    desk.press("Trả lời ý kiến")
    desk.arrive()


def decided(desk: Walk, base: str, move_to: MoveTo) -> None:
    """Extended with an apology, written, signed; and each date says why."""
    page = desk.page
    sits_down(desk, "lanhdao-xa", f"{base}gia-han/")
    page.fill("[name=days]", "5")
    page.fill("[name=reason]", "Chờ ý kiến của Sở lâu hơn dự kiến")
    desk.press("Gia hạn và lập phiếu xin lỗi")
    desk.arrive()
    sits_down(desk, "canbo-xa", f"{base}quyet-dinh/")
    page.fill("[name=signer_name]", "Nguyễn Văn Mẫu")
    desk.press("Trình ký")
    desk.arrive()

    move_to(1, 12, 9)
    sits_down(desk, "lanhdao-xa", f"{base}giay-to/")
    page.get_by_role("link", name="Ký").first.click()
    desk.press("Ký, đồng ý với 11 người")
    desk.reads("ghi 11 thay đổi vào sổ")
    desk.open(f"{base}vi-sao/")
    desk.reads("Tạm dừng", "Gia hạn", "Ngày Văn hoá Việt Nam")
    desk.is_fit()


def given_back(desk: Walk, base: str) -> None:
    sits_down(desk, "mot-cua", f"{base}tra-ket-qua/")
    desk.page.check("[name=way][value=desk]")
    desk.page.get_by_label("Người nhận").fill("Trưởng thôn Mẫu")
    desk.press("Trả kết quả")
    desk.reads("Đã trả kết quả")


@pytest.mark.usefixtures("keys")
def test_twelve_are_proposed_from_a_phone_and_eleven_stand_in_the_register(
    walk: Walk, desk: Walk, move_to: MoveTo
) -> None:
    code, secret = submitted(walk)
    with scoped(("/1/",)):
        dossier = Dossier.objects.select_related("unit").get(case__code=code)
        stage.can_decide(dossier.unit, system_account("demo"), TODAY)
    base = f"/lam-viec/mot-cua/{dossier.pk}/"

    taken_in(desk, base, move_to)
    move_to(25, 11, 8)
    confirmed(desk)
    move_to(26, 11, 9)
    followed(walk, code, secret)
    supplemented(walk)
    move_to(27, 11, 9)
    examined(desk, dossier.pk)
    answered(desk)
    move_to(30, 11, 8)
    decided(desk, base, move_to)
    move_to(2, 12, 8)
    given_back(desk, base)

    followed(walk, code, secret)
    walk.reads("Đã có kết quả")
    sits_down(desk, "canbo-xa", "/lam-viec/uy-tin/")
    desk.reads(named(1), named(11))
    assert named(12) not in desk.page.locator("main").inner_text()
    with scoped(("/1/",)):
        assert Recognition.objects.in_force(date(2026, 12, 2)).count() == 11
