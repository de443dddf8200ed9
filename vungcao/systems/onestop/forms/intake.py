"""Taking in at the desk: procedure and commune, then applicant, answers and papers on one page."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.people.models import Purpose
from vungcao.kernel.units.models import Kind, Unit
from vungcao.systems.onestop.models import Applicant, Channel, Delivery, ProcedureVersion
from vungcao.web.choices import Radios
from vungcao.web.forms import Form, When
from vungcao.web.pickers import PersonField, Persons, UnitField, Units

KNOWN, TYPED = "known", "typed"
CONTACT = ("name", "telephone", "email", "address", "identifier")
AT_DESK = (Channel.DESK, Channel.POST)


class Begin(Form):
    """Which procedure, and which commune of the province the affair concerns."""

    procedure = forms.ChoiceField(label=_("Thủ tục"), widget=Radios)
    place = UnitField(
        label=_("Xã, phường của hồ sơ"),
        help_text=_("Nơi việc này thuộc về; quầy nhận cho mọi xã, phường trong tỉnh."),
    )

    def __init__(
        self,
        *args: Any,
        versions: Sequence[ProcedureVersion],
        within: tuple[str, ...],
        usual: Unit | None,
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        procedure, place = self.fields["procedure"], self.fields["place"]
        assert isinstance(procedure, forms.ChoiceField)
        assert isinstance(place, UnitField)
        procedure.choices = [(str(one.pk), f"{one.procedure.code} {one.name}") for one in versions]
        place.look_in(Units(today, within))
        if usual is not None and not self.is_bound:
            place.widget.row = usual

    def clean_place(self) -> Unit:
        place: Unit = self.cleaned_data["place"]
        if place.kind != Kind.COMMUNE:
            raise ValidationError(_t("Chọn một xã, phường."))
        return place


class Who(Form):
    """Who applies, how they are reached, how the dossier came and how its result goes."""

    applicant_kind = forms.ChoiceField(label=_("Người nộp là"), choices=Applicant.choices)
    who = forms.ChoiceField(
        label=_("Người nộp hồ sơ"),
        widget=Radios,
        choices=[(TYPED, _("ghi họ và tên")), (KNOWN, _("tìm trong danh sách nhân khẩu"))],
    )
    person = PersonField(
        label=_("Tìm người nộp"),
        required=False,
        help_text=_("Họ và tên, hoặc đúng số giấy tờ, số điện thoại."),
    )
    name = forms.CharField(label=_("Họ và tên người nộp"), max_length=120, required=False)
    telephone = forms.RegexField(
        r"^0\d{9}$",
        label=_("Điện thoại"),
        required=False,
        widget=forms.TextInput({"inputmode": "tel"}),
        error_messages={"invalid": _("Số điện thoại gồm 10 chữ số, bắt đầu bằng 0.")},
    )
    email = forms.EmailField(label=_("Thư điện tử"), max_length=254, required=False)
    identifier = forms.RegexField(
        r"^(\d{12}|\d{9})$",
        label=_("Số căn cước"),
        required=False,
        widget=forms.TextInput({"inputmode": "numeric"}),
        error_messages={"invalid": _("Số định danh gồm 12 chữ số.")},
    )
    address = forms.CharField(label=_("Địa chỉ"), max_length=300, required=False)
    channel = forms.TypedChoiceField(
        label=_("Cách nộp"),
        coerce=int,
        choices=[(one.value, one.label) for one in AT_DESK],
    )
    delivery = forms.ChoiceField(label=_("Cách nhận kết quả"), choices=Delivery.choices)
    intake = forms.TypedChoiceField(label=_("Nơi tiếp nhận"), coerce=int)
    is_another = forms.BooleanField(
        label=_("Đã xem, đây là việc khác: vẫn tiếp nhận"), required=False
    )

    conditions = (
        When(
            "who",
            frozenset({TYPED}),
            ("name",),
            _("Chỉ điền khi ghi họ và tên."),
            needed=("name",),
        ),
        When(
            "who",
            frozenset({KNOWN}),
            ("person",),
            _("Chỉ điền khi người nộp có trong danh sách nhân khẩu."),
            needed=("person",),
        ),
    )
    unkept = frozenset({"person", *CONTACT})

    def __init__(
        self,
        *args: Any,
        by: User,
        today: date,
        kinds: Sequence[str],
        desks: Mapping[int, str],
        asks_alike: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        person, kind, intake = (self.fields[n] for n in ("person", "applicant_kind", "intake"))
        assert isinstance(person, PersonField)
        assert isinstance(kind, forms.ChoiceField)
        assert isinstance(intake, forms.ChoiceField)
        person.look_in(Persons(by, Purpose.CASE, today))
        kind.choices = [one for one in Applicant.choices if one[0] in kinds] or Applicant.choices
        intake.choices = list(desks.items())
        self.initial = {"who": TYPED, "intake": next(iter(desks), ""), **self.initial}
        if len(desks) == 1:
            intake.widget = forms.HiddenInput()
        if not asks_alike:
            del self.fields["is_another"]

    def contact(self) -> dict[str, str]:
        """How the applicant is reached, as it was typed."""
        return {key: said for key in CONTACT if (said := self.cleaned_data.get(key) or "")}


class AddPerson(Form):
    """Somebody with a record, for a line of the list."""

    known = PersonField(
        label=_("Thêm người đã có trong danh sách nhân khẩu"),
        required=False,
        help_text=_("Họ tên, ngày sinh, giới tính, dân tộc và thôn được điền sẵn vào một dòng."),
    )

    def __init__(self, *args: Any, by: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = self.fields["known"]
        assert isinstance(known, PersonField)
        known.look_in(Persons(by, Purpose.CASE, today))
