"""Forms of the reform workbench. They read what was typed; services decide."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.units.models import Establishment, Form, Kind, Reform
from vungcao.kernel.units.models.reforms import ReformState
from vungcao.web import fields
from vungcao.web.choices import Checkbox
from vungcao.web.forms import Form as WebForm
from vungcao.web.forms import When
from vungcao.web.pickers import UnitField, Units

A_DAY = timedelta(days=1)
WHOLE = _("Trọng số là số nguyên từ 1 đến 1.000.000.000.")
MADE_KINDS = [(kind.value, kind.label) for kind in Kind if kind != Kind.NATION]


class Filters(WebForm):
    """What the list of reforms is narrowed to."""

    text = forms.CharField(label=_("Tên sự kiện"), required=False, max_length=120)
    state = forms.ChoiceField(
        label=_("Tình trạng"),
        required=False,
        choices=[("", _("Mọi tình trạng")), *ReformState.choices],
    )
    since = fields.DateField(label=_("Hiệu lực từ ngày"), required=False)
    until = fields.DateField(label=_("Đến hết ngày"), required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        since, until = said.get("since"), said.get("until")
        if since and until and until < since:
            self.add_error("until", _("Ngày này đứng trước ngày bắt đầu. Đổi một trong hai ngày."))
        return said


class Head(WebForm):
    """What a reform is called, its day and its legal basis."""

    title = forms.CharField(
        label=_("Tên sự kiện"),
        max_length=200,
        help_text=_("Ví dụ: Chia xã Vân Sơn thành ba xã (mẫu)."),
    )
    effective_on = fields.DateField(
        label=_("Ngày có hiệu lực"), help_text=_("Đơn vị cũ còn đến hết ngày hôm trước.")
    )
    basis_number = forms.CharField(
        label=_("Căn cứ: số, ký hiệu"), max_length=120, help_text=_("Ghi như trên văn bản.")
    )
    basis_title = forms.CharField(label=_("Trích yếu"), max_length=400, required=False)
    decision_number = forms.CharField(
        label=_("Số quyết định áp dụng"), max_length=120, required=False
    )
    decided_on = fields.DateField(label=_("Ngày quyết định"), required=False)


class Decision(WebForm):
    """The decision by which a draft is applied."""

    decision_number = forms.CharField(label=_("Số quyết định"), max_length=120)
    decided_on = fields.DateField(label=_("Ngày quyết định"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_decided_on(self) -> date:
        decided_on: date = self.cleaned_data["decided_on"]
        if decided_on > self.today:
            raise ValidationError(_t("Ngày quyết định chưa tới. Ghi ngày đã ký."))
        return decided_on


class OfReform(WebForm):
    """A line of a draft: units are those of the day before it takes effect."""

    def __init__(self, *args: Any, reform: Reform, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        made = Establishment.objects.filter(reform=reform).order_by("pk")
        for field in self.fields.values():
            if isinstance(field, UnitField):
                field.look_in(Units(reform.effective_on - A_DAY))
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = made
                field.empty_label = _t("(không chọn)")

    def either(self, unit: str, made: str, *, needed: bool) -> None:
        """Of an existing unit and one that the draft makes, one may be given and not both."""
        given = [name for name in (unit, made) if self.cleaned_data.get(name)]
        if len(given) == 2:
            self.add_error(unit, _t("Chỉ chọn một: đơn vị đang có, hoặc đơn vị mới của dự thảo."))
        if not given and needed and unit not in self.errors:
            self.add_error(unit, _t("Gõ đơn vị đang có, hoặc chọn đơn vị mới của dự thảo."))


class NewUnit(OfReform):
    """A unit that the reform makes."""

    kind = forms.ChoiceField(label=_("Cấp"), choices=MADE_KINDS, initial=Kind.COMMUNE)
    form = forms.ChoiceField(label=_("Loại"), choices=Form.choices[1:], initial=Form.COMMUNE)
    name = forms.CharField(
        label=_("Tên"), max_length=120, help_text=_("Không ghi chữ “xã”, “phường” ở đầu.")
    )
    code = forms.CharField(label=_("Mã"), max_length=20, required=False)
    parent_unit = UnitField(label=_("Thuộc đơn vị"), required=False)
    parent_made = forms.ModelChoiceField(
        Establishment.objects.none(), label=_("hoặc thuộc đơn vị mới"), required=False
    )

    def clean(self) -> dict[str, Any]:
        self.either("parent_unit", "parent_made", needed=True)
        return self.cleaned_data


class Passing(OfReform):
    """A part of a unit that passes to another."""

    source = UnitField(label=_("Đơn vị trước sắp xếp"))
    target_unit = UnitField(
        label=_("Chuyển vào đơn vị đang có"),
        required=False,
        help_text=_("Ghi chính đơn vị trước nếu một phần ở lại."),
    )
    target_made = forms.ModelChoiceField(
        Establishment.objects.none(), label=_("hoặc vào đơn vị mới"), required=False
    )
    weight = forms.IntegerField(
        label=_("Trọng số"),
        min_value=1,
        max_value=1_000_000_000,
        initial=1,
        error_messages={"invalid": WHOLE, "min_value": WHOLE, "max_value": WHOLE},
        help_text=_("Số nguyên; ví dụ số dân của phần được chuyển. Chuyển cả đơn vị thì để 1."),
    )
    is_receiver = forms.BooleanField(
        label=_("Nơi nhận hồ sơ, sổ sách của đơn vị trước"), required=False
    )

    def clean(self) -> dict[str, Any]:
        self.either("target_unit", "target_made", needed=True)
        return self.cleaned_data


class Change(OfReform):
    """A unit that keeps its identity and changes, or is abolished."""

    unit = UnitField(label=_("Đơn vị"))
    name = forms.CharField(label=_("Tên mới"), max_length=120, required=False)
    form = forms.ChoiceField(
        label=_("Loại mới"), choices=[("", _("(không đổi)")), *Form.choices[1:]], required=False
    )
    code = forms.CharField(label=_("Mã mới"), max_length=20, required=False)
    parent_unit = UnitField(label=_("Chuyển về thuộc đơn vị"), required=False)
    parent_made = forms.ModelChoiceField(
        Establishment.objects.none(), label=_("hoặc thuộc đơn vị mới"), required=False
    )
    is_abolished = forms.BooleanField(label=_("Bãi bỏ đơn vị này"), required=False, widget=Checkbox)
    receiver_unit = UnitField(label=_("Nơi nhận khi bãi bỏ"), required=False)
    receiver_made = forms.ModelChoiceField(
        Establishment.objects.none(), label=_("hoặc đơn vị mới nhận"), required=False
    )
    conditions = (
        When(
            "is_abolished",
            frozenset({Checkbox.TICKED}),
            ("receiver_unit", "receiver_made"),
            _("Chỉ điền khi bãi bỏ đơn vị."),
        ),
    )

    def clean(self) -> dict[str, Any]:
        self.either("parent_unit", "parent_made", needed=False)
        self.either("receiver_unit", "receiver_made", needed=False)
        said = [name for name in self.cleaned_data if name != "unit" and self.cleaned_data[name]]
        if not said and not self.errors:
            raise ValidationError(
                _t("Chưa ghi thay đổi nào: điền tên, loại, mã, nơi thuộc hoặc bãi bỏ.")
            )
        return self.cleaned_data
