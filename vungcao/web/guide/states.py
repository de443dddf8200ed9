"""Words that carry a state: tags, notes, bars, evidence, dialogs, toasts."""

from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from vungcao.kernel.citations.models import Citation, State

Sample = dict[str, object]


def fill(request: HttpRequest) -> Sample:
    return {
        "tags": tags(),
        "notes": notes(),
        "bars": bars(),
        "said": [Message(level, text) for level, text in said()],
        "citations": [citation(state) for state in State],
        "states": list(State),
        "here": reverse("guide"),
    }


def tags() -> list[tuple[str, str]]:
    return [
        ("", _("Nháp")),
        ("run", _("Đang xử lý")),
        ("ok", _("Đã tiếp nhận")),
        ("warn", _("Sắp hết hạn")),
        ("bad", _("Quá hạn")),
        ("none", _("Không tính")),
    ]


def notes() -> list[Sample]:
    here = {"address": reverse("guide"), "action": _("Xem 3 dòng sai")}
    return [
        {"tone": "", "text": _("Ghi chú thường.")},
        {"tone": "info", "text": _("Giấy tờ đã có thì không phải nộp lại.")},
        {"tone": "ok", "text": _("Đã nộp lúc 10:42. Sở nhận được ngay.")},
        {"tone": "warn", "text": _("Còn 2 ngày làm việc.")},
        {"tone": "bad", "text": _("Chưa nhập được: 3 dòng sai."), **here},
    ]


def bars() -> list[Sample]:
    return [
        {"tone": "", "share": 79, "text": _("Tiến độ 79 %")},
        {"tone": "ok", "share": 100, "text": _("Đủ 99 trên 99 xã")},
        {"tone": "warn", "share": 88, "text": _("Đã dùng 88 % thời hạn")},
        {"tone": "bad", "share": 100, "text": _("Quá hạn 2 ngày làm việc")},
    ]


def said() -> list[tuple[int, str]]:
    """What an answer says at the head of the next page."""
    return [
        (constants.SUCCESS, _("Đã cấp vai trò.")),
        (constants.INFO, _("Việc đang chạy, khi xong có thông báo.")),
        (constants.WARNING, _("Đã lưu, còn 1 mục chưa xác minh.")),
        (
            constants.ERROR,
            _("Chưa lưu được: có người vừa sửa mục này. Tải lại trang rồi sửa tiếp."),
        ),
    ]


def citation(state: State) -> Citation:
    return Citation(number="00/QĐ-MAU", article=_("Điều 1"), title=_("văn bản mẫu"), state=state)
