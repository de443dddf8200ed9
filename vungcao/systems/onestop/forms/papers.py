"""What is written into a decision, and into one that corrects it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vungcao.systems.onestop.rules.deciding import Wording
from vungcao.systems.onestop.services.correcting import Correction
from vungcao.web.forms import Form

LINES = _("Mỗi dòng một mục.")


class Post(forms.CharField):
    """In whose name and as what somebody signs: a line each."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Chức vụ người ký"),
            max_length=120,
            help_text=_("Hai dòng nếu ký thay mặt: “TM. Uỷ ban nhân dân”, rồi “Chủ tịch”."),
            widget=forms.Textarea({"rows": 2}),
        )

    def clean(self, value: Any) -> str:
        return "\n".join(str(super().clean(value)).splitlines())


class Prepare(Form):
    """The text of a decision; the lists of persons come from the dossier."""

    subject = forms.CharField(label=_("Trích yếu"), max_length=300)
    place = forms.CharField(label=_("Địa danh"), max_length=80)
    bases = forms.CharField(
        label=_("Căn cứ ban hành"),
        max_length=4000,
        help_text=LINES,
        widget=forms.Textarea({"rows": 4}),
    )
    body = forms.CharField(
        label=_("Nội dung quyết định"),
        max_length=8000,
        help_text=_("Mỗi dòng một đoạn; dòng bắt đầu bằng “Điều 1.” in đậm số điều."),
        widget=forms.Textarea({"rows": 6}),
    )
    signer_post = Post()
    signer_name = forms.CharField(label=_("Họ tên người ký"), max_length=120)
    recipients = forms.CharField(
        label=_("Nơi nhận"),
        max_length=1000,
        help_text=LINES,
        widget=forms.Textarea({"rows": 3}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def wording(self) -> Wording:
        said = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        return Wording(**said)


class Sign(Form):
    """Which state of the dossier the leader looked at."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class Correct(Form):
    """Whom a correcting decision takes out, and why."""

    subjects = forms.TypedMultipleChoiceField(
        label=_("Người đã được đồng ý nhầm"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    reason = forms.ChoiceField(label=_("Lý do ghi trong danh sách"))
    words = forms.CharField(
        label=_("Lý do sửa quyết định"), max_length=1000, widget=forms.Textarea({"rows": 3})
    )
    place = forms.CharField(label=_("Địa danh"), max_length=80)
    signer_post = Post()
    signer_name = forms.CharField(label=_("Họ tên người ký"), max_length=120)

    def __init__(
        self, *args: Any, persons: Mapping[int, str], reasons: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        subjects, reason = self.fields["subjects"], self.fields["reason"]
        assert isinstance(subjects, forms.TypedMultipleChoiceField)
        assert isinstance(reason, forms.ChoiceField)
        subjects.choices = list(persons.items())
        subjects.error_messages["required"] = _("Chọn ít nhất một người.")
        reason.choices = [("", _("Chọn một lý do")), *reasons.items()]
        if not reasons:
            del self.fields["reason"]

    @property
    def correction(self) -> Correction:
        return Correction(**{"reason": "", **self.cleaned_data})
