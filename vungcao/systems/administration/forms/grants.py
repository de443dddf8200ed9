"""Forms about roles: granting one, ending one, and what a list shows."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.access.catalogue import FACTS
from vungcao.kernel.access.models import EndReason
from vungcao.kernel.access.roles import OFFICE, Role
from vungcao.kernel.access.weighing import NewGrant
from vungcao.kernel.accounts.models import User
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.organisations.queries import as_of
from vungcao.kernel.units.models import Kind
from vungcao.web.choices import Radios
from vungcao.web.fields import DateField
from vungcao.web.forms import Form, When
from vungcao.web.pickers import AccountField, Accounts, UnitField, Units
from vungcao.web.pickers.picker import Picker

A_DAY = timedelta(days=1)
# A village has no organisation; who holds a role for one acts over that one's territory.
OF_A_BODY = frozenset(role for role in OFFICE if FACTS[role].levels != (Kind.VILLAGE,))
OF_A_PLACE = frozenset(role for role in OFFICE if not FACTS[role].needs_body)
STATES = [
    ("now", _("Đang giữ")),
    ("renewal", _("Cần cấp lại")),
    ("delegated", _("Đang uỷ quyền")),
    ("coming", _("Sắp tới")),
    ("ended", _("Đã kết thúc")),
    ("all", _("Tất cả")),
]


class GrantFilters(Form):
    """All may stay empty; then the list shows who holds what today."""

    account = forms.CharField(label=_("Tài khoản, họ tên"), required=False, max_length=150)
    role = forms.ChoiceField(
        label=_("Vai trò"),
        required=False,
        choices=[("", _("Tất cả")), *((role.value, role.label) for role in Role if role in OFFICE)],
    )
    unit = UnitField(
        label=_("Trong đơn vị"),
        required=False,
        widget=Picker({"list": "unit-names"}, is_plain=True),
    )
    state = forms.ChoiceField(label=_("Tình trạng"), required=False, choices=STATES)
    day = DateField(label=_("Vào ngày"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        assert isinstance(unit, UnitField)
        unit.look_in(Units(today))


class BodyField(forms.CharField):
    """An organisation by its name on `day`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=250, empty_value=None, **kwargs)
        self.day = date.max

    def clean(self, value: Any) -> Organisation | None:
        text = super().clean(value)
        if not text:
            return None
        close = as_of(self.day, text=text)
        same = [body for body in close if text in (body.name, body.abbreviation)]
        found = same if same else close
        if len(found) != 1:
            raise ValidationError(_unclear(text, [body.name for body in found[:5]]))
        return Organisation.objects.get(pk=found[0].id)


def _unclear(text: str, names: list[str]) -> str:
    if not names:
        return _t("Không thấy cơ quan “%s”. Gõ tên như trong danh sách cơ quan.") % text
    return _t("“%(text)s” có thể là: %(names)s. Gõ đủ tên.") % {
        "text": text,
        "names": "; ".join(names),
    }


class NewRole(Form):
    """Who gets which role, where, from when until when. The last day counts."""

    account = AccountField(label=_("Tài khoản"), help_text=_("Họ tên hoặc tên đăng nhập."))
    role = forms.ChoiceField(label=_("Vai trò"), widget=Radios)
    unit = UnitField(
        label=_("Đơn vị"),
        required=False,
        help_text=_(
            "Thấy đơn vị này và mọi đơn vị bên dưới. Bỏ trống thì lấy địa bàn của cơ quan."
        ),
    )
    organisation = BodyField(
        label=_("Cơ quan"),
        required=False,
        widget=forms.TextInput({"list": "bodies", "autocomplete": "off"}),
    )
    first_day = DateField(label=_("Từ ngày"))
    last_day = DateField(label=_("Đến hết ngày"), required=False)
    decision_number = forms.CharField(
        label=_("Số văn bản giao việc"), max_length=120, required=False
    )

    conditions = (
        When(
            "role",
            frozenset(role.value for role in OF_A_PLACE),
            ("unit",),
            _("Chỉ điền khi vai trò không đi theo địa bàn của cơ quan."),
        ),
        When(
            "role",
            frozenset(role.value for role in OF_A_BODY),
            ("organisation",),
            _("Chỉ điền khi vai trò thuộc một cơ quan; trưởng thôn không thuộc cơ quan nào."),
        ),
    )

    def __init__(self, *args: Any, by: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, UnitField):
                field.look_in(Units(today, by.reach))
            elif isinstance(field, AccountField):
                field.look_in(Accounts(day=today))
            elif isinstance(field, BodyField):
                field.day = today
        roles = self.fields["role"]
        assert isinstance(roles, forms.ChoiceField)
        roles.choices = [(role.value, _explained(role)) for role in Role if FACTS[role].levels]

    def clean(self) -> dict[str, Any]:
        body = self.cleaned_data.get("organisation")
        if not self.cleaned_data.get("unit") and "unit" not in self.errors:
            if body is not None:
                self.cleaned_data["unit"] = body.unit
            elif "organisation" not in self.errors:
                self.add_error("unit", _t("Chọn đơn vị, hoặc chọn cơ quan ở ô dưới."))
        return self.cleaned_data

    def new(self) -> NewGrant:
        said = self.cleaned_data
        last = said["last_day"]
        return NewGrant(
            user=said["account"],
            role=Role(said["role"]),
            unit=said["unit"],
            valid_from=said["first_day"],
            valid_until=last + A_DAY if last else None,
            organisation=said["organisation"],
            decision_number=said["decision_number"],
        )


def _explained(role: Role) -> str:
    return format_html(
        '<b>{}</b> <span class="muted">{}</span>', capfirst(str(role.label)), FACTS[role].does
    )


class End(Form):
    """From when a role is gone, and why."""

    on = DateField(
        label=_("Kết thúc từ ngày"), help_text=_("Từ ngày này người ấy không còn vai trò.")
    )
    reason = forms.ChoiceField(label=_("Lý do"), choices=EndReason.choices)


class RefusalFilters(Form):
    """The days that the list of refusals covers."""

    day = DateField(label=_("Từ ngày"), required=False)
    account = forms.CharField(label=_("Tài khoản"), required=False, max_length=150)
