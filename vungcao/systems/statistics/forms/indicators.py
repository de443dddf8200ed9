"""What is typed about indicators: filters, the official code, a definition from a day on."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.citations.models import State
from vungcao.systems.statistics.models import Adding, Indicator, IndicatorKind, IndicatorVersion
from vungcao.systems.statistics.queries import formulas
from vungcao.systems.statistics.queries.indicators import names as indicator_names
from vungcao.systems.statistics.services.indicating import Meaning, Read
from vungcao.web.fields import DateField, Names
from vungcao.web.forms import Form


class Catalogue(Form):
    """Over the list; empty means all."""

    q = forms.CharField(
        label=_("Tên hoặc mã"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    group = forms.ChoiceField(label=_("Nhóm chỉ tiêu"), required=False, widget=Names())
    kind = forms.ChoiceField(
        label=_("Cách có số liệu"),
        required=False,
        choices=[("", _("Tất cả")), *IndicatorKind.choices],
    )

    def __init__(self, *args: Any, groups: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        group = self.fields["group"]
        assert isinstance(group, forms.ChoiceField)
        group.choices = [("", _("Mọi nhóm")), *((one, one) for one in groups)]


class OfficialCode(Form):
    """The code that a text in force gives; empty takes it back."""

    official_code = forms.CharField(
        label=_("Mã theo văn bản"),
        max_length=20,
        required=False,
        help_text=_("Chỉ ghi mã đã đọc trong văn bản còn hiệu lực. Để trống là bỏ mã đã ghi."),
    )
    number = forms.CharField(
        label=_("Số, ký hiệu văn bản có mã này"), max_length=120, required=False
    )
    article = forms.CharField(label=_("Điều, phụ lục"), max_length=120, required=False)
    source = forms.CharField(
        label=_("Đọc ở đâu, hoặc vì sao bỏ mã"),
        max_length=400,
        help_text=_("Trang, địa chỉ, bản giấy ở đâu."),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("official_code") and not said.get("number"):
            self.add_error("number", _("Ghi số, ký hiệu của văn bản có mã này."))
        return said

    def read(self) -> Read:
        return Read(**{name: self.cleaned_data[name] for name in ("number", "article", "source")})


class NamedIndicator(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An indicator by its code and what it is called."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Indicator.objects.order_by("code"), **kwargs)
        self.names: Mapping[int, str] = {}

    def know(self, names: Mapping[int, str]) -> None:
        self.names = names

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.code} {self.names.get(obj.pk, '')}".strip()


# What a definition of each kind does not say.
UNFIT = {
    IndicatorKind.COUNTED: ("formula", "numerator", "denominator", "factor"),
    IndicatorKind.RATIO: ("formula", "over_units", "over_time"),
    IndicatorKind.FORMULA: ("numerator", "denominator", "factor"),
}


class Definition(Form):
    """What may change from a day on; the lists by which it is divided stay."""

    valid_from = DateField(label=_("Có hiệu lực từ"))
    name = forms.CharField(label=_("Tên chỉ tiêu"), max_length=300)
    unit_of_measure = forms.CharField(label=_("Đơn vị tính"), max_length=60)
    formula = forms.CharField(
        label=_("Công thức"),
        max_length=2000,
        widget=forms.Textarea({"rows": 3, "spellcheck": "false"}),
        help_text=_(
            "Chỉ tiêu viết #{mã}, hoặc #{mã|danh mục=mục} khi chỉ lấy một mục; các phép + − * / và"
            " ngoặc. Ví dụ: 100 * #{0401|household_kind=poor} / #{0491|household_kind=poor}"
        ),
    )
    numerator = NamedIndicator(label=_("Tử số"))
    denominator = NamedIndicator(label=_("Mẫu số"))
    factor = forms.IntegerField(
        label=_("Nhân với"), min_value=1, max_value=1_000_000, help_text=_("100 khi là phần trăm.")
    )
    over_units = forms.ChoiceField(
        label=_("Tổng hợp theo đơn vị"),
        choices=[one for one in Adding.choices if one[0] != Adding.LAST],
    )
    over_time = forms.ChoiceField(label=_("Tổng hợp theo thời gian"), choices=Adding.choices)
    frequency = forms.CharField(label=_("Kỳ thu thập"), max_length=60, required=False)
    reported_by = forms.CharField(label=_("Nơi nhập"), max_length=200, required=False)
    note = forms.CharField(label=_("Ghi chú"), max_length=400, required=False)
    source = forms.CharField(label=_("Nguồn của chỉ tiêu"), max_length=400)

    def __init__(self, *args: Any, version: IndicatorVersion, **kwargs: Any) -> None:
        first = {name: getattr(version, name) for name in self.base_fields if name != "valid_from"}
        super().__init__(*args, initial={**first, **kwargs.pop("initial", {})}, **kwargs)
        self.version = version
        for name in UNFIT[IndicatorKind(version.kind)]:
            del self.fields[name]
        for name in {"numerator", "denominator"} & self.fields.keys():
            part = self.fields[name]
            assert isinstance(part, NamedIndicator)
            part.know(indicator_names(version.valid_from))

    def clean(self) -> dict[str, Any]:
        """What is wrong with a formula stands at it; every place at once."""
        said = super().clean() or self.cleaned_data
        text, day = said.get("formula"), said.get("valid_from")
        if text and day:
            for wrong in formulas.faults(text, day):
                self.add_error("formula", f"{str(wrong)[:1].upper()}{str(wrong)[1:]}.")
        return said

    def meaning(self) -> Meaning:
        """The definition before, with what was written; nobody has verified it yet."""
        before = Meaning(**{one.name: getattr(self.version, one.name) for one in fields(Meaning)})
        said = {"valid_until": None, "state": State.UNVERIFIED, "basis": None}
        return replace(before, **said, **self.cleaned_data)  # type: ignore[arg-type]
