"""A decision on its whole way: written, numbered, signed, found, and verified by anybody."""

import dataclasses
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload

from tests.journeys.conftest import ON_A_DESK
from tests.journeys.walking import Walk
from vungcao.config import demo
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.documents import certificates
from vungcao.kernel.documents.models import DocumentKind
from vungcao.kernel.documents.services import issuing, numbering
from vungcao.kernel.documents.services.numbering import Way
from vungcao.kernel.exchange.models import OutboxMessage
from vungcao.kernel.offers.outbox import Announcement
from vungcao.kernel.organisations.models import Organisation, OrganisationKind
from vungcao.kernel.scopes.services import Door, scoped
from vungcao.kernel.search.jobs import FOLLOWER
from vungcao.kernel.tests.documents.world import NOW, VALUES
from vungcao.kernel.tests.factories import CitationFactory
from vungcao.runtime.env import environment

pytestmark = pytest.mark.journey
BODY = "Điều 1. Phê duyệt danh sách mẫu.\nĐiều 2. Quyết định có hiệu lực từ ngày ký."


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("home")
    here = dataclasses.replace(environment(), home=place)
    certificates.make_demo_key(here, "mau", "Uỷ ban nhân dân xã Mẫu (MẪU)", NOW)
    return place


@pytest.fixture
def book(walk: Walk, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The demo's commune numbers decisions and has a key of the demo authority."""
    mine = dataclasses.replace(environment(), home=home)
    for module in ("services.issuing", "verification"):
        monkeypatch.setattr(f"vungcao.kernel.documents.{module}.environment", lambda: mine)
    with scoped(("/1/",), door=Door.OFFICE):
        keeper = system_account("demo")
        bodies = Organisation.objects.filter(kind=OrganisationKind.PEOPLES_COMMITTEE)
        office = bodies.get(unit=demo.commune(), valid_until=None)
        numbering.open_series(
            organisation=office,
            way=Way(DocumentKind.DECISION, "QĐ-MAU"),
            valid_from=date(2025, 7, 1),
            basis=CitationFactory.create(),
            by=keeper,
        )
        issuing.register_key(organisation=office, file="mau", is_demo=True, by=keeper)


def writes_a_decision(walk: Walk) -> None:
    """Wrong at first: everything that is wrong is said at once, and nothing is lost."""
    walk.menu("Văn bản")
    walk.reads("Chưa có văn bản nào trong phạm vi của chị/anh.")
    walk.is_fit()
    walk.press("Quyết định")
    walk.page.fill("[name=subject]", "Về việc phê duyệt danh sách mẫu")
    walk.page.fill("[name=valid_until]", "ngày mai")
    walk.press("Lưu dự thảo")
    walk.reads("Nội dung văn bản: Mục này còn trống", "Địa danh: Mục này còn trống")
    walk.reads("Nhập ngày theo thứ tự")
    walk.is_fit()
    assert walk.page.input_value("[name=subject]") == "Về việc phê duyệt danh sách mẫu"
    assert walk.page.input_value("[name=valid_until]") == "ngày mai"
    walk.page.fill("[name=valid_until]", "")
    for name in ("place", "authority_head"):
        walk.page.fill(f"[name=value_{name}]", VALUES[name])
    walk.page.fill("[name=value_body]", BODY)
    walk.page.fill("[name=signer_post]", "Chủ tịch")
    walk.page.fill("[name=signer_name]", "Nguyễn Văn Mẫu")
    walk.press("Lưu dự thảo")
    walk.reads("Đã lưu dự thảo.")
    walk.is_fit()


def gets(walk: Walk, link: str) -> bytes:
    """What a link leads to, as a browser with this session gets it."""
    address = walk.page.get_by_role("link", name=link, exact=True).get_attribute("href")
    answer = walk.page.context.request.get(f"{walk.base}{address}")
    assert answer.ok
    return answer.body()


def issues_it(walk: Walk) -> bytes:
    """Previewed, numbered after a slip of the hand, signed; the signed paper."""
    assert gets(walk, "Xem bản in").startswith(b"%PDF-1.7")
    walk.page.fill("[name=issued_on]", "24/11/2026")
    walk.press("Cấp số")
    walk.reads("Ngày ban hành không được sau hôm nay.")
    assert walk.page.input_value("[name=issued_on]") == "24/11/2026"
    walk.page.fill("[name=issued_on]", "23/11/2026")
    walk.press("Cấp số")
    walk.reads("Đã cấp số 01/QĐ-MAU.")
    walk.press("Ký số")
    walk.reads("Đã ký số văn bản 01/QĐ-MAU.", "Đã ban hành")
    walk.is_fit()
    return gets(walk, "Bản PDF đã ký số")


def finds_it_again(walk: Walk) -> str:
    """By its number, in the field at the top; then its public page, which tells its code."""
    with scoped(("/1/",), door=Door.SYSTEM):
        said = OutboxMessage.objects.get(receiver="search", topic="documents.issued")
        FOLLOWER.take(Announcement(said.topic, said.subject, said.scope))
    walk.page.fill("header [name=q]", "01/qd")
    walk.page.press("header [name=q]", "Enter")
    walk.reads("Văn bản đã ban hành")
    walk.page.locator("main").get_by_role("link", name="01/QĐ-MAU").click()
    walk.press("Trang công khai")
    walk.reads("Văn bản số 01/QĐ-MAU", "Còn hiệu lực", "Không công khai")
    walk.is_fit()
    return walk.page.url.rstrip("/").rpartition("/")[2]


def asks_by_code(walk: Walk, code: str) -> None:
    walk.open("/xac-minh/")
    walk.is_fit()
    walk.page.fill("[name=ma]", f"{code[:4]} {code[4:8]} 0")
    walk.press("Tra mã")
    walk.reads("Không tìm thấy văn bản", "mã vừa gõ có 9", "mã vừa gõ có: 0")
    walk.is_fit()
    walk.page.fill("[name=ma]", f"{code[:4].lower()} {code[4:]}")
    walk.press("Tra mã")
    walk.reads("Văn bản số 01/QĐ-MAU")


def drops(walk: Walk, content: bytes) -> None:
    walk.open("/xac-minh/")
    paper = FilePayload(name="quyet-dinh.pdf", mimeType="application/pdf", buffer=content)
    walk.page.set_input_files("[name=file]", paper)
    walk.press("Kiểm tra tệp")


@ON_A_DESK
def test_a_leader_issues_a_decision_and_a_stranger_verifies_it(walk: Walk, book: None) -> None:
    walk.sign_in("lanhdao-xa")
    writes_a_decision(walk)
    signed = issues_it(walk)
    code = finds_it_again(walk)

    walk.page.context.clear_cookies()
    asks_by_code(walk, code)
    drops(walk, signed)
    walk.reads("Nội dung không bị thay đổi sau khi ký.", "Đúng từng byte với bản đã ban hành.")
    walk.is_fit()
    at = signed.index(b"stream") + 50
    drops(walk, signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :])
    walk.reads("Nội dung đã bị thay đổi sau khi ký.", f"1 byte, chỗ đầu tiên là byte thứ {at + 1}")
    walk.is_fit()
