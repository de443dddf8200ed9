"""What a reader of figures asks for; a day to publish."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.units.models import Kind
from vungcao.systems.prestige.rules.statistics import quarter_end
from vungcao.web.fields import DateField
from vungcao.web.forms import Form
from vungcao.web.pickers import UnitField, Units
from vungcao.web.pickers.picker import Picker

LEVELS = {
    Kind.DISTRICT: _("Huyện"),
    Kind.COMMUNE: _("Xã, phường"),
    Kind.VILLAGE: _("Thôn, bản, tổ dân phố"),
}


class StatisticsForm(Form):
    """Empty: the day in which the reader works, its own map, all that they reach."""

    day = DateField(label=_("Số liệu ngày"), required=False)
    map_day = DateField(label=_("Theo địa giới ngày"), required=False)
    level = forms.ChoiceField(label=_("Cấp"), required=False)
    unit = UnitField(label=_("Trong đơn vị"), required=False, widget=Picker(is_plain=True))

    def __init__(
        self, *args: Any, levels: Iterable[Kind], places: Units, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        level, unit = self.fields["level"], self.fields["unit"]
        assert isinstance(level, forms.ChoiceField)
        assert isinstance(unit, UnitField)
        self.levels = list(levels)
        usual = ("", _("Cấp liền dưới"))
        level.choices = [usual, *((kind.value, LEVELS[kind]) for kind in self.levels)]
        unit.look_in(places)

    def clean_day(self) -> date | None:
        day: date | None = self.cleaned_data["day"]
        if day is not None and day > self.today:
            raise ValidationError(_t("Ngày số liệu không được sau hôm nay."))
        return day


class AnnexForm(Form):
    """Of which day and which unit the list of persons is."""

    day = DateField(label=_("Danh sách ngày"), required=False)
    unit = UnitField(label=_("Trong đơn vị"), required=False, widget=Picker(is_plain=True))

    def __init__(self, *args: Any, places: Units, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        assert isinstance(unit, UnitField)
        unit.look_in(places)


class PublishForm(Form):
    """The day for which counts are published: the end of a quarter."""

    day = DateField(label=_("Số liệu ngày"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > self.today:
            raise ValidationError(_t("Ngày số liệu không được sau hôm nay."))
        if quarter_end(day) != day:
            words = {"day": f"{quarter_end(day):%d/%m/%Y}"}
            sentence = _t("Số công bố lấy theo ngày cuối quý; gần nhất là %(day)s.")
            raise ValidationError(sentence % words)
        return day
