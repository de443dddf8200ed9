"""Fields in every state: empty, filled, wrong, locked, off; choices; files."""

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.files.registrations import OWN
from vungcao.web.fields import DateField, DecimalField
from vungcao.web.forms import Form
from vungcao.web.proof_of_work import ProofForm
from vungcao.web.uploads import UploadForm

EMPTY_CELL = (
    ("zero", _("Số 0")),
    ("none", _("Không phát sinh")),
    ("not_collected", _("Không thu thập")),
)


class Sample(Form):
    """One field of each sort."""

    name = forms.CharField(label=_("Tên thôn"), help_text=_("Viết có dấu, như trong quyết định."))
    households = forms.IntegerField(
        label=_("Số hộ"),
        widget=forms.TextInput({"inputmode": "numeric"}),
        error_messages={"invalid": _("Số hộ phải là số, không có chữ.")},
    )
    day = DateField(label=_("Ngày họp"), help_text=_("Ngày/tháng/năm, ví dụ 05/11/2026."))
    area = DecimalField(label=_("Diện tích, ha"))
    kind = forms.ChoiceField(label=_("Loại"), choices=[("", _("Chọn loại")), ("a", _("Thôn"))])
    remark = forms.CharField(label=_("Ghi chú"), required=False, widget=forms.Textarea({"rows": 3}))
    code = forms.CharField(
        label=_("Mã hồ sơ"), widget=forms.TextInput({"readonly": True}), initial="MAU-0007"
    )
    local = forms.CharField(
        label=_("Nhóm địa phương"), disabled=True, initial=_("Chưa chọn dân tộc")
    )
    empty_cell = forms.ChoiceField(
        label=_("Ô trống nghĩa là"), widget=forms.RadioSelect, choices=EMPTY_CELL
    )
    ways = forms.MultipleChoiceField(
        label=_("Cách nhận thông báo"),
        widget=forms.CheckboxSelectMultiple,
        choices=[("page", _("Trên trang này")), ("mail", _("Thư điện tử"))],
    )
    agreed = forms.BooleanField(label=_("Đã đọc văn bản này"), help_text=_("Ghi vào nhật ký."))


class OwnFile(UploadForm):
    """A file of one's own, as the office keeps it."""

    kind = OWN


class Stranger(ProofForm):
    """A form for whoever has not signed in."""

    name = "guide"
    contact = forms.CharField(label=_("Số điện thoại"))


@dataclass(frozen=True)
class Scanned:
    """A file, for what the antivirus said of it."""

    scan: str


def fill(request: HttpRequest) -> dict[str, object]:
    filled = {"name": _t("Thôn mẫu 1"), "households": 131, "kind": "a", "empty_cell": "zero"}
    upload, refused = OwnFile(prefix="a"), OwnFile({}, {}, prefix="b")
    return {
        "plain": Sample(initial=filled, prefix="plain"),
        "wrong": Sample(
            {
                "wrong-name": _t("Thôn mẫu 1"),
                "wrong-households": "4o",
                "wrong-day": "31/13/2026",
                "wrong-code": "MAU-0007",
                "wrong-area": "1.234,5",
                "wrong-kind": "a",
            },
            prefix="wrong",
        ),
        "stranger": Stranger(prefix="stranger"),
        "upload": upload,
        "refused": refused,
        "files": files(),
        "scans": [Scanned(state) for state in ("clean", "pending", "infected", "")],
    }


def files() -> list[dict[str, object]]:
    return [
        {"name": "bien-ban-hop.pdf", "detail": "1,2 MB", "tone": "ok", "state": _t("Đã nhận")},
        {
            "name": "anh-cuoc-hop.jpg",
            "detail": _t("Đã gửi 62 %"),
            "share": 62,
            "tone": "run",
            "state": _t("Đang gửi"),
        },
        {
            "name": "danh-sach.xlsm",
            "detail": _t("Tệp có macro. Lưu lại dạng .xlsx rồi tải lên."),
            "tone": "bad",
            "state": _t("Không nhận"),
        },
    ]
