"""The filters of the audit trail."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vungcao.web.fields import DateField
from vungcao.web.forms import Form


class Filters(Form):
    """All may stay empty; what was typed stays in the address of the page."""

    actor = forms.CharField(label=_("Người làm"), required=False, max_length=150)
    action = forms.ChoiceField(label=_("Việc"), required=False)
    subject = forms.CharField(label=_("Đối tượng"), required=False, max_length=150)
    day = DateField(label=_("Ngày"), required=False)

    def __init__(self, *args: Any, actions: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["action"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [("", _("Tất cả")), *actions]
