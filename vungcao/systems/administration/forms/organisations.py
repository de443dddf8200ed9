"""What an administrator types about bodies: a new one, a new name, a contact, an act."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.organisations.models import (
    Organisation,
    OrganisationKind,
    OrganisationSuccession,
)
from vungcao.kernel.units.models import Unit
from vungcao.kernel.units.queries import match
from vungcao.systems.administration.forms.calendar import CalendarField
from vungcao.systems.administration.forms.norms import ActForm
from vungcao.systems.administration.queries.organisations import Directory, eve
from vungcao.systems.administration.services import NewBody
from vungcao.web.fields import DateField
from vungcao.web.forms import Form
from vungcao.web.pickers import UnitField, Units
from vungcao.web.pickers.picker import Picker

SINCE = _("Có hiệu lực từ ngày")
ACT = ["number", "article", "title", "source"]


class Browse(Form):
    """Empty means: today, all kinds, the whole country."""

    q = forms.CharField(
        label=_("Tìm tên, kể cả tên cũ"),
        required=False,
        max_length=120,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label=_("Loại"), required=False, choices=[("", _("Mọi loại")), *OrganisationKind.choices]
    )
    unit = UnitField(
        label=_("Địa bàn"), required=False, widget=Picker({"list": "unit-names"}, is_plain=True)
    )
    day = DateField(label=_("Xem theo ngày"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, UnitField)
        field.look_in(Units(today))


class OfReach(ActForm):
    """A form about bodies that its reader keeps."""

    day_field = "valid_from"

    def __init__(self, *args: Any, reader: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader

    def _body(self, name: str, day: date) -> Organisation | None:
        """The body that was typed into the field `name`, or an error beside it."""
        text = self.cleaned_data.get(name)
        if not text:
            return None
        found = Directory(day, self.reader).find(text)
        if isinstance(found, str):
            self.add_error(name, found)
            return None
        return Organisation.objects.get(pk=found.id)


class Establish(OfReach):
    """A new body with its name, territory and place."""

    kind = forms.ChoiceField(label=_("Loại"), choices=OrganisationKind.choices)
    name = forms.CharField(label=_("Tên cơ quan"), max_length=200)
    abbreviation = forms.CharField(label=_("Tên viết tắt"), max_length=120, required=False)
    unit = UnitField(label=_("Địa bàn"), help_text=_("Tên đơn vị hành chính hoặc mã."))
    parent = forms.CharField(
        label=_("Cơ quan cấp trên"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"list": "organisation-names", "autocomplete": "off"}),
    )
    calendar = CalendarField()
    valid_from = DateField(label=_("Hoạt động từ ngày"))
    field_order = [
        "kind", "name", "abbreviation", "unit", "parent", "calendar", "valid_from", *ACT,
    ]  # fmt: skip

    def __init__(self, *args: Any, reader: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, reader=reader, **kwargs)
        unit = self.fields["unit"]
        assert isinstance(unit, UnitField)
        unit.look_in(Units(today, reader.reach))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if since := given.get("valid_from"):
            given["parent"] = self._body("parent", since)
        return given

    @property
    def given(self) -> dict[str, Any]:
        """The body without its act."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ACT}


class Rename(OfReach):
    """Another name for the same body."""

    text = forms.CharField(label=_("Tên mới"), max_length=200)
    abbreviation = forms.CharField(label=_("Tên viết tắt"), max_length=120, required=False)
    valid_from = DateField(label=SINCE)
    field_order = ["text", "abbreviation", "valid_from", *ACT]

    @property
    def given(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("text", "abbreviation", "valid_from")}


class Place(OfReach):
    """Another body above."""

    parent = forms.CharField(
        label=_("Cơ quan cấp trên"),
        max_length=200,
        widget=forms.TextInput({"list": "organisation-names", "autocomplete": "off"}),
    )
    valid_from = DateField(label=SINCE)
    field_order = ["parent", "valid_from", *ACT]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if since := given.get("valid_from"):
            given["parent"] = self._body("parent", since)
        return given

    @property
    def given(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("parent", "valid_from")}


