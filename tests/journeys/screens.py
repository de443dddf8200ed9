"""The screens that are looked at one by one: which account opens them, and by which way."""

from dataclasses import dataclass

from tests.journeys.walking import Walk
from vungcao.web.guide.sections import SECTIONS


@dataclass(frozen=True)
class Screen:
    """A screen; `link` is pressed when its address depends on what the province holds."""

    name: str
    path: str
    account: str = ""
    link: str = ""
    status: int = 200

    def show(self, walk: Walk) -> None:
        """For whoever has signed in with the account, if it needs one."""
        answer = walk.page.goto(walk.base + self.path)
        assert answer is not None
        assert answer.status == self.status, self.name
        if self.link:
            walk.page.locator("main").get_by_role("link", name=self.link).first.click()
            walk.page.wait_for_load_state()


@dataclass(frozen=True)
class Mistake:
    """A form that is sent with what it refuses: `filled` are its fields, `button` sends it."""

    name: str
    path: str
    button: str
    account: str = ""
    filled: tuple[tuple[str, str], ...] = ()

    def show(self, walk: Walk) -> None:
        walk.open(self.path)
        for field, value in self.filled:
            walk.page.locator(f"main [name={field}]").first.fill(value)
        walk.page.locator("main").get_by_role("button", name=self.button).first.click()
        walk.page.locator("main :is(.errors, .err, .note):visible").first.wait_for()


KEEPER, OFFICER = "quan-tri", "canbo-xa"
PUBLIC = (
    Screen("dang-nhap", "/tai-khoan/dang-nhap/"),
    Screen("xac-minh", "/xac-minh/"),
    Screen("loi", "/khong-co-trang-nay/", status=404),
)
OFFICE = (
    Screen("don-vi", "/lam-viec/don-vi/", KEEPER),
    Screen("sap-xep", "/quan-tri/sap-xep/", KEEPER, "Hợp nhất Bắc Giang"),
    Screen("quy-dinh", "/quan-tri/quy-dinh/", KEEPER),
    Screen("phan-quyen", "/quan-tri/phan-quyen/", KEEPER),
    Screen("ket-noi", "/quan-tri/ket-noi/", KEEPER),
    Screen("ban-lam-viec", "/lam-viec/", OFFICER),
)
GUIDE = tuple(
    Screen(
        f"giao-dien-{section.slug}".rstrip("-"), f"/giao-dien/{section.slug}/".replace("//", "/")
    )
    for section in SECTIONS
)
EVERY = (*PUBLIC, *OFFICE, *GUIDE)
MISTAKES = (
    Mistake(
        "dang-nhap",
        "/tai-khoan/dang-nhap/",
        "Đăng nhập",
        filled=(("username", "canbo-xa"), ("password", "khong-dung")),
    ),
    Mistake("xac-minh", "/xac-minh/", "Tra mã", filled=(("ma", "MAU"),)),
    Mistake("phan-quyen", "/quan-tri/phan-quyen/moi/", "Cấp vai trò", KEEPER),
    Mistake(
        "sap-xep",
        "/quan-tri/sap-xep/moi/",
        "Lưu dự thảo",
        KEEPER,
        (("effective_on", "31/02/2027"),),
    ),
    Mistake(
        "quy-dinh",
        "/quan-tri/quy-dinh/tham-so/poverty.income.rural/gia-tri-moi/",
        "Ghi giá trị",
        KEEPER,
        (("value", "hai triệu"), ("valid_from", "32/13/2027")),
    ),
)
