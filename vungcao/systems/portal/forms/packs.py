"""Which recordings a pack for loudspeakers is to hold."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MOST = 20  # recordings of one pack


class Pack(forms.Form):
    """Recordings that the commune's loudspeakers are to play, by their codes."""

    ban = forms.MultipleChoiceField(
        label=_("Bản đọc"),
        error_messages={"required": _("Chọn ít nhất một bản đọc.")},
    )

    def __init__(self, *args: Any, codes: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ban"].choices = [(code, code) for code in codes]  # type: ignore[attr-defined]

    def clean_ban(self) -> list[str]:
        said: list[str] = self.cleaned_data["ban"]
        if len(said) > MOST:
            raise forms.ValidationError(
                _("Một bộ có nhiều nhất %(most)d bản đọc: bỏ bớt."), params={"most": MOST}
            )
        return said
