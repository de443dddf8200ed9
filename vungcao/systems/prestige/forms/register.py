"""What a reader of the list narrows it by. A name is sent apart: it never stands in an address."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.norms.models import EthnicGroup
from vungcao.kernel.people.models import Sex
from vungcao.systems.prestige.queries import norms
from vungcao.systems.prestige.queries.listing import Shown, Wanted
from vungcao.systems.prestige.services.listing import Sieve
from vungcao.web.fields import DateField
from vungcao.web.forms import Form
from vungcao.web.pickers import UnitField, Units
from vungcao.web.pickers.picker import Picker

ANY = _("Tất cả")
MOST_PERSONS = 50
MORE = ("number", "sex", "reason")
SEALED = ("group", "component", "party", "band")
BANDS = [
    ("0-39", _("Dưới 40 tuổi")),
    ("40-49", _("40–49 tuổi")),
    ("50-59", _("50–59 tuổi")),
    ("60-69", _("60–69 tuổi")),
    ("70-79", _("70–79 tuổi")),
    ("80-", _("Từ 80 tuổi")),
]


class Filters(Form):
    """All may stay empty: who is on the list on the day. The last four ask for what is sealed."""

    day = DateField(label=_("Vào ngày"), required=False)
    shown = forms.ChoiceField(label=_("Tình trạng"), required=False, choices=Shown.choices)
    unit = UnitField(label=_("Trong đơn vị"), required=False, widget=Picker(is_plain=True))
    map = forms.ChoiceField(
        label=_("Địa bàn"),
        required=False,
        choices=[("then", _("ngày đó")), ("today", _("hôm nay"))],
    )
    number = forms.CharField(label=_("Số quyết định"), required=False, max_length=60)
    sex = forms.ChoiceField(label=_("Giới tính"), required=False)
    reason = forms.ChoiceField(label=_("Lý do thôi"), required=False)
    group = forms.TypedChoiceField(label=_("Dân tộc"), required=False, coerce=int, empty_value=None)
    component = forms.ChoiceField(label=_("Thành phần"), required=False)
    party = forms.ChoiceField(
        label=_("Đảng viên"),
        required=False,
        choices=[("", ANY), ("yes", _("Là đảng viên")), ("no", _("Không phải đảng viên"))],
    )
    band = forms.ChoiceField(label=_("Độ tuổi"), required=False, choices=[("", ANY), *BANDS])

    def __init__(self, data: Mapping[str, Any], *, within: tuple[str, ...], today: date) -> None:
        super().__init__(data)
        self.today = today
        self.day_asked = _day(data.get("day"), today)
        self.map_day = today if data.get("map") == "today" else self.day_asked
        field = self.fields["unit"]
        assert isinstance(field, UnitField)
        field.look_in(Units(self.map_day, within))
        groups = EthnicGroup.objects.order_by("name", "pk").values_list("pk", "name")
        self._choose("sex", [(one.value, one.label) for one in (Sex.MALE, Sex.FEMALE)])
        self._choose("reason", norms.reasons(self.day_asked).items())
        self._choose("group", groups)
        self._choose("component", norms.components(self.day_asked).items())

    def _choose(self, name: str, choices: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", ANY), *choices]

    @property
    def usual_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("day", "shown", "unit", "map")]

    @property
    def other_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in MORE]

    @property
    def sealed_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in SEALED]

    @property
    def wanted(self) -> Wanted:
        """What may be asked of the database as it stands."""
        said = self.cleaned_data
        return Wanted(
            day=said.get("day") or self.day_asked,
            map_day=self.map_day,
            shown=said.get("shown") or Shown.NOW,
            unit=said.get("unit"),
            sex=said.get("sex", ""),
            reason=said.get("reason", ""),
            number=said.get("number", ""),
            persons=self.persons,
        )

    @property
    def persons(self) -> frozenset[int] | None:
        """Whom a name led to (`Seek`): numbers of records, never a name."""
        found = self.data.get("persons", "")
        keys = [word for word in str(found).split("-") if word.isdecimal() and len(word) < 19]
        return frozenset(map(int, keys[:MOST_PERSONS])) if found else None

    @property
    def is_narrowed_more(self) -> bool:
        """Whether one of the fields that stand folded is used."""
        said = self.cleaned_data
        return self.sieve.is_used or any(said.get(name) for name in MORE)

    @property
    def sieve(self) -> Sieve:
        said = self.cleaned_data
        return Sieve(
            group=said.get("group"),
            component=said.get("component", ""),
            party=said.get("party", ""),
            band=said.get("band", ""),
            year=self.wanted.day.year,
        )


class Seek(Form):
    """A whole name or an exact number; it is sent in the body of a form and kept nowhere."""

    q = forms.CharField(
        label=_("Tìm một người"),
        max_length=120,
        help_text=_("Cả họ và tên, hoặc đúng số giấy tờ, số điện thoại."),
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
    )


def _day(text: Any, usual: date) -> date:
    """The day that is asked for, also while something else of the form is wrong."""
    try:
        return DateField(required=False).clean(text) or usual
    except forms.ValidationError:
        return usual
