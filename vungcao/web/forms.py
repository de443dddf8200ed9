"""The form of every screen: errors come from the server, all at once and in Vietnamese."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

NO_TEXT = _("Có ký tự không in được, thường do sao chép. Xoá mục này rồi gõ lại.")


class Form(forms.Form):
    """Shown by `components/form.html`. A browser's own bubbles would show one error at a time."""

    use_required_attribute = False
    template_name = "components/form.html"
    wait = timedelta()  # before it may be sent again, when it was sent too often

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if (
                field.error_messages.get("required")
                == forms.Field.default_error_messages["required"]
            ):
                field.error_messages["required"] = _("Mục này còn trống, cần điền.")
            field.error_messages.setdefault("null_characters_not_allowed", NO_TEXT)
