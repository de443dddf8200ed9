"""What an administrator types about norms: a new value, where an act was read, a name."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.norms.models import GroupKind, Parameter, ValueType
from vungcao.kernel.norms.services.acts import Act
from vungcao.web.fields import DateField, DecimalField
from vungcao.web.forms import Form


class ActForm(Form):
    """The act on which a change rests; subclasses put their own fields before it."""

    number = forms.CharField(
        label=_("Số, ký hiệu văn bản"), max_length=120, help_text=_("Như ghi trên văn bản.")
    )
    article = forms.CharField(label=_("Điều, khoản"), max_length=120, required=False)
    title = forms.CharField(label=_("Trích yếu"), max_length=400, required=False)
    source = forms.CharField(
        label=_("Nơi đã đọc văn bản"),
        required=False,
        help_text=_("Để trống nếu chưa đọc: hệ thống ghi “chưa xác minh”."),
    )

    @property
    def act(self) -> Act:
        return Act(
            **{name: self.cleaned_data[name] for name in ("number", "article", "title", "source")}
        )


WHOLE = {"max_decimal_places": _("Nhập số nguyên, không có phần thập phân.")}


class NewValue(ActForm):
    """A value from a day on; how it is typed follows the type of the parameter."""

    valid_from = DateField(label=_("Có hiệu lực từ ngày"))
    valid_until = DateField(
        label=_("Hết hiệu lực từ ngày"),
        required=False,
        help_text=_("Ngày đầu tiên không còn áp dụng. Để trống nếu chưa biết."),
    )
    field_order = ["value", "valid_from", "valid_until", "number", "article", "title", "source"]

    def __init__(self, *args: Any, parameter: Parameter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"] = _value_field(parameter)
        self.fields["value"].error_messages["required"] = _("Chưa ghi giá trị.")
        self.order_fields(self.field_order)

    @property
    def given(self) -> dict[str, Any]:
        """The value in its canonical text, and its days."""
        value = self.cleaned_data["value"]
        text = f"{value:f}" if isinstance(value, Decimal) else str(value)
        days = ("valid_from", "valid_until")
        return {"value": text} | {name: self.cleaned_data[name] for name in days}


def _value_field(parameter: Parameter) -> forms.Field:
    unit = f" ({parameter.unit_of_measure})" if parameter.unit_of_measure else ""
    label = f"{_('Giá trị')}{unit}"
    if parameter.value_type == ValueType.TEXT:
        return forms.CharField(label=label, max_length=400)
    if parameter.value_type == ValueType.BOOLEAN:
        return forms.ChoiceField(label=label, choices=[("true", _("Có")), ("false", _("Không"))])
    if parameter.value_type != ValueType.DECIMAL:
        return DecimalField(label=label, max_digits=18, decimal_places=0, error_messages=WHOLE)
    return DecimalField(label=label, max_digits=18)


class Confirm(Form):
    """Somebody has read the text and says where."""

    source = forms.CharField(
        label=_("Nơi đã đọc văn bản"),
        max_length=400,
        strip=True,
        help_text=_("Công báo số, trang; hoặc địa chỉ trên trang của cơ quan ban hành."),
        error_messages={"required": _("Ghi nơi đã đọc văn bản: số, ngày, trang hoặc địa chỉ.")},
    )


class Parameters(Form):
    """What the list of parameters is narrowed to."""

    text = forms.CharField(label=_("Tên hoặc mã tham số"), required=False, max_length=120)
    state = forms.ChoiceField(
        label=_("Giá trị hôm nay"),
        required=False,
        choices=[
            ("", _("Tất cả")),
            ("held", _("có giá trị")),
            ("none", _("không có giá trị")),
            ("unverified", _("chưa xác minh")),
            ("coming", _("sắp đổi")),
        ],
    )


class Doubts(Form):
    """What the list of unverified rows is narrowed to."""

    text = forms.CharField(label=_("Từ trong dòng hoặc căn cứ"), required=False, max_length=120)
    kind = forms.ChoiceField(label=_("Loại"), required=False)

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Mọi loại")), *kinds]


class GroupSearch(Form):
    """A name of an ethnic group as it stands in some paper."""

    q = forms.CharField(
        label=_("Tìm tên dân tộc"),
        required=False,
        max_length=60,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label=_("Loại"), required=False, choices=[("", _("Tất cả")), *GroupKind.choices]
    )
