"""Forms of the two imports: a file that is looked at before anything of it is written."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.units.models import Kind
from vungcao.web import fields
from vungcao.web.carried import MEGABYTE, Upload

METRES_PER_DEGREE = 111_320
ANSWER = "answer:"


class Villages(Upload):
    """The list of villages, the day from which it holds, and its legal basis."""

    wanted = _("Tệp danh sách thôn (.xlsx)")
    missing = _("Chọn tệp danh sách thôn (.xlsx).")
    field_order = ("file", "valid_from", "basis_number", "basis_title")

    valid_from = fields.DateField(
        label=_("Có hiệu lực từ ngày"),
        help_text=_("Tên xã, phường được đối chiếu với danh mục của ngày này."),
    )
    basis_number = forms.CharField(
        label=_("Căn cứ: số, ký hiệu"),
        max_length=120,
        help_text=_("Ví dụ số của nghị quyết hội đồng nhân dân về thôn, tổ dân phố."),
    )
    basis_title = forms.CharField(label=_("Trích yếu"), max_length=400, required=False)

    @property
    def answers(self) -> Mapping[str, int]:
        """Which commune each doubtful name means, as answered so far."""
        return {
            key.removeprefix(ANSWER): int(value)
            for key, value in self.data.items()
            if key.startswith(ANSWER) and str(value).isdigit()
        }


class Boundaries(Upload):
    """The shapes of units, how much detail to keep, and whose they are."""

    most = 4 * MEGABYTE
    largest = _("Tệp lớn quá 4 MB. Giảm chi tiết của tệp rồi nhập lại.")
    wanted = _("Tệp ranh giới (.geojson)")
    missing = _("Chọn tệp ranh giới (.geojson).")
    field_order = ("file", "kind", "day", "tolerance", "source", "rights")

    kind = forms.ChoiceField(
        label=_("Cấp của các đơn vị"),
        choices=[(kind.value, kind.label) for kind in Kind if kind not in (Kind.NATION, Kind.AREA)],
        initial=Kind.COMMUNE,
    )
    day = fields.DateField(
        label=_("Ranh giới từ ngày"),
        help_text=_("Mã và tên được đối chiếu với danh mục của ngày này."),
    )
    tolerance = forms.TypedChoiceField(
        label=_("Độ chi tiết"),
        coerce=int,
        initial=50,
        choices=[
            (0, _("Giữ nguyên mọi điểm")),
            (20, _("Bỏ chi tiết nhỏ hơn khoảng 20 m")),
            (50, _("Bỏ chi tiết nhỏ hơn khoảng 50 m")),
            (200, _("Bỏ chi tiết nhỏ hơn khoảng 200 m")),
        ],
    )
    source = forms.CharField(
        label=_("Nguồn"), max_length=300, help_text=_("Cơ quan cấp, tên bộ dữ liệu, ngày.")
    )
    rights = forms.CharField(
        label=_("Quyền sử dụng"),
        max_length=300,
        help_text=_("Giấy phép hoặc văn bản cho phép dùng."),
    )

    @property
    def degrees(self) -> float:
        """The tolerance as the kernel measures it."""
        return float(self.cleaned_data["tolerance"]) / METRES_PER_DEGREE
