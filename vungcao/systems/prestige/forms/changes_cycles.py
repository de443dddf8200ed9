"""What is typed to open a cycle; how long it lasts says the norm."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.norms.services.acts import Act
from vungcao.systems.prestige.forms.changes_parts import ChangeForm
from vungcao.web.fields import DateField


class NewCycle(ChangeForm):
    """From when, and on which text it rests."""

    valid_from = DateField(label=_("Kỳ bắt đầu từ ngày"))
    number = forms.CharField(
        label=_("Số văn bản làm căn cứ"), max_length=120, help_text=_("Như ghi trên văn bản.")
    )
    title = forms.CharField(label=_("Trích yếu"), max_length=400, required=False)
    source = forms.CharField(
        label=_("Nơi đã đọc văn bản"),
        max_length=400,
        required=False,
        help_text=_("Để trống nếu chưa đọc: hệ thống ghi “chưa xác minh”."),
    )

    def act(self) -> Act:
        said = self.cleaned_data
        return Act(said["number"], title=said["title"], source=said["source"])
