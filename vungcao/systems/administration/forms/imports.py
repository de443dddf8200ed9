"""Forms of the two imports: a file that is looked at before anything of it is written."""

import zlib
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.units.models import Kind
from vungcao.web import fields
from vungcao.web.forms import Form

MEGABYTE = 1024 * 1024
MOST_CARRIED = 2 * MEGABYTE  # Django takes no form of more than 2.5 MB
METRES_PER_DEGREE = 111_320
ANSWER = "answer:"


def pack(content: bytes) -> str:
    """A file as a text for a hidden field; signed, so that nobody slips in another one."""
    squeezed = b64encode(zlib.compress(content)).decode()
    return signing.Signer(salt="import").sign(squeezed)


def unpack(carried: str) -> bytes:
    """The file that `pack` put away. Raises `BadSignature` for anything else."""
    squeezed = signing.Signer(salt="import").unsign(carried)
    return zlib.decompress(b64decode(squeezed))


class Upload(Form):
    """A file, or the one that the page before has carried along: nothing is stored unchecked."""

    most = MEGABYTE
    largest = _("Tệp lớn quá 1 MB. Chia thành nhiều tệp rồi nhập từng tệp.")
    wanted = _("Tệp")
    missing = _("Chọn tệp cần nhập.")

    file = forms.FileField(max_length=200)
    carried = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["file"]
        field.label, field.error_messages["required"] = self.wanted, self.missing
        field.required = not self.data.get("carried")

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data.get("file")
        carried = self.cleaned_data.get("carried")
        if isinstance(given, UploadedFile):
            self._take(given)
        elif carried:
            self._unpack(carried)
        return self.cleaned_data

    def _take(self, given: UploadedFile) -> None:
        content = given.read(self.most + 1)
        packed = pack(content)
        if len(content) > self.most or len(packed) > MOST_CARRIED:
            self.add_error("file", str(self.largest))
            return
        self.cleaned_data["content"] = content
        self._carry(packed)

    def refuse(self, sentences: Sequence[str]) -> None:
        """The rules' sentences stand beside the file, and it is not carried any further."""
        self.add_error("file", ValidationError(list(sentences)))
        self._carry("")

    def _carry(self, packed: str) -> None:
        assert isinstance(self.data, QueryDict)
        data = self.data.copy()
        data["carried"] = packed
        self.data = data

    def _unpack(self, carried: str) -> None:
        try:
            self.cleaned_data["content"] = unpack(carried)
        except signing.BadSignature:
            self.add_error("file", _t("Tệp tạm đã bị thay đổi. Chọn lại tệp."))


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
