"""What is typed about forms: filters, the first day of a copy, and everything of a draft."""

import json
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from vungcao.systems.statistics.models import FormState, FormVersion, PeriodKind, Reporter
from vungcao.systems.statistics.rules import definition
from vungcao.systems.statistics.rules.definition import BadLayout
from vungcao.systems.statistics.rules.layout import Layout
from vungcao.systems.statistics.services.publishing import LARGEST, Title
from vungcao.web.fields import DateField
from vungcao.web.forms import Form


class Versions(Form):
    """Over the list; empty means all."""

    state = forms.ChoiceField(
        label=_("Tình trạng biểu"),
        required=False,
        choices=[("", _("Tất cả")), *FormState.choices],
    )
    reporter = forms.ChoiceField(
        label=_("Nơi báo cáo"), required=False, choices=[("", _("Tất cả")), *Reporter.choices]
    )


class New(Form):
    """A form that nobody has drawn yet: everything but its tables."""

    code = forms.RegexField(
        r"\A[a-z0-9][a-z0-9-]{1,39}\Z",
        label=_("Mã biểu"),
        max_length=40,
        help_text=_("Mã của dự án, ví dụ dan-so-01; số của biểu theo văn bản ghi ở nguồn."),
        error_messages={"invalid": _("Mã gồm chữ thường không dấu, chữ số và gạch nối.")},
    )
    name = forms.CharField(label=_("Tên biểu"), max_length=300)
    period_kind = forms.TypedChoiceField(
        label=_("Kỳ báo cáo"), coerce=int, choices=PeriodKind.choices
    )
    reporter = forms.ChoiceField(label=_("Nơi báo cáo"), choices=Reporter.choices)
    valid_from = DateField(
        label=_("Có hiệu lực từ"), help_text=_("Dùng cho các kỳ kết thúc từ ngày này.")
    )
    unit_of_measure = forms.CharField(label=_("Đơn vị tính"), max_length=120, required=False)
    source = forms.CharField(label=_("Nguồn của biểu"), max_length=400, required=False)

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if FormVersion.objects.filter(form__code=code).exists():
            raise ValidationError(_("Đã có biểu mã này: mở biểu ấy và soạn phiên bản mới."))
        return code

    def title(self) -> Title:
        return Title(**{name: one for name, one in self.cleaned_data.items() if name != "code"})


class Copy(Form):
    """From which day the new version is for."""

    valid_from = DateField(
        label=_("Có hiệu lực từ"),
        help_text=_("Dùng cho các kỳ kết thúc từ ngày này."),
    )


class Draft(Form):
    """A draft as a whole; its layout is written as JSON until it can be drawn."""

    name = forms.CharField(label=_("Tên biểu"), max_length=300)
    valid_from = DateField(label=_("Có hiệu lực từ"))
    unit_of_measure = forms.CharField(label=_("Đơn vị tính"), max_length=120, required=False)
    guide = forms.CharField(
        label=_("Hướng dẫn ghi biểu"), required=False, widget=forms.Textarea({"rows": 4})
    )
    source = forms.CharField(label=_("Nguồn của biểu"), max_length=400, required=False)
    layout = forms.CharField(
        label=_("Cấu trúc biểu (JSON)"),
        max_length=LARGEST,
        widget=forms.Textarea({"rows": 20, "spellcheck": "false"}),
        help_text=_("Các phần, cột, dòng, công thức và kiểm tra; lưu xong xem hình ở trang biểu."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, localize=False)

    def __init__(self, *args: Any, version: FormVersion, **kwargs: Any) -> None:
        names = ("name", "valid_from", "unit_of_measure", "guide", "source")
        first: dict[str, Any] = {name: getattr(version, name) for name in names}
        first["layout"] = json.dumps(version.definition, ensure_ascii=False, indent=1)
        first["seen"] = version.draft_version
        super().__init__(*args, initial=first, **kwargs)
        self.version = version

    def clean_layout(self) -> Layout:
        try:
            return definition.read(json.loads(self.cleaned_data["layout"]))
        except BadLayout as bad:
            raise ValidationError([f"{one.place}: {one.says}" for one in bad.faults]) from None
        except (ValueError, RecursionError):
            raise ValidationError(_("Không đọc được: không phải JSON.")) from None

    def title(self) -> Title:
        said = {name: self.cleaned_data[name] for name in self.fields if name not in UNTITLED}
        return replace(Title.of(self.version), **said)


UNTITLED = ("layout", "seen")
