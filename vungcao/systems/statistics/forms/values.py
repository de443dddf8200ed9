"""The form into which a file of figures is laid, and what somebody asks of all figures."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vungcao.systems.statistics.forms.tables import FIRST_YEAR
from vungcao.systems.statistics.models import IndicatorVersion, Stage
from vungcao.systems.statistics.services.value_laying import KIND
from vungcao.web.forms import Form
from vungcao.web.uploads import UploadForm


class LaidIn(UploadForm):
    """One CSV file."""

    kind = KIND


class AllFigures(Form):
    """Which figures leave: by group of indicators or one of them, years, and how far they came."""

    indicator = forms.ChoiceField(label=_("Chỉ tiêu"), required=False)
    since = forms.IntegerField(label=_("Từ năm"), required=False, min_value=FIRST_YEAR)
    until = forms.IntegerField(label=_("Đến năm"), required=False, min_value=FIRST_YEAR)
    accepted = forms.BooleanField(label=_("Chỉ số đã được Sở tiếp nhận"), required=False)

    def __init__(self, *args: Any, known: list[IndicatorVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["indicator"]
        assert isinstance(field, forms.ChoiceField)
        named = [(row.indicator_id, f"{row.indicator.code} {row.name}") for row in known]
        field.choices = [("", _("Tất cả")), *named]

    @property
    def least(self) -> int:
        return Stage.ACCEPTED if self.cleaned_data.get("accepted") else Stage.DRAFT
