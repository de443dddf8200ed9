"""What is asked of the list of published figures."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vungcao.web.fields import Names
from vungcao.web.forms import Form


class PublishedFilters(Form):
    """Over the list; empty means all."""

    q = forms.CharField(
        label=_("Nội dung, nơi hoặc thời gian"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    name = forms.ChoiceField(label=_("Nội dung"), required=False, widget=Names())

    def __init__(self, *args: Any, names: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = self.fields["name"]
        assert isinstance(name, forms.ChoiceField)
        name.choices = [("", _("Tất cả")), *((one, one) for one in names)]
