"""Forms about files that are kept: what a list shows, and why a file is held back."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.offers.files import file_kinds
from vungcao.web.forms import Form

STATES = [
    ("due", _("Hết thời hạn lưu")),
    ("held", _("Đang giữ lại")),
    ("quarantined", _("Đã cách ly")),
]


class Filters(Form):
    """Both may stay empty; then every file is listed."""

    state = forms.ChoiceField(
        required=False, choices=[("", _("Tất cả")), *STATES], label=_("Tình trạng")
    )
    kind = forms.ChoiceField(required=False, label=_("Loại tệp"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        found = [(code, capfirst(str(one.label))) for code, one in sorted(file_kinds.items())]
        kind.choices = [("", _("Tất cả")), *found]


class Hold(Form):
    reason = forms.CharField(
        label=_("Lý do giữ lại"),
        max_length=200,
        help_text=_("Không ghi tên người. Ví dụ: đang giải quyết khiếu nại số 05/KN."),
    )
