"""What is typed about the persons of a list: who one is, and the outcome of each."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.norms.models import EthnicGroup
from vungcao.kernel.people.drafts import PersonDraft
from vungcao.kernel.people.models import Person, Purpose, Sex
from vungcao.kernel.units.models import Unit
from vungcao.systems.onestop.models import Outcome
from vungcao.systems.onestop.rules.definition import Group
from vungcao.systems.onestop.services.desk_reading import OpenedSubject
from vungcao.systems.onestop.services.outcomes import Judged
from vungcao.web.choices import Radios
from vungcao.web.forms import Form, When
from vungcao.web.pickers import PersonField, Persons, UnitField, Units

OTHER, NEW = "other", "new"


class Outcomes(Form):
    """An outcome and a reason for each line of the list."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, localize=False)

    def __init__(self, *args: Any, lines: Sequence[OpenedSubject], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            row = line.subject
            self.fields[f"outcome-{row.pk}"] = forms.ChoiceField(
                label=_t("Kết quả của dòng %(number)d") % {"number": row.position},
                choices=Outcome.choices,
                initial=row.outcome,
            )
            self.fields[f"reason-{row.pk}"] = forms.CharField(
                label=_t("Lý do, dòng %(number)d") % {"number": row.position},
                max_length=500,
                required=False,
                initial=line.reason,
            )

    def said(self) -> list[Judged]:
        given = self.cleaned_data
        return [
            Judged(line.pk, Outcome(given[f"outcome-{line.pk}"]), given[f"reason-{line.pk}"] or "")
            for line in self.lines
        ]

    def of(self, line: OpenedSubject) -> list[forms.BoundField]:
        """The two questions of one line."""
        return [self[f"outcome-{line.pk}"], self[f"reason-{line.pk}"]]


class Identify(Form):
    """One of those who look like the line, somebody else, or somebody without a record."""

    who = forms.ChoiceField(label=_("Người này là"), widget=Radios)
    person = PersonField(
        label=_("Tìm người"),
        required=False,
        help_text=_("Họ và tên, hoặc đúng số giấy tờ, số điện thoại."),
    )
    village = UnitField(label=_("Thôn, bản, tổ dân phố"))
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, localize=False)

    conditions = (
        When(
            "who",
            frozenset({OTHER}),
            ("person",),
            _("Chỉ điền khi tìm người khác."),
            needed=("person",),
        ),
    )
    unkept = frozenset({"who", "person"})

    def __init__(
        self,
        *args: Any,
        by: User,
        today: date,
        place: Unit,
        usual: Unit | None,
        alike: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        who, person, village = (self.fields[name] for name in ("who", "person", "village"))
        assert isinstance(who, forms.ChoiceField)
        assert isinstance(person, PersonField)
        assert isinstance(village, UnitField)
        others = [(OTHER, _t("người khác đã có hồ sơ: tìm")), (NEW, _t("chưa có hồ sơ: ghi mới"))]
        who.choices = [*alike.items(), *others]
        person.look_in(Persons(by, Purpose.CASE, today))
        village.look_in(Units(today, (place.scope,)))
        if usual is not None and not self.is_bound:
            village.widget.row = usual

    def somebody(self, alike: Mapping[str, Person], draft: PersonDraft) -> Person | PersonDraft:
        said = self.cleaned_data
        if said["who"] == NEW:
            return draft
        found: Person = said["person"] if said["who"] == OTHER else alike[said["who"]]
        return found


def draft_of(group: Group, values: Mapping[str, Any], home: Unit) -> PersonDraft:
    """What a line says of somebody, as a record would begin with it."""
    said = {one.prefill: values.get(one.code) for one in group.fields if one.prefill}
    sex = said.get("person.sex")
    name = said.get("person.ethnic_group")
    return PersonDraft(
        full_name=str(said.get("person.full_name") or ""),
        unit=home,
        birth=str(said.get("person.birth") or ""),
        sex=Sex(sex) if sex in Sex.values else Sex.UNKNOWN,
        ethnic_group=EthnicGroup.objects.filter(name=name).first() if name else None,
    )
