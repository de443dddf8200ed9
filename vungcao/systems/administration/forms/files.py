"""The form that holds a file back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vungcao.web.forms import Form


class Hold(Form):
    reason = forms.CharField(
        label=_("Lý do giữ lại"),
        max_length=200,
        help_text=_("Không ghi tên người. Ví dụ: đang giải quyết khiếu nại số 05/KN."),
    )