class ContactForm(Form):
    """How an office is reached; at least one way."""

    address = forms.CharField(label=_("Địa chỉ"), max_length=300, required=False)
    telephone = forms.CharField(
        label=_("Điện thoại"), max_length=40, required=False, help_text=_("Số của cơ quan.")
    )
    email = forms.EmailField(
        label=_("Thư điện tử"),
        max_length=120,
        required=False,
        error_messages={"invalid": _("Nhập địa chỉ thư, ví dụ vanthu@coquan.gov.vn.")},
    )
    website = forms.CharField(label=_("Trang thông tin"), max_length=200, required=False)
    valid_from = DateField(label=SINCE)


class CalendarOf(Form):
    """By which calendar a body works."""

    calendar = CalendarField()


class Succession(OfReach):
    """One act: bodies before, bodies after, and who gets the files."""

    kind = forms.ChoiceField(label=_("Loại thay đổi"), choices=OrganisationSuccession.Kind.choices)
    effective_on = DateField(
        label=_("Ngày có hiệu lực"), help_text=_("Cơ quan trước còn đến hết ngày hôm trước.")
    )
    sources = forms.CharField(
        label=_("Cơ quan trước"),
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Mỗi dòng một cơ quan: tên đầy đủ hoặc tên viết tắt."),
    )
    targets = forms.CharField(
        label=_("Cơ quan kế thừa đang hoạt động"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Mỗi dòng một cơ quan."),
    )
    fresh = forms.CharField(
        label=_("Cơ quan kế thừa lập mới"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_(
            "Mỗi dòng một cơ quan: tên đầy đủ; tên viết tắt; địa bàn. Không ghi địa bàn thì lấy"
            " địa bàn của cơ quan trước đầu tiên. Loại và lịch làm việc theo cơ quan trước đó."
        ),
    )
    files_to = forms.CharField(
        label=_("Nơi nhận hồ sơ, tài liệu"),
        required=False,
        max_length=200,
        help_text=_("Tên một cơ quan kế thừa. Để trống nếu văn bản không ghi."),
    )
    field_order = ["kind", "effective_on", "sources", "targets", "fresh", "files_to", *ACT]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if day := given.get("effective_on"):
            before, after = Directory(eve(day), self.reader), Directory(day, self.reader)
            given["sources"] = self._bodies("sources", before)
            given["targets"] = self._bodies("targets", after)
            given["fresh"] = self._fresh(day)
        return given

    @property
    def given(self) -> dict[str, Any]:
        """The act's content without its number."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ACT}

    def _lines(self, name: str) -> list[str]:
        return [
            line.strip() for line in self.cleaned_data.get(name, "").splitlines() if line.strip()
        ]

    def _bodies(self, name: str, directory: Directory) -> list[Organisation]:
        ids = []
        for line in self._lines(name):
            found = directory.find(line)
            if isinstance(found, str):
                self.add_error(name, found)
            else:
                ids.append(found.id)
        rows = Organisation.objects.select_related("calendar", "unit").in_bulk(ids)
        return [rows[pk] for pk in ids]

    def _fresh(self, day: date) -> list[NewBody]:
        made = []
        for line in self._lines("fresh"):
            name, abbreviation, place = [*map(str.strip, line.split(";", 2)), "", ""][:3]
            made.append(NewBody(name, abbreviation, self._territory(place, day)))
        return made

    def _territory(self, place: str, day: date) -> Unit | None:
        if not place:
            return None
        meant = match(place, day)
        if meant.found is None:
            sentence = _t("Không rõ địa bàn “%s”: ghi tên đầy đủ của một đơn vị hành chính.")
            self.add_error("fresh", sentence % place)
            return None
        return Unit.objects.get(pk=meant.found.id)
