"""Whom a change is about: somebody with a record, or somebody who gets one, but no one twice."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from vungcao.kernel.norms.models import EthnicGroup, LocalGroup
from vungcao.kernel.people import rules
from vungcao.kernel.people.drafts import NewContact, NewIdentifier, PersonDraft
from vungcao.kernel.people.models import Identifier, Person, PersonContact, Purpose, Sex
from vungcao.kernel.people.queries import Duplicate, possible_duplicates
from vungcao.kernel.people.services import read_list
from vungcao.kernel.units.models import Unit
from vungcao.systems.prestige.forms.changes_parts import ChangeForm
from vungcao.web.choices import Radios
from vungcao.web.forms import When
from vungcao.web.pickers import PersonField, Persons

KNOWN, NEW, ANOTHER = "known", "new", "another"
CARD, PHONE = Identifier.Kind.CITIZEN_CARD, PersonContact.Kind.TELEPHONE
OWN = ("full_name", "birth", "sex", "ethnic_group", "local_group", "address", "card", "telephone")


class GroupChoice(forms.ChoiceField):
    """A row of a list of names; the list is read when the form is made."""

    def __init__(self, model: type[EthnicGroup] | type[LocalGroup], **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.model = model

    def fill(self) -> None:
        rows = self.model._default_manager.order_by("name", "pk")
        self.choices = [("", "–"), *((str(row.pk), row.name) for row in rows)]

    def named(self, name: str) -> str:
        """The choice that bears a name; none for no name."""
        found = self.model._default_manager.filter(name=name).first() if name else None
        return str(found.pk) if found else ""

    def row(self, value: str) -> Any:
        return self.model._default_manager.filter(pk=value).first() if value else None


class OwnPart(ChangeForm):
    """What is written of a person, the name at least."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=100, required=False)
    birth = forms.CharField(
        label=_("Ngày sinh"),
        max_length=10,
        required=False,
        help_text=_("Ngày/tháng/năm, tháng/năm hoặc chỉ năm."),
    )
    sex = forms.ChoiceField(label=_("Giới tính"), choices=Sex.choices, required=False)
    ethnic_group = GroupChoice(EthnicGroup, label=_("Dân tộc"))
    local_group = GroupChoice(LocalGroup, label=_("Nhóm địa phương"))
    card = forms.CharField(label=_("Số căn cước"), max_length=20, required=False)
    telephone = forms.CharField(label=_("Điện thoại"), max_length=20, required=False)
    address = forms.CharField(label=_("Địa chỉ"), max_length=200, required=False)

    unkept = frozenset(OWN)

    def prepare(self) -> None:
        super().prepare()
        for field in self.fields.values():
            if isinstance(field, GroupChoice):
                field.fill()

    def group(self, name: str) -> Any:
        field = self.fields[name]
        assert isinstance(field, GroupChoice)
        return field.row(self.cleaned_data.get(name, ""))

    def judge_person(self) -> None:
        """Everything that is wrong with what is written, each at its field."""
        said = self.cleaned_data
        card, telephone = said.get("card"), said.get("telephone")
        found = {
            "full_name": rules.faults_of_name(said.get("full_name") or ""),
            "birth": rules.faults_of_birth(said.get("birth") or "", self.today),
            "card": rules.faults_of_number(CARD, card) if card else (),
            "telephone": rules.faults_of_contact(PHONE, telephone) if telephone else (),
        }
        for name, sentences in found.items():
            for sentence in sentences:
                self.add_error(name, sentence)
        local, group = self.group("local_group"), self.group("ethnic_group")
        if local is not None and local.group != group:
            self.add_error("local_group", _t("Nhóm địa phương này thuộc dân tộc khác."))


class PersonPart(OwnPart):
    """Somebody with a record, or a new one; who looks like a known person is asked about."""

    who = forms.ChoiceField(
        label=_("Người được công nhận"),
        widget=Radios,
        choices=[(KNOWN, _("Đã có hồ sơ: tìm theo tên")), (NEW, _("Chưa có hồ sơ: ghi mới"))],
    )
    person = PersonField(
        label=_("Tìm người"),
        required=False,
        help_text=_("Họ và tên, hoặc đúng số căn cước, số điện thoại."),
    )

    conditions: ClassVar[tuple[When, ...]] = (
        When(
            "who",
            frozenset({KNOWN}),
            ("person",),
            _("Chỉ điền khi người này đã có hồ sơ."),
            needed=("person",),
        ),
        When("who", frozenset({NEW}), OWN, _("Chỉ điền khi ghi hồ sơ mới.")),
    )

    def prepare(self) -> None:
        super().prepare()
        person = self.fields["person"]
        assert isinstance(person, PersonField)
        person.look_in(Persons(self.by, Purpose.REGISTER, self.today))
        self.initial = {"who": KNOWN, **self.initial}
        self.same: Person | None = None

    def place(self) -> Unit | None:
        """The village that the person is for, as it was chosen; None while it is not known."""
        return self.cleaned_data.get("village")

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("who") == NEW:
            self.judge_person()
            place = self.place()
            if place is not None and not self.errors.keys() & set(OWN):
                self._ask_whether_known(place)
        return self.cleaned_data

    def somebody(self) -> Person | PersonDraft:
        said, place = self.cleaned_data, self.place()
        if said["who"] == KNOWN:
            found: Person = said["person"]
            return found
        assert place is not None
        return self.same or self._draft(place)

    def _draft(self, place: Unit) -> PersonDraft:
        said = self.cleaned_data
        return PersonDraft(
            full_name=said["full_name"],
            unit=place,
            birth=said["birth"],
            sex=Sex(said["sex"]),
            ethnic_group=self.group("ethnic_group"),
            local_group=self.group("local_group"),
            address=said["address"],
            identifiers=(NewIdentifier(CARD, said["card"]),) if said["card"] else (),
            contacts=(NewContact(PHONE, said["telephone"]),) if said["telephone"] else (),
        )

    def _ask_whether_known(self, place: Unit) -> None:
        """Nothing is entered before the officer has said whether this is one of those."""
        found = possible_duplicates(self._draft(place), self.by)
        if not found:
            return
        field = forms.ChoiceField(
            label=_("Có phải một người"), widget=Radios, choices=self._choices(found)
        )
        self.fields["same"] = field
        names = list(self.fields)
        names.insert(names.index("who"), "same")
        self.order_fields(names)
        answer = self.data.get("same", "")
        persons = {str(one.person.pk): one.person for one in found}
        if answer in persons:
            self.same = persons[answer]
        elif answer != ANOTHER:
            sentence = ngettext(
                "Đã có %(number)d hồ sơ giống người này. Chọn đúng người, hoặc ghi hồ sơ mới.",
                "Đã có %(number)d hồ sơ giống người này. Chọn đúng người, hoặc ghi hồ sơ mới.",
                len(found),
            )
            self.add_error("same", sentence % {"number": len(found)})

    def _choices(self, found: list[Duplicate]) -> list[tuple[str, str]]:
        lines = read_list(
            persons=[one.person for one in found], purpose=Purpose.DUPLICATES, by=self.by
        )
        said = []
        for line, one in zip(lines, found, strict=True):
            born = _t("sinh năm %(year)d") % {"year": line.birth_year} if line.birth_year else ""
            words = [line.full_name, born, *(reason.words for reason in one.reasons)]
            said.append((str(line.id), ", ".join(filter(None, words))))
        return [*said, (ANOTHER, _t("Không, là người khác: ghi hồ sơ mới"))]
