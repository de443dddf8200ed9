"""What is looked for in an almanac."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vungcao.web.fields import Names
from vungcao.web.forms import Form


class AdviceFilters(Form):
    """A crop and a month; empty means all."""

    crop = forms.ChoiceField(label=_("Cây trồng, vật nuôi"), required=False, widget=Names())
    month = forms.TypedChoiceField(
        label=_("Tháng"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("Cả năm")), *((str(one), str(one)) for one in range(1, 13))],
    )

    def __init__(self, *args: Any, crops: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        crop = self.fields["crop"]
        assert isinstance(crop, forms.ChoiceField)
        crop.choices = [("", _("Tất cả")), *((one, one) for one in crops)]
