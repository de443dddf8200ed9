"""The pages of the style guide, their addresses, and what each of them shows."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vungcao.web.guide import cards, drawings, fields, lists, lookups, moving, states
from vungcao.web.icons import ICONS
from vungcao.web.shell import Group, Link

Context = dict[str, object]
GROUND, PARTS = _("Nền tảng"), _("Thành phần")


@dataclass(frozen=True)
class Section:
    """One page; `fill` prepares the samples that its template draws."""

    slug: str
    label: Promise
    purpose: Promise
    icon: str
    fill: Callable[[HttpRequest], Context]
    group: Promise = PARTS

    @property
    def template(self) -> str:
        return f"guide/{self.slug.replace('-', '_') or 'ground'}.html"

    @property
    def address(self) -> str:
        return reverse("guide-section", args=[self.slug]) if self.slug else reverse("guide")


COLOURS = (
    ("band", _("Chàm đậm"), _("dải đầu trang")),
    ("brand", _("Chàm"), _("nút, mục đang chọn")),
    ("thread", _("Nghệ"), _("sợi chỉ, việc đang làm")),
    ("thread-red", _("Vải"), _("chỉ trong hoa văn")),
    ("ok", _("Lá"), _("xong, đúng hạn")),
    ("warn", _("Mật ong"), _("cần để ý")),
    ("bad", _("Vải chín"), _("sai, quá hạn")),
    ("ground", _("Nền"), _("dưới mọi thẻ")),
    ("surface", _("Mặt giấy"), _("thẻ, bảng, ô nhập")),
    ("sunken", _("Chỗ lõm"), _("đầu bảng, ô khoá")),
    ("ink", _("Mực"), _("chữ")),
    ("ink-2", _("Mực nhạt"), _("chữ phụ")),
)
SECTIONS = (
    Section(
        "",
        _("Màu, chữ, hoa văn"),
        _("Ba màu nhuộm: chàm, nghệ, vải. Chàm là chữ và nút; nghệ và vải là sợi chỉ."),
        "diamond",
        lambda request: {"icons": sorted(ICONS), "colours": COLOURS},
        GROUND,
    ),
    Section(
        "khung-lam-viec",
        _("Khung trang làm việc"),
        _("Dải trên cùng, danh mục, đường dẫn và đầu trang."),
        "table",
        moving.frame,
        GROUND,
    ),
    Section(
        "khung-cong-khai",
        _("Khung trang công khai"),
        _("Trang dành cho người dân: chữ 18 px, mỗi thẻ một ý, phần nghe đặt trước phần chữ."),
        "people",
        cards.public,
        GROUND,
    ),
    Section(
        "nut",
        _("Nút và lựa chọn"),
        _("Động từ đứng trước. Mỗi màn hình một nút chính."),
        "plus",
        moving.buttons,
    ),
    Section(
        "o-nhap",
        _("Ô nhập"),
        _("Nhãn ở trên, gợi ý dưới nhãn, lỗi ngay trên ô. Lỗi nói cách sửa."),
        "box",
        fields.fill,
    ),
    Section(
        "tim-chon",
        _("Tìm và chọn, nháp"),
        _("Gõ vài chữ để tìm; không có JavaScript thì bấm “Tìm” và không mất gì đã gõ."),
        "search",
        lambda request: lookups.fill(),
    ),
    Section(
        "trang-thai",
        _("Trạng thái và lời nhắn"),
        _("Chữ, hình và màu cùng nói một điều."),
        "bell",
        states.fill,
    ),
    Section(
        "the",
        _("Thẻ và con số"),
        _("Con số đi cùng đơn vị, ngày và nguồn."),
        "chart",
        cards.fill,
    ),
    Section(
        "bang",
        _("Bảng"),
        _("Đầu bảng dính khi cuộn; ở máy hẹp mỗi dòng thành một thẻ."),
        "list",
        lists.fill,
    ),
    Section(
        "luoi-nhap",
        _("Lưới nhập"),
        _("Số năm trước ở bên trái số năm nay; ô nào có vấn đề thì có viền và có lời."),
        "table",
        lists.grid,
    ),
    Section(
        "bieu-do",
        _("Biểu đồ và bản đồ"),
        _("Tiêu đề là điều tìm thấy; bảng số liệu luôn nằm dưới hình."),
        "chart",
        drawings.fill,
    ),
    Section(
        "di-lai",
        _("Đi lại, các bước"),
        _("Quả trám là mốc, đường chỉ khâu là đường đi."),
        "flag",
        moving.fill,
    ),
)


def section(slug: str) -> Section | None:
    return next((one for one in SECTIONS if one.slug == slug), None)


def side(here: Section) -> list[Group]:
    """The list of sections, drawn like the menu of an office."""
    groups: dict[str, Group] = {}
    for one in SECTIONS:
        group = groups.setdefault(str(one.group), Group(one.group))
        group.links.append(Link(one.label, one.address, one.icon, one == here))
    return list(groups.values())
