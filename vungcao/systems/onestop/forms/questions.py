"""One question of a procedure as a field of a form, and what was filled in as plain JSON."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.norms import queries as norms
from vungcao.kernel.norms.models import EthnicGroup
from vungcao.kernel.people.models import Purpose
from vungcao.kernel.units.models import Kind, Unit
from vungcao.kernel.units.queries import as_of, children
from vungcao.systems.onestop.rules.definition import Field
from vungcao.web.choices import Options, Radios
from vungcao.web.fields import DateField, DecimalField
from vungcao.web.pickers import PersonField, Persons, UnitField, Units

Choices = Sequence[tuple[str, Any]]
YES_NO: Choices = (("yes", _("Có")), ("no", _("Không")))
SEXES: Choices = (("male", _("Nam")), ("female", _("Nữ")))
LENGTHS = {"text": 300, "long_text": 5000, "full_name": 120, "address": 300, "email": 254}
KEYBOARDS = {
    "telephone": {"inputmode": "tel"},
    "identifier": {"inputmode": "numeric"},
    "email": {"inputmode": "email"},
    "integer": {"inputmode": "numeric"},
    "money": {"inputmode": "numeric"},
    "year": {"inputmode": "numeric"},
}
WHOLE = ("integer", "money", "year")
FEW = 6  # options that are all seen at once
MONTH = re.compile(r"(\d{1,2})[/.-](\d{4})|(\d{4})-(\d{2})")
LARGEST = 10**15  # đồng; nothing that is counted here is larger


@dataclass(frozen=True)
class Asking:
    """Of which day and place the questions are; persons are looked up within `reader`'s reach.

    Without a reader nobody is looked up: a question for a person waits for the desk.
    """

    day: date
    place: Unit | None = None
    reader: User | None = None

    @cached_property
    def groups(self) -> Choices:
        """Ethnic groups by the names of the national list."""
        names = EthnicGroup.objects.order_by("kind", "name", "pk").values_list("name", flat=True)
        return [(name, name) for name in names]

    @cached_property
    def communes(self) -> Choices:
        found = as_of(self.day, kind=Kind.COMMUNE)
        return [(str(one.id), one.name) for one in found]

    @cached_property
    def villages(self) -> Choices:
        """The villages of the place, none where it is not known."""
        found = children(self.place, self.day) if self.place else []
        return [(str(one.id), one.name) for one in found if one.kind == Kind.VILLAGE]

    @cached_property
    def _tables(self) -> dict[str, Choices]:
        return {}

    def table(self, code: str) -> Choices:
        """The rows of a dated table of the norms; none where nothing is in force."""
        if code not in self._tables:
            self._tables[code] = _rows(code, self.day)
        return self._tables[code]


def _rows(code: str, day: date) -> Choices:
    try:
        rows = norms.table(code, day)
    except norms.NothingInForce:
        return []
    return [(row.key, row.values.get("name") or row.key) for row in rows]


class MonthField(forms.CharField):
    """A month as people write it, 06/2026."""

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value)).strip()
        if not typed:
            return ""
        found = MONTH.fullmatch(typed)
        month, year = (found[1] or found[4], found[2] or found[3]) if found else ("0", "0")
        if not (1 <= int(month) <= 12 and 1900 <= int(year) <= 2199):
            raise ValidationError(_t("Ghi một tháng có thật, ví dụ 06/2026."))
        return f"{year}-{int(month):02d}"


class WholeField(DecimalField):
    """A whole number, with or without dots between the thousands."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = re.sub(r"(?<=\d)[.\s](?=\d{3}\b)", "", value.strip())
        number = super().to_python(value)
        if number is not None and number != number.to_integral_value():
            raise ValidationError(_t("Ghi một số nguyên."))
        return number

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, int) else super().prepare_value(value)


