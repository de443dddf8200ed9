"""What somebody chooses to find a procedure."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vungcao.systems.onestop.models import OnlineLevel, VersionState
from vungcao.systems.onestop.queries.procedures import Sought
from vungcao.web.fields import Names
from vungcao.web.forms import Form


class Catalogue(Form):
    """Empty means everything."""

    q = forms.CharField(
        label=_("Tên hoặc mã"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    field = forms.ChoiceField(label=_("Lĩnh vực"), required=False, widget=Names())
    level = forms.ChoiceField(
        label=_("Nộp trực tuyến"),
        required=False,
        choices=[("", _("Mọi mức độ")), *OnlineLevel.choices],
    )
    agency = forms.ChoiceField(label=_("Cơ quan thực hiện"), required=False, widget=Names())

    def __init__(
        self, *args: Any, fields: Iterable[str], agencies: Iterable[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._offer("field", _("Mọi lĩnh vực"), fields)
        self._offer("agency", _("Mọi cơ quan"), agencies)

    def _offer(self, name: str, every: object, values: Iterable[str]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", every), *((value, value) for value in values)]

    @property
    def sought(self) -> Sought:
        said = self.cleaned_data if self.is_valid() else {}
        return Sought(
            said.get("q", ""), said.get("field", ""), said.get("level", ""), said.get("agency", "")
        )


class Versions(Form):
    """Over the office's list: which versions; empty means everything."""

    state = forms.ChoiceField(
        label=_("Tình trạng"),
        required=False,
        choices=[("", _("Mọi tình trạng")), *VersionState.choices],
    )
    when = forms.ChoiceField(
        label=_("Hiệu lực"),
        required=False,
        choices=[("", _("Mọi thời kỳ")), ("now", _("đang có hiệu lực"))],
    )
    level = forms.ChoiceField(
        label=_("Mức độ trực tuyến"),
        required=False,
        choices=[("", _("Mọi mức độ")), *OnlineLevel.choices],
    )
