"""Buttons and the way through: frame, tabs, crumbs, steps, events, pages."""

from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from vungcao.kernel.citations.models import State
from vungcao.kernel.units.models import Form, Kind
from vungcao.kernel.units.queries import Place as Unit
from vungcao.web.context import Context
from vungcao.web.guide.states import citation
from vungcao.web.links import Place
from vungcao.web.periods import Period, Span

Sample = dict[str, object]


def places() -> list[Place]:
    here = reverse("guide")
    return [
        Place(_("Tất cả"), here, is_here=True),
        Place(_("Đang xử lý"), here, count=4),
        Place(_("Quá hạn"), here, count=1),
    ]


def frame(request: HttpRequest) -> Sample:
    return {
        "above": [Place(_("Đơn vị hành chính"), reverse("guide"))],
        "viewing": viewing(),
    }


def viewing() -> Context:
    """Where a made-up officer of two communes works."""
    own = tuple(
        Unit(number, Kind.COMMUNE, f"/1/{number}/", Form.COMMUNE, f"mẫu {number}")
        for number in (2, 3)
    )
    return Context(own[0], Period(Span.QUARTER, date(2026, 11, 23), date(2026, 11, 23)), own)


def buttons(request: HttpRequest) -> Sample:
    wait = _("Còn 2 ô sai. Sửa xong thì nộp được.")
    return {
        "buttons": [
            {"label": _("Nộp biểu"), "says": _("nút chính")},
            {"label": _("Lưu nháp"), "tone": "line", "says": _("việc khác")},
            {"label": _("Bỏ lọc"), "tone": "quiet", "says": _("việc nhẹ")},
            {"label": _("Xoá dòng"), "tone": "danger", "says": _("không lấy lại được")},
            {"label": _("Nộp hồ sơ"), "tone": "big", "says": _("trang công khai")},
            {"label": _("Đang gửi"), "is_busy": True, "says": _("đang làm")},
            {"label": _("Xem lại"), "tone": "line", "address": request.path, "says": _("liên kết")},
            {"label": _("Tải lên"), "sign": "upload", "says": _("có hình")},
            {"label": _("In"), "tone": "line icon", "sign": "print", "is_bare": True,
             "says": _("chỉ hình, tên cho trình đọc")},
            {"label": _("Nộp biểu"), "why": wait, "says": _("chưa dùng được, nói vì sao")},
        ],
        "places": places(),
    }  # fmt: skip


def fill(request: HttpRequest) -> Sample:
    return {
        "places": places(),
        "above": [Place(_("Đơn vị hành chính"), reverse("guide"))],
        "steps": [
            {"title": _("Tải tệp"), "detail": _("99 dòng"), "state": "done"},
            {"title": _("Kiểm tra"), "detail": _("3 ô sai"), "state": "now"},
            {"title": _("Lưu"), "detail": "", "state": ""},
        ],
        "events": events(),
        "here": reverse("guide"),
    }


def events() -> list[Sample]:
    return [
        {"day": date(2026, 11, 23), "title": _("Đang thẩm định"), "state": "now"},
        {
            "day": date(2026, 11, 19),
            "title": _("Sở trả lại 2 ô"),
            "detail": _("Số hộ nghèo lớn hơn số hộ."),
            "state": "bad",
        },
        {
            "day": date(2026, 11, 2),
            "title": _("Tiếp nhận"),
            "citation": citation(State.SYNTHETIC),
            "address": reverse("guide"),
            "action": _("Xem căn cứ này"),
            "state": "done",
        },
        {"day": date(2026, 10, 30), "title": _("Lập nháp")},
    ]