class NoteField(forms.CharField):
    """Words of the form itself: nothing is typed and nothing comes back."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> None:
        return None


def question(one: Field, asking: Asking) -> forms.Field:
    """The form field of a question; each kind of the definition has one."""
    made = MAKERS.get(one.kind, _text)(one, asking)
    made.label, made.help_text = one.label, one.hint
    made.required = one.is_required and one.kind != "note"
    if attributes := KEYBOARDS.get(one.kind):
        made.widget.attrs.update(attributes)
    return made


def _text(one: Field, asking: Asking) -> forms.Field:
    widget = forms.Textarea({"rows": 4}) if one.kind == "long_text" else forms.TextInput()
    return forms.CharField(max_length=LENGTHS.get(one.kind, 40), widget=widget)


def _number(one: Field, asking: Asking) -> forms.Field:
    return WholeField(max_value=LARGEST, min_value=-LARGEST)


def _decimal(one: Field, asking: Asking) -> forms.Field:
    return DecimalField(max_digits=20)


def _date(one: Field, asking: Asking) -> forms.Field:
    return DateField()


def _month(one: Field, asking: Asking) -> forms.Field:
    return MonthField(max_length=10)


def _one_of(choices: Choices) -> forms.Field:
    if len(choices) <= FEW:
        return forms.ChoiceField(choices=choices, widget=Radios)
    return forms.ChoiceField(choices=[("", _("Chọn một")), *choices], widget=Options)


def _choice(one: Field, asking: Asking) -> forms.Field:
    return _one_of(_options(one, asking))


def _choices(one: Field, asking: Asking) -> forms.Field:
    return forms.MultipleChoiceField(
        choices=_options(one, asking), widget=forms.CheckboxSelectMultiple
    )


def _options(one: Field, asking: Asking) -> Choices:
    return asking.table(one.table) if one.table else list(one.options.items())


def _village(one: Field, asking: Asking) -> forms.Field:
    """Of a known place there are few; else it is looked up."""
    return _listed(asking.villages) if asking.villages else _unit_picker(asking)


def _unit(one: Field, asking: Asking) -> forms.Field:
    return _listed(asking.communes)


def _listed(choices: Choices) -> forms.Field:
    return forms.ChoiceField(choices=[("", _("Chọn một")), *choices], widget=Options)


def _unit_picker(asking: Asking) -> forms.Field:
    field = UnitField()
    within = (asking.place.scope,) if asking.place else None
    field.look_in(Units(asking.day, within))
    return field


def _person(one: Field, asking: Asking) -> forms.Field:
    if asking.reader is None:
        return NoteField()
    field = PersonField()
    field.look_in(Persons(asking.reader, Purpose.CASE, asking.day))
    return field


MAKERS: Mapping[str, Callable[[Field, Asking], forms.Field]] = {
    "integer": _number,
    "money": _number,
    "year": _number,
    "decimal": _decimal,
    "date": _date,
    "month": _month,
    "yes_no": lambda one, asking: _one_of(YES_NO),
    "sex": lambda one, asking: _one_of(SEXES),
    "choice": _choice,
    "choices": _choices,
    "unit": _unit,
    "village": _village,
    "person": _person,
    "ethnic_group": lambda one, asking: _listed(asking.groups),
    "note": lambda one, asking: NoteField(),
}


def plain(one: Field, given: Any) -> Any:
    """A cleaned value as the answers keep it; None for what was left empty."""
    if given in (None, "", []):
        return None
    if one.kind == "yes_no":
        return given == "yes"
    if one.kind in ("unit", "village", "person"):
        return given.pk if isinstance(given, Model) else int(given)
    if isinstance(given, date):
        return given.isoformat()
    if isinstance(given, Decimal):
        return int(given) if one.kind in WHOLE else str(given)
    if one.kind in ("telephone", "identifier"):
        return re.sub(r"[\s.]", "", str(given))
    return _tidy(one, given) if isinstance(given, str) else given


def _tidy(one: Field, given: str) -> str:
    text = unicodedata.normalize("NFC", given.strip())
    return text if one.kind == "long_text" else " ".join(text.split())


def typed(one: Field, answer: Any) -> Any:
    """The other way: what stands in a form for an answer that is known."""
    if answer is None:
        return None
    if one.kind == "yes_no":
        return "yes" if answer else "no"
    if one.kind == "date":
        return date.fromisoformat(str(answer))
    if one.kind == "month":
        year, _dash, month = str(answer).partition("-")
        return f"{month}/{year}"
    if one.kind == "decimal":
        return Decimal(str(answer))
    return answer
