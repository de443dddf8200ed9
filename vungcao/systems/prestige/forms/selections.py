"""What an officer types about a selection: the round, nominees, meetings, the check."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.norms.models import EthnicGroup
from vungcao.kernel.people.drafts import PersonDraft
from vungcao.kernel.people.models import Person, Purpose, Sex
from vungcao.kernel.units.models import Unit
from vungcao.systems.prestige.models import Cycle, RoundState
from vungcao.systems.prestige.services.minutes import Sitting
from vungcao.systems.prestige.services.selecting import JointMeeting, Meeting
from vungcao.web.choices import Radios
from vungcao.web.fields import DateField, Names
from vungcao.web.forms import Form, When
from vungcao.web.pickers import PersonField, Persons, UnitField, Units

MOST = 1_000_000
MOST_VILLAGES = 80  # more are looked for by name
KNOWN, NEW = "known", "new"


class Filters(Form):
    """Empty means everything."""

    state = forms.ChoiceField(
        label=_("Tình trạng"),
        required=False,
        choices=[("", _("Mọi tình trạng")), *RoundState.choices],
    )
    cycle = forms.ModelChoiceField(
        label=_("Kỳ công nhận"),
        queryset=Cycle.objects.none(),
        required=False,
        empty_label=_("Mọi kỳ"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["cycle"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Cycle.objects.order_by("-valid_from", "pk")


class Open(Form):
    """Which village selects, for which cycle."""

    village = UnitField(
        label=_("Thôn, bản, tổ dân phố"), help_text=_("Gõ tên thôn, hoặc “thôn, xã”.")
    )
    cycle = forms.ModelChoiceField(
        label=_("Kỳ công nhận"), queryset=Cycle.objects.none(), empty_label=None
    )

    def __init__(
        self,
        *args: Any,
        by: User,
        day: date,
        villages: Mapping[int, str],
        village: Unit | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["village"]
        assert isinstance(field, UnitField)
        field.look_in(Units(day, by.reach))
        if 0 < len(villages) <= MOST_VILLAGES:
            self.fields["village"] = forms.TypedChoiceField(
                label=field.label,
                coerce=_unit,
                choices=list(villages.items()),
                widget=Names(),
                initial=village.pk if village else None,
            )
        elif not self.is_bound:
            field.widget.row = village
        cycle = self.fields["cycle"]
        assert isinstance(cycle, forms.ModelChoiceField)
        cycle.queryset = Cycle.objects.filter(valid_until__gt=day).order_by("valid_from", "pk")


def _unit(value: str) -> Unit:
    return Unit.objects.get(pk=value)


class Replacing(Form):
    """Why somebody is to be replaced; village and cycle are that person's."""

    end_reason = forms.ChoiceField(label=_("Lý do thay thế"))

    def __init__(self, *args: Any, reasons: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self.fields["end_reason"], reasons)


