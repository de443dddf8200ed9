"""Which answers of the past are looked at: a form, years, a unit, and what is shown of them."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.systems.statistics.queries.recalled import Asked
from vungcao.systems.statistics.rules.checks import LEVEL_NAMES
from vungcao.web.fields import Names
from vungcao.web.forms import Form
from vungcao.web.pickers import UnitField, Units
from vungcao.web.pickers.picker import Picker

FIRST_YEAR = 2000
MOST_YEARS = 10
USUAL_YEARS = 5
TIMES = {"3.5": Fraction(7, 2), "6": Fraction(6), "10": Fraction(10)}


class Past(Form):
    """A form over some years, perhaps in one unit; without words the last five years."""

    form = forms.ChoiceField(label=_("Biểu"), widget=Names())
    since = forms.IntegerField(label=_("Từ năm"), min_value=FIRST_YEAR)
    until = forms.IntegerField(label=_("Đến năm"), min_value=FIRST_YEAR)
    unit = UnitField(label=_("Trong đơn vị"), required=False, widget=Picker(is_plain=True))

    def __init__(
        self,
        data: Any,
        *,
        known: Iterable[tuple[str, str]],
        places: Units,
        today: date,
    ) -> None:
        choices = list(known)
        given = data.copy()
        given.setdefault("form", choices[0][0] if choices else "")
        given.setdefault("until", str(today.year))
        given.setdefault("since", str(today.year - USUAL_YEARS + 1))
        super().__init__(given)
        self.has_forms = bool(choices)
        field = self.fields["form"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        unit = self.fields["unit"]
        assert isinstance(unit, UnitField)
        unit.look_in(places)
        for name in ("since", "until"):
            self.fields[name].widget.attrs["max"] = today.year

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if not self.errors:
            if said["until"] < said["since"]:
                raise ValidationError({"until": _t("Năm cuối phải từ năm đầu trở đi.")})
            if said["until"] - said["since"] >= MOST_YEARS:
                words = _t("Mỗi lần xem nhiều nhất %(most)s năm.") % {"most": MOST_YEARS}
                raise ValidationError({"since": words})
        return said

    @property
    def asked(self) -> Asked:
        said = self.cleaned_data
        return Asked(said["form"], said["since"], said["until"])

    @property
    def scopes(self) -> tuple[str, ...] | None:
        """The unit that is looked at, where one was chosen."""
        unit = self.cleaned_data.get("unit")
        return None if unit is None else (unit.scope,)


class Checks(Past):
    """Checks that do not hold, by what they ask for and whether somebody explained it."""

    level = forms.ChoiceField(
        label=_("Mức"),
        required=False,
        choices=[("", _("Mọi mức")), *((one.value, name) for one, name in LEVEL_NAMES.items())],
    )
    reason = forms.ChoiceField(
        label=_("Giải trình"),
        required=False,
        choices=[("", _("Tất cả")), ("no", _("chưa có")), ("yes", _("đã có"))],
    )


class Outliers(Past):
    """Figures that are off by more than so many usual distances."""

    times = forms.ChoiceField(
        label=_("Lệch quá"),
        required=False,
        choices=[
            ("3.5", _("3,5 lần độ lệch thường thấy")),
            ("6", _("6 lần")),
            ("10", _("10 lần")),
        ],
    )

    @property
    def limit(self) -> Fraction:
        return TIMES[self.cleaned_data.get("times") or "3.5"]
