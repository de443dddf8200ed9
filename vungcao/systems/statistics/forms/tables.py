"""What somebody asks of a table of figures."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.units.models import Kind
from vungcao.systems.statistics.models import IndicatorVersion, PeriodKind
from vungcao.systems.statistics.queries.tables_ground import LEVELS
from vungcao.systems.statistics.rules import periods
from vungcao.systems.statistics.rules.periods import Kind as Length
from vungcao.web.fields import DateField
from vungcao.web.forms import Form
from vungcao.web.pickers import UnitField, Units
from vungcao.web.pickers.picker import Picker

INDICATORS = ("indicator", "indicator_2", "indicator_3")
LISTS = ("by", "by_2")
UNGUARDED = ("by_2", "adds", "unit", "map_day", "open")
MOST_PERIODS = 24
MOST_PARTS = 120
PART_NAMES = {
    PeriodKind.HALF: _("các kỳ 6 tháng, tổng hợp lại"),
    PeriodKind.QUARTER: _("các quý, tổng hợp lại"),
    PeriodKind.MONTH: _("các tháng, tổng hợp lại"),
}
FIRST_YEAR = 2000
LEVEL_NAMES = {
    Kind.PROVINCE: _("Tỉnh"),
    Kind.DISTRICT: _("Huyện (huyện cũ)"),
    Kind.COMMUNE: _("Xã, phường"),
    Kind.VILLAGE: _("Thôn, bản, tổ dân phố"),
    Kind.AREA: _("Vùng chính sách"),
}
LEVEL_CHOICES = [(one.value, LEVEL_NAMES[one]) for one in LEVELS]


class TableForm(Form):
    """Up to three indicators, up to two lists, periods of one kind, a level and a map."""

    indicator = forms.ChoiceField(label=_("Chỉ tiêu"), required=False)
    indicator_2 = forms.ChoiceField(label=_("Chỉ tiêu thứ hai"), required=False)
    indicator_3 = forms.ChoiceField(label=_("Chỉ tiêu thứ ba"), required=False)
    by = forms.ChoiceField(label=_("Phân tổ theo"), required=False)
    by_2 = forms.ChoiceField(label=_("và theo"), required=False)
    kind = forms.TypedChoiceField(
        label=_("Kỳ"), choices=PeriodKind, coerce=int, required=False, initial=PeriodKind.YEAR
    )
    adds = forms.TypedChoiceField(
        label=_("Số lấy từ"),
        choices=[("", _("đúng kỳ đã chọn")), *((one.value, PART_NAMES[one]) for one in PART_NAMES)],
        coerce=int,
        empty_value=None,
        required=False,
    )
    since = forms.IntegerField(label=_("Từ năm"), required=False, min_value=FIRST_YEAR)
    until = forms.IntegerField(label=_("Đến năm"), required=False, min_value=FIRST_YEAR)
    level = forms.ChoiceField(label=_("Cấp"), choices=LEVEL_CHOICES, required=False)
    unit = UnitField(label=_("Trong đơn vị"), required=False, widget=Picker(is_plain=True))
    map_day = DateField(
        label=_("Theo địa giới ngày"), required=False, help_text=_("Để trống: như đã ghi")
    )
    open = forms.BooleanField(label=_("Cả số chưa được tiếp nhận"), required=False)

    def __init__(
        self,
        *args: Any,
        known: Sequence[IndicatorVersion],
        lists: Iterable[tuple[str, str]],
        places: Units,
        today: date,
        has_areas: bool = False,
        is_guarded: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if is_guarded:
            self._guard()
        elif has_areas:
            self._offer("level", [*LEVEL_CHOICES, (Kind.AREA.value, LEVEL_NAMES[Kind.AREA])])
        self.today = today
        self.known = {row.indicator.code: row for row in known}
        grouped = groupby(known, key=lambda row: row.indicator.group)
        offered = [
            (group, [(row.indicator.code, f"{row.indicator.code} {row.name}") for row in rows])
            for group, rows in grouped
        ]
        for name in INDICATORS:
            self._offer(name, [("", "–"), *offered])
        for name in set(LISTS) & self.fields.keys():
            self._offer(name, [("", "–"), *lists])
        for name in ("since", "until"):
            self.fields[name].widget.attrs["max"] = today.year
        unit = self.fields.get("unit")
        if isinstance(unit, UnitField):
            unit.look_in(places)

    def _guard(self) -> None:
        """One map, one list, one kind of period, all units: no other sum tells what is hidden."""
        for name in UNGUARDED:
            del self.fields[name]
        self._offer("level", [one for one in LEVEL_CHOICES if one[0] != Kind.VILLAGE])

    def _offer(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    @property
    def indicators(self) -> tuple[IndicatorVersion, ...]:
        """What was chosen, each once."""
        codes = dict.fromkeys(self.cleaned_data.get(name) or "" for name in INDICATORS)
        return tuple(self.known[code] for code in codes if code in self.known)

    @property
    def lists(self) -> tuple[str, ...]:
        codes = dict.fromkeys(self.cleaned_data.get(name) or "" for name in LISTS)
        return tuple(code for code in codes if code)

    @property
    def periods(self) -> tuple[int, ...]:
        """Those of the years that have begun."""
        said = self.cleaned_data
        kind = periods.Kind(said.get("kind") or PeriodKind.YEAR)
        until = min(said.get("until") or self.today.year, self.today.year)
        since = said.get("since") or until - 4
        found = periods.between(date(since, 1, 1), date(until + 1, 1, 1), kind)
        return tuple(one for one in found if periods.begin(one) <= self.today)

    @property
    def parts_kind(self) -> Length | None:
        """The shorter periods whose figures make up those of the table."""
        kind = self.cleaned_data.get("adds")
        return None if kind is None else Length(kind)

    def clean_map_day(self) -> date | None:
        day: date | None = self.cleaned_data["map_day"]
        if day is not None and day > self.today:
            raise ValidationError(_t("Ngày của địa giới không được sau hôm nay."))
        return day

    def clean(self) -> dict[str, Any]:
        if not self.errors:
            if not self.periods:
                self.add_error("until", _t("Năm cuối phải từ năm đầu trở đi."))
            elif len(self.periods) > MOST_PERIODS:
                words = {"most": MOST_PERIODS, "count": len(self.periods)}
                sentence = _t("Bảng có nhiều nhất %(most)s kỳ, đang chọn %(count)s kỳ.")
                self.add_error("since", sentence % words)
            else:
                self._check_parts()
        return self.cleaned_data

    def _check_parts(self) -> None:
        if self.parts_kind is None:
            return
        if self.parts_kind <= (self.cleaned_data.get("kind") or PeriodKind.YEAR):
            self.add_error("adds", _t("Chọn kỳ ngắn hơn kỳ của bảng để tổng hợp lên."))
            return
        parts = [part for one in self.periods for part in periods.inside(one, self.parts_kind)]
        if len(parts) > MOST_PARTS:
            words = {"most": MOST_PARTS, "count": len(parts)}
            sentence = _t("Tổng hợp nhiều nhất %(most)s kỳ ngắn, đang chọn %(count)s.")
            self.add_error("since", sentence % words)