class Nominate(Form):
    """Somebody who is known already, or who is entered now. No draft keeps a name."""

    who = forms.ChoiceField(
        label=_("Người được đề cử"),
        choices=[(KNOWN, _("Đã có trong hệ thống")), (NEW, _("Người mới"))],
        initial=KNOWN,
        widget=Radios,
    )
    person = PersonField(
        label=_("Tìm người"),
        required=False,
        help_text=_("Gõ đủ họ và tên, hoặc đúng số căn cước."),
    )
    full_name = forms.CharField(label=_("Họ và tên"), max_length=120, required=False)
    birth = forms.CharField(
        label=_("Ngày sinh hoặc năm sinh"),
        max_length=10,
        required=False,
        help_text=_("Ví dụ 05/06/1960, hoặc chỉ năm 1960."),
    )
    sex = forms.ChoiceField(label=_("Giới tính"), choices=Sex.choices, required=False)
    ethnic_group = forms.ModelChoiceField(
        label=_("Dân tộc"),
        queryset=EthnicGroup.objects.none(),
        required=False,
        empty_label=_("Chưa rõ"),
        widget=Names,
    )

    conditions = (
        When("who", frozenset({KNOWN}), ("person",), _("Chỉ điền khi đã có trong hệ thống.")),
        When(
            "who",
            frozenset({NEW}),
            ("full_name", "birth", "sex", "ethnic_group"),
            _("Chỉ điền khi là người mới."),
            needed=("full_name",),
        ),
    )

    def __init__(self, *args: Any, by: User, day: date, village: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.village = village
        person, group = self.fields["person"], self.fields["ethnic_group"]
        assert isinstance(person, PersonField)
        assert isinstance(group, forms.ModelChoiceField)
        person.look_in(Persons(by, Purpose.REGISTER, day))
        group.queryset = EthnicGroup.objects.order_by("name", "pk")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("who") == KNOWN and not said.get("person") and "person" not in self.errors:
            raise ValidationError({"person": _t("Chọn người được đề cử, hoặc ghi người mới.")})
        return said

    @property
    def whom(self) -> Person | PersonDraft:
        said = self.cleaned_data
        if said["who"] == KNOWN:
            person: Person = said["person"]
            return person
        return PersonDraft(
            full_name=said["full_name"],
            unit=self.village,
            birth=said["birth"],
            sex=Sex(said["sex"]),
            ethnic_group=said["ethnic_group"],
        )


class Sat(Form):
    """Where a meeting was and who led it, with votes for each nominee (`named`: pk and name)."""

    place = forms.CharField(label=_("Nơi họp"), max_length=200)
    chair = forms.CharField(label=_("Người chủ trì"), max_length=120)
    secretary = forms.CharField(label=_("Thư ký"), max_length=120)
    others = forms.CharField(
        label=_("Thành phần dự họp"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    words = forms.CharField(
        label=_("Ý kiến tại cuộc họp"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_(
            "Mỗi dòng một ý, in vào biên bản. Được mã hoá khi lưu, không bao giờ công khai."
        ),
    )
    votes_of: str | Promise = ""  # the label of the votes of one nominee

    def __init__(self, *args: Any, named: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.named = named
        for pk, name in named.items():
            self.fields[f"votes_{pk}"] = count(str(self.votes_of) % {"name": name})

    @property
    def votes(self) -> dict[int, int | None]:
        return {pk: self.cleaned_data.get(f"votes_{pk}") for pk in self.named}

    @property
    def sitting(self) -> Sitting:
        said = self.cleaned_data
        names = ("place", "chair", "secretary", "others", "words")
        return Sitting(**{name: said[name].strip() for name in names})


class MeetingForm(Sat):
    """The meeting of the village; where it `is_noted` only, what is not known may stay empty.

    `share` says in words how many households the law of the day asks for.
    """

    votes_of: str | Promise = _("Số hộ đồng ý chọn %(name)s")
    held_on = DateField(label=_("Ngày họp"))
    households_total = forms.IntegerField(label=_("Số hộ của thôn"), min_value=0, max_value=MOST)
    households_present = forms.IntegerField(label=_("Số hộ dự họp"), min_value=0, max_value=MOST)

    def __init__(self, *args: Any, share: str, is_noted: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["households_present"].help_text = share
        votes = [f"votes_{pk}" for pk in self.named]
        numbers = ["held_on", "households_total", "households_present", *votes]
        self.order_fields([*numbers, "place", "chair", "secretary"])
        for field in self.fields.values() if is_noted else ():
            field.required = False

    @property
    def meeting(self) -> Meeting:
        said = self.cleaned_data
        return Meeting(
            said["held_on"],
            said["households_total"],
            said["households_present"],
            self.votes,
            self.sitting,
        )


class JointForm(Sat):
    """The joint meeting and whom it proposes."""

    votes_of: str | Promise = _("Số phiếu cho %(name)s")
    held_on = DateField(label=_("Ngày họp"))
    present = forms.IntegerField(label=_("Số người dự họp"), min_value=1, max_value=1000)
    chosen = forms.TypedMultipleChoiceField(
        label=_("Người được đề nghị"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self.fields["chosen"], self.named)
        self.fields["chosen"].error_messages["required"] = _("Chọn người được đề nghị.")
        votes = [f"votes_{pk}" for pk in self.named]
        self.order_fields(["held_on", "present", *votes, "chosen", "place", "chair", "secretary"])

    @property
    def joint(self) -> JointMeeting:
        said = self.cleaned_data
        chosen = frozenset(said["chosen"])
        return JointMeeting(said["held_on"], said["present"], self.votes, chosen, self.sitting)


class Ticks(forms.MultipleChoiceField):
    """Boxes of which to tick none is an answer as well."""

    def validate(self, value: list[str]) -> None:
        if value:
            super().validate(value)


class CheckForm(Form):
    """Which criteria each proposed nominee meets; what is not ticked is not met."""

    checked_on = DateField(label=_("Ngày kiểm tra"))
    note = forms.CharField(
        label=_("Nhận xét của xã"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("In vào Mẫu 03, không công khai."),
    )

    def __init__(
        self, *args: Any, named: Mapping[int, str], criteria: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.named, self.criteria = named, criteria
        for pk, name in named.items():
            self.fields[f"met_{pk}"] = Ticks(
                label=_t("%(name)s đạt tiêu chí") % {"name": name},
                choices=list(criteria.items()),
                widget=forms.CheckboxSelectMultiple,
                help_text=_("Không đánh dấu là chưa đạt; thiếu một tiêu chí thì không đề nghị."),
            )
        self.order_fields(["checked_on", *(f"met_{pk}" for pk in named)])

    @property
    def unmet(self) -> dict[int, Sequence[str]]:
        said = self.cleaned_data
        return {
            pk: [code for code in self.criteria if code not in said[f"met_{pk}"]]
            for pk in self.named
        }


class Cancel(Form):
    """Why a round has no result."""

    reason = forms.CharField(
        label=_("Lý do huỷ đợt"), max_length=200, help_text=_("Không nêu tên người.")
    )


def count(label: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=MOST)


def choose(field: forms.Field, named: Mapping[Any, str]) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(named.items())
