"""What readers fill in: their address, and what they want to get."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts import rules
from vungcao.systems.newsletter.models import Tongue
from vungcao.systems.newsletter.services.subscribing import Wishes
from vungcao.web.choices import Radios
from vungcao.web.forms import Form
from vungcao.web.proof_of_work import ProofForm


def _tongue() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Bản tin bằng tiếng nào"), required=False, choices=Tongue.choices, widget=Radios
    )


def _sections() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("Chuyên mục muốn nhận"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Không chọn mục nào là nhận tất cả."),
    )


def _offer(form: Form, sections: Mapping[str, Collection[str]]) -> None:
    """Sections with their languages. Nothing to choose from is no question."""
    field = form.fields["sections"]
    assert isinstance(field, forms.MultipleChoiceField)
    field.choices = [(one, one) for one in sections]
    if len(sections) < 2:
        del form.fields["sections"]


def _check(form: Form, sections: Mapping[str, Collection[str]]) -> None:
    """Whoever chose only what never comes in their language would wait in vain."""
    tongue, chosen = form.cleaned_data.get("tongue"), form.cleaned_data.get("sections")
    if tongue and chosen and not any(tongue in sections.get(one, [tongue]) for one in chosen):
        said = _t(
            "Chuyên mục đã chọn chưa có bài bằng thứ tiếng này. Chọn thêm chuyên mục khác, hoặc bỏ "
            "chọn để nhận tất cả."
        )
        form.add_error("sections", said)


def wishes(form: Form) -> Wishes:
    """What a valid form of either kind asks for."""
    said = form.cleaned_data
    return Wishes(said["tongue"], tuple(said.get("sections", ())))


class Subscribe(ProofForm):
    """An address, and what is to be sent to it."""

    name = "newsletter"

    address = forms.CharField(
        label=_("Địa chỉ thư điện tử"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email", "autocapitalize": "none"}),
    )
    tongue = _tongue()
    sections = _sections()

    def __init__(self, *args: Any, sections: Mapping[str, Collection[str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.spoken = sections
        _offer(self, sections)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        _check(self, self.spoken)
        return cleaned

    def clean_address(self) -> str:
        found = rules.email(self.cleaned_data["address"])
        if not found or not found.isascii():
            raise ValidationError(_t("Thư điện tử có dạng ten@noi.vn. Viết lại cho đủ."))
        return found


class Choose(Form):
    """What a reader wants to get from now on."""

    tongue = _tongue()
    sections = _sections()

    def __init__(self, *args: Any, sections: Mapping[str, Collection[str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.spoken = sections
        _offer(self, sections)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        _check(self, self.spoken)
        return cleaned
