"""The forms that change who is on the register and what is said of them."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.people.models import Sex
from vungcao.kernel.people.services import Correction, NewContact, NewIdentifier, PersonRecord
from vungcao.kernel.units.models import Kind, Unit
from vungcao.systems.prestige.forms.changes_parts import ChangeForm, DecisionPart
from vungcao.systems.prestige.forms.changes_persons import (
    CARD,
    OWN,
    PHONE,
    GroupChoice,
    OwnPart,
    PersonPart,
)
from vungcao.systems.prestige.queries import norms
from vungcao.systems.prestige.services.changing import Description, Entry, Farewell
from vungcao.systems.prestige.services.ending import Ending
from vungcao.systems.prestige.services.profiles import Profile
from vungcao.systems.prestige.services.reading import RegisterLine
from vungcao.web.choices import Checkbox, Options
from vungcao.web.fields import DateField
from vungcao.web.forms import When
from vungcao.web.pickers import UnitField, Units

DEATH = "death"
THE_DECISION = ("paper", "document", "number", "decided_on", "issuer", "issuer_name")
THE_PERSON = ("who", "person", *OWN)
THE_PROFILE = ("components", "education", "occupation")
THE_END = ("reason", "died_on", "ends_on", "note")


class ProfilePart(ChangeForm):
    """Components of the day's list, schooling and occupation."""

    components = forms.MultipleChoiceField(
        label=_("Thành phần"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Một người có thể thuộc nhiều nhóm."),
    )
    education = forms.CharField(label=_("Trình độ"), max_length=120, required=False)
    occupation = forms.CharField(label=_("Nghề nghiệp"), max_length=120, required=False)

    begins: ClassVar[str] = "valid_from"  # the field whose day the list is of

    def prepare(self) -> None:
        super().prepare()
        field = self.fields["components"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = list(norms.components(self.day_of_lists()).items())

    def day_of_lists(self) -> date:
        return self.day_typed(self.begins)

    def profile(self) -> Profile:
        said = self.cleaned_data
        return Profile(tuple(said["components"]), said["education"], said["occupation"])


class Recognise(PersonPart, ProfilePart, DecisionPart):
    """Who is recognised, for which village, by which decision, from when."""

    village = UnitField(
        label=_("Thôn, bản, tổ dân phố"), help_text=_("Tên thôn, có thể ghi thêm xã sau dấu phẩy.")
    )
    valid_from = DateField(label=_("Công nhận từ ngày"))
    valid_until = DateField(
        label=_("Thôi từ ngày"),
        required=False,
        help_text=_("Bỏ trống thì đến hết kỳ công nhận."),
    )

    conditions = (*PersonPart.conditions, *DecisionPart.conditions)
    field_order = (
        *("village", *THE_PERSON, *THE_PROFILE),
        *(*THE_DECISION, "valid_from", "valid_until"),
    )

    def prepare(self) -> None:
        super().prepare()
        village = self.fields["village"]
        assert isinstance(village, UnitField)
        village.look_in(Units(self.day_typed(self.begins), self.by.reach))

    def clean_village(self) -> Unit | None:
        unit: Unit | None = self.cleaned_data["village"]
        if unit is not None and unit.kind != Kind.VILLAGE:
            raise forms.ValidationError(_t("Chọn một thôn, bản hoặc tổ dân phố."))
        return unit

    def entry(self) -> Entry:
        said = self.cleaned_data
        return Entry(
            who=self.somebody(),
            village=said["village"],
            valid_from=said["valid_from"],
            valid_until=said["valid_until"],
            profile=self.profile(),
        )


class EndPart(ChangeForm):
    """From when and why somebody is off the list; the note is sealed."""

    reason = forms.ChoiceField(label=_("Lý do"), widget=Options)
    died_on = DateField(
        label=_("Ngày mất"),
        required=False,
        help_text=_("Điền thì hồ sơ của người này cũng ghi là đã mất."),
    )
    ends_on = DateField(
        label=_("Thôi từ ngày"), help_text=_("Từ ngày này người ấy không còn trong danh sách.")
    )
    note = forms.CharField(
        label=_("Ghi chú"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Lưu kín, chỉ người quản lý danh sách xem được."),
    )

    def prepare(self) -> None:
        super().prepare()
        field = self.fields["reason"]
        assert isinstance(field, forms.ChoiceField)
        known = norms.reasons(self.day_typed("ends_on"))
        field.choices = [("", _t("Chọn lý do")), *known.items()]

    def farewell(self) -> Farewell:
        said = self.cleaned_data
        died_on = said["died_on"] if said["reason"] == DEATH else None
        return Farewell(Ending(said["ends_on"], said["reason"], said["note"]), died_on)


class Withdraw(EndPart, DecisionPart):
    """Why and from when somebody is taken off the list, and by which decision."""

    unkept = frozenset({"note", "died_on"})
    conditions = (
        *DecisionPart.conditions,
        When("reason", frozenset({DEATH}), ("died_on",), _("Chỉ điền khi lý do là qua đời.")),
    )
    field_order = (*THE_END, *THE_DECISION)


class Replace(EndPart, PersonPart, ProfilePart, DecisionPart):
    """The same, and who follows in the same village from that day on."""

    unkept = frozenset({"note", "died_on", *OWN})
    conditions = (*PersonPart.conditions, *DecisionPart.conditions)
    field_order = (*THE_END, *THE_PERSON, *THE_PROFILE, *THE_DECISION)

    begins = "ends_on"

    def __init__(self, *args: Any, village: Unit, **kwargs: Any) -> None:
        self.village = village
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        super().prepare()
        self.fields["who"].label = _t("Người thay thế")
        self.fields["died_on"].help_text = _t(
            "Chỉ điền khi lý do là qua đời: hồ sơ của người này cũng ghi là đã mất."
        )

    def place(self) -> Unit | None:
        return self.village

    def entry(self) -> Entry:
        day = self.cleaned_data["ends_on"]
        return Entry(self.somebody(), self.village, day, profile=self.profile())


class Void(ChangeForm):
    """Why a recognition was entered by mistake."""

    reason = forms.CharField(
        label=_("Ghi nhầm thế nào"),
        max_length=200,
        help_text=_("Không ghi họ tên, số căn cước. Ví dụ: nhập hai lần, nhầm thôn."),
    )
    sure = forms.BooleanField(
        label=_("Dòng này ghi nhầm, không có quyết định nào như vậy"),
        widget=Checkbox,
        error_messages={"required": _("Đánh dấu để xác nhận dòng này ghi nhầm.")},
    )


class Describe(ProfilePart, OwnPart):
    """What is said of somebody, filled in with what stands there."""

    unkept = frozenset(OWN)
    field_order = (*THE_PROFILE, *OWN)

    def __init__(self, *args: Any, line: RegisterLine, **kwargs: Any) -> None:
        assert line.person is not None  # who has moved away is described elsewhere
        self.line, self.person = line, line.person
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        super().prepare()
        self.fields["full_name"].required = True
        local = self.fields["local_group"]
        assert isinstance(local, GroupChoice)
        self.held = {
            **_written(self.person),
            "local_group": local.named(self.person.local_group),
        }
        profile = {name: getattr(self.line.profile, name) for name in THE_PROFILE}
        self.initial = {**profile, **self.held, **self.initial}

    def day_of_lists(self) -> date:
        return self.line.row.valid_from

    def clean(self) -> dict[str, Any]:
        self.judge_person()
        return self.cleaned_data

    def description(self) -> Description:
        """Of the person only what was changed: the rest is not written again."""
        new = {
            name: self.cleaned_data[name]
            for name in OWN
            if self.cleaned_data[name] != self.held[name]
        }
        is_other_group = bool({"ethnic_group", "local_group"} & new.keys())
        card, telephone = new.get("card"), new.get("telephone")
        return Description(
            self.profile(),
            Correction(
                full_name=new.get("full_name"),
                birth=new.get("birth"),
                sex=Sex(new["sex"]) if "sex" in new else None,
                ethnic_group=self.group("ethnic_group") if is_other_group else None,
                local_group=self.group("local_group") if is_other_group else None,
                address=new.get("address"),
            ),
            NewIdentifier(CARD, card) if card else None,
            NewContact(PHONE, telephone) if telephone else None,
        )


def _written(person: PersonRecord) -> dict[str, str]:
    """What stands in the record now, as the form types it."""
    cards = [one.number for one in person.identifiers if one.kind == CARD and not one.valid_until]
    ways = [one.value for one in person.contacts if one.kind == PHONE and not one.valid_until]
    return {
        "full_name": person.full_name,
        "birth": "/".join(reversed(person.birth.split("-"))),
        "sex": person.sex,
        "ethnic_group": str(person.ethnic_group_id or ""),
        "address": person.address,
        "card": cards[0] if cards else "",
        "telephone": ways[0] if ways else "",
    }
