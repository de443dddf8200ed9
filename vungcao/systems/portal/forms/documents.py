"""What is looked for in the public register of documents."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vungcao.systems.portal.models import DocumentForm
from vungcao.web.fields import DateField, Names
from vungcao.web.forms import Form


class DocumentFilters(Form):
    """Over the register; empty means all."""

    q = forms.CharField(
        label=_("Số, ký hiệu hoặc từ trong trích yếu"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    form = forms.ChoiceField(
        label=_("Hình thức"),
        required=False,
        choices=[("", _("Tất cả")), *DocumentForm.choices],
    )
    authority = forms.ChoiceField(label=_("Cơ quan ban hành"), required=False, widget=Names())
    year = forms.TypedChoiceField(
        label=_("Năm ban hành"), required=False, coerce=int, empty_value=None
    )
    day = DateField(label=_("Còn hiệu lực vào ngày"), required=False)

    def __init__(
        self, *args: Any, authorities: Iterable[str], years: Iterable[int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, values in (("authority", authorities), ("year", years)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("Tất cả")), *((str(one), str(one)) for one in values)]
