"""What an officer types about documents: filters, a text, a day with a reason."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.citations.models import Citation
from vungcao.kernel.documents.models import (
    DocumentKind,
    DocumentNumber,
    DocumentState,
    RelationKind,
)
from vungcao.kernel.documents.services.drafting import Text
from vungcao.kernel.offers.publications import DocumentTemplate, TemplateField
from vungcao.systems.administration.queries.numbers import written
from vungcao.web.fields import DateField
from vungcao.web.forms import Form


class Filters(Form):
    """Empty means everything."""

    q = forms.CharField(
        label=_("Từ cần tìm"),
        required=False,
        max_length=120,
        widget=forms.TextInput(
            {
                "type": "search",
                "autocomplete": "off",
                "placeholder": _("số, trích yếu, mã"),
            }
        ),
    )
    kind = forms.ChoiceField(
        label=_("Loại văn bản"),
        required=False,
        choices=[("", _("Mọi loại")), *DocumentKind.choices],
    )
    state = forms.ChoiceField(
        label=_("Trạng thái"),
        required=False,
        choices=[("", _("Mọi trạng thái")), *DocumentState.choices],
    )
    year = forms.IntegerField(
        label=_("Năm"),
        required=False,
        min_value=1945,
        max_value=2200,
        localize=False,
        error_messages={
            "invalid": _("Nhập năm bằng bốn chữ số, ví dụ 2026."),
            "min_value": _("Nhập năm từ 1945 đến 2200."),
            "max_value": _("Nhập năm từ 1945 đến 2200."),
        },
    )


class Write(Form):
    """The fields of a template, and who will sign."""

    issuer = forms.TypedChoiceField(label=_("Cơ quan ban hành"), coerce=int)
    subject = forms.CharField(label=_("Trích yếu"), max_length=500)
    is_subject_public = forms.BooleanField(
        label=_("Công khai trích yếu ở trang xác minh"),
        required=False,
        help_text=_("Chỉ đánh dấu khi trích yếu không nêu tên người."),
    )
    valid_from = DateField(
        label=_("Có hiệu lực từ ngày"),
        required=False,
        help_text=_("Để trống thì có hiệu lực từ ngày ban hành."),
    )
    valid_until = DateField(
        label=_("Hết hiệu lực từ ngày"),
        required=False,
        help_text=_("Để trống khi văn bản không định ngày hết hiệu lực."),
    )
    bases = forms.ModelMultipleChoiceField(
        label=_("Văn bản làm căn cứ"),
        queryset=Citation.objects.none(),
        required=False,
        widget=forms.SelectMultiple({"size": 6}),
        help_text=_("Giữ phím Ctrl để chọn nhiều. Căn cứ in trên giấy ghi ở mục trên."),
    )
    signer_post = forms.CharField(
        label=_("Thẩm quyền, chức vụ người ký"),
        max_length=120,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Mỗi dòng in một dòng, ví dụ: TM. Uỷ ban nhân dân, rồi Chủ tịch."),
    )
    signer_name = forms.CharField(label=_("Họ tên người ký"), max_length=120)

    def __init__(
        self, *args: Any, form: DocumentTemplate, issuers: Mapping[int, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.names = list(form.fields)
        for name, field in form.fields.items():
            self.fields[f"value_{name}"] = _field(field)
        issuer = self.fields["issuer"]
        assert isinstance(issuer, forms.TypedChoiceField)
        issuer.choices = list(issuers.items())
        bases = self.fields["bases"]
        assert isinstance(bases, forms.ModelMultipleChoiceField)
        bases.queryset = Citation.objects.order_by("number", "article", "pk")
        values = [f"value_{name}" for name in self.names]
        self.order_fields(["issuer", "subject", "is_subject_public", *values])

    @property
    def text(self) -> Text:
        said = self.cleaned_data
        return Text(
            subject=said["subject"],
            values={name: said[f"value_{name}"] for name in self.names},
            signer_post=said["signer_post"],
            signer_name=said["signer_name"],
            is_subject_public=said["is_subject_public"],
            bases=tuple(said["bases"]),
            valid_from=said["valid_from"],
            valid_until=said["valid_until"],
        )


def _field(field: TemplateField) -> forms.CharField:
    rows = 8 if field.is_lines else 1
    made = forms.CharField(
        label=str(field.label),
        required=field.is_required,
        help_text=str(field.hint),
        initial=str(field.initial),
        max_length=20000 if field.is_lines else 400,
        widget=forms.Textarea({"rows": rows}) if field.is_lines else forms.TextInput(),
    )
    made.error_messages["required"] = _("Mục này còn trống, cần điền.")
    return made


class Number(Form):
    """The day that the number goes with, and which number where some are held back."""

    issued_on = DateField(label=_("Ngày ban hành"))
    reserved = forms.TypedChoiceField(
        label=_("Lấy số"), coerce=int, empty_value=None, required=False
    )
    reason = forms.CharField(
        label=_("Lý do lấy số lùi ngày"),
        max_length=400,
        required=False,
        help_text=_("Chỉ cần khi sổ đã có văn bản ngày muộn hơn. Không nêu tên người."),
    )

    def __init__(self, *args: Any, held: Mapping[int, DocumentNumber], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reserved"]
        assert isinstance(field, forms.TypedChoiceField)
        named = [(pk, _held(row)) for pk, row in held.items()]
        field.choices = [("", _("Số tới trong sổ")), *named]
        if not held:
            del self.fields["reserved"]


def _held(row: DocumentNumber) -> str:
    """A number that is held back: for which day, and why."""
    said = {"number": written(row), "day": day(row.day), "reason": row.reason}
    return _t("%(number)s giữ cho ngày %(day)s: %(reason)s") % said


class Reason(Form):
    """Why a number will not be used."""

    reason = forms.CharField(
        label=_("Lý do huỷ số"), max_length=400, help_text=_("Không nêu tên người.")
    )


class Sign(Form):
    """With which key."""

    key = forms.TypedChoiceField(label=_("Khoá ký số"), coerce=int)

    def __init__(self, *args: Any, keys: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["key"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = list(keys.items())


class Revoke(Form):
    """From which day, and why."""

    on = DateField(label=_("Thu hồi từ ngày"))
    reason = forms.CharField(label=_("Lý do thu hồi"), max_length=400)


class Relate(Form):
    """What this document does to an earlier one."""

    kind = forms.ChoiceField(label=_("Văn bản này"), choices=RelationKind.choices)
    target = forms.CharField(
        label=_("Mã xác minh của văn bản trước"),
        max_length=20,
        help_text=_("Mười chữ và số, xem ở trang của văn bản ấy."),
    )
    effective_on = DateField(label=_("Từ ngày"))


def day(value: date | None) -> str:
    """A day as a form shows it."""
    return f"{value:%d/%m/%Y}" if value else ""
