"""Cards: key figures, what waits, facts, hits of a search; and what only public pages have."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from vungcao.kernel.citations.models import State
from vungcao.web.facts import Said, Way
from vungcao.web.guide.states import citation
from vungcao.web.public import Article, Item, Listing, Recording, Section
from vungcao.web.shell import Link

Sample = dict[str, object]


@dataclass(frozen=True)
class Hit:
    """A hit of the search; each piece says whether it was asked for."""

    address: str
    pieces: tuple[tuple[str, bool], ...]
    detail: tuple[tuple[str, bool], ...] = ()


def fill(request: HttpRequest) -> Sample:
    here = reverse("guide")
    return {
        "figures": figures(),
        "items": items(),
        "kinds": [_("văn bản chờ ký"), _("biểu mẫu sắp đến hạn nộp")],
        "facts": [
            (_("Địa bàn"), _("Xã mẫu 1")),
            (_("Hẹn trả"), _("thứ Sáu 11/12/2026")),
            (_("Đang giữ"), Said(_("Phòng mẫu, bước thẩm định"), here)),
            (_("Tình trạng"), Said(_("Đang xử lý"), tone="run")),
            (_("Căn cứ"), Said(citation=citation(State.UNVERIFIED))),
            (_("Mã"), Said("MAU-01", state=State.SYNTHETIC)),
            (_("Hợp thành từ"), Said(links=(Way(_("Xã mẫu 2"), here, _("phần 1/2")),))),
        ],
        "found": {
            "label": _("Đơn vị hành chính"),
            "total": 12,
            "has_more": True,
            "hits": [
                Hit(here, ((_("Xã mẫu "), False), ("1", True)), ((_("tên cũ: Xã mẫu 9"), False),)),
                Hit(here, ((_("Thôn mẫu "), False), ("1", True))),
            ],
        },
        "here": here,
    }


def figures() -> list[Sample]:
    source = _("Số mẫu, ngày 23/11/2026")
    return [
        {
            "label": _("Tỷ lệ hộ nghèo"),
            "value": "6,8",
            "unit": "%",
            "direction": "down",
            "tone": "good",
            "change": _("giảm 2,1 điểm so với năm trước, tốt hơn"),
            "source": source,
        },
        {
            "label": _("Biểu nộp muộn"),
            "value": "7",
            "unit": _("xã"),
            "direction": "up",
            "tone": "poor",
            "change": _("tăng 3 xã so với kỳ trước, kém hơn"),
            "source": source,
            "address": reverse("guide"),
            "action": _("Xem 7 xã nộp muộn"),
        },
        {
            "label": _("Người có uy tín đang được công nhận trong toàn tỉnh"),
            "value": "1.234",
            "unit": _("người"),
            "direction": "flat",
            "change": _("không đổi so với kỳ trước"),
            "source": source,
        },
        {
            "label": _("Giải ngân vốn sự nghiệp"),
            "value": "–",
            "source": _("Chưa có số, hẹn 05/12/2026"),
        },
    ]


def items() -> list[Sample]:
    here = reverse("guide")
    return [
        {
            "tone": "bad",
            "state": _("Quá hạn 2 ngày"),
            "title": _("Biểu mẫu A, xã mẫu 1"),
            "reason": _("Sở trả lại 2 ô ngày 19/11/2026"),
            "address": here,
            "action": _("Sửa 2 ô"),
        },
        {
            "tone": "warn",
            "state": _("Còn 1 ngày"),
            "title": _("Hồ sơ mẫu 0007"),
            "reason": _("Chờ ý kiến của phòng mẫu"),
            "address": here,
            "action": _("Xem hồ sơ"),
        },
        {
            "tone": "run",
            "state": _("Đang làm"),
            "title": _("Danh sách thôn mẫu"),
            "reason": _("Đã kiểm tra 31 trên 99 dòng"),
            "address": here,
            "action": _("Làm tiếp"),
        },
    ]


def public(request: HttpRequest) -> Sample:
    """Languages are links: each has a page of its own in the reader's tongue."""
    here = request.path
    return {
        "languages": [
            {"label": _("Tiếng Việt"), "address": here, "is_here": True},
            {"label": _("Tiếng Tày"), "address": here},
            {"label": _("Tiếng Dao"), "address": here},
        ],
        "audio": static("guide/chime.wav"),
        "waiting": _("Đang tải danh sách…"),
        "about": article(here),
        **lists(here),
    }


def article(here: str) -> Article:
    """An invented text; its recording is two strokes of a bell."""
    near = Link(_("Bài mẫu khác"), here, "")
    return Article(
        title=_("Bài mẫu"),
        lead=_("Một câu nói điều chính."),
        day=date(2026, 11, 23),
        source=_("Sở mẫu"),
        recording=Recording(static("guide/chime.wav"), _("Người đọc: bản mẫu"), "0:01"),
        related=(near,),
        earlier=near,
        later=near,
    )


def lists(here: str) -> dict[str, object]:
    """A list with everything, and one with nothing in it."""
    lines = (
        Item(_("Bài mẫu"), here, _("Một câu nói điều chính."), date(2026, 11, 23)),
        Item(_("Bài mẫu khác"), here, _("Không có ngày.")),
    )
    nothing = _("Chưa có bài nào. Bài đã duyệt sẽ hiện ở đây.")
    title = _("Tin")
    return {
        "listing": Listing(
            title, (Section(_("Mục mẫu"), lines),), nothing, search=_("Tìm trong tin"), older=here
        ),
        "bare": Listing(title, (), nothing),
    }
