"""The form by which a term is lengthened."""

from decimal import Decimal
from fractions import Fraction

from django import forms
from django.utils.translation import gettext_lazy as _

from vungcao.systems.onestop.services.extending import Longer
from vungcao.web.fields import DecimalField
from vungcao.web.forms import Form

MOST = 60  # a slip of the finger, not a rule of law


class Extend(Form):
    """By how many days, and why."""

    days = DecimalField(
        label=_("Thêm số ngày làm việc"),
        min_value=Decimal("0.5"),
        max_value=MOST,
        decimal_places=1,
        step_size=Decimal("0.5"),
        help_text=_("Tính đến nửa ngày, ví dụ 3 hoặc 2,5."),
    )
    reason = forms.CharField(
        label=_("Lý do"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("In trên phiếu xin lỗi và hẹn lại ngày trả kết quả (mẫu 04)."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, localize=False)

    def longer(self) -> Longer:
        return Longer(Fraction(self.cleaned_data["days"]), self.cleaned_data["reason"])
