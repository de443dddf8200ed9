"""An effect of the decision as a row: which register changes, and from where each value comes."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.offers.effects import Effect, effects
from vungcao.systems.onestop.forms.design_row import RowForm
from vungcao.systems.onestop.rules import sources
from vungcao.systems.onestop.rules.definition import EffectMap
from vungcao.web.choices import Radios
from vungcao.web.forms import When

EACH = (("each", _("từng người được đồng ý")), ("whole", _("cả hồ sơ, một lần")))


class EffectForm(RowForm):
    """Every known effect with its values; those of the chosen one count."""

    part, makes, is_coded = "tac-dong", EffectMap, False
    condition, of_lines = "when", True
    name = forms.ChoiceField(label=_("Quyết định làm thay đổi"), widget=Radios)
    runs = forms.ChoiceField(
        label=_("Thực hiện cho"), widget=forms.RadioSelect, choices=EACH, initial="each"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.known = dict(effects.items())
        super().__init__(*args, **kwargs)
        self._divide()  # the fields are of the process, they were not there before

    def first(self) -> dict[str, Any]:
        if self.row is None:
            return {}
        given = {_field(self.row.name, name): said for name, said in self.row.values.items()}
        return {
            "name": self.row.name,
            "runs": "each" if self.row.per_subject else "whole",
            **given,
        }

    def offer(self) -> None:
        self.choose("name", [(name, str(one.label)) for name, one in self.known.items()])
        for name, effect in self.known.items():
            self.fields.update(self._values(name, effect))
        self.conditions = tuple(  # type: ignore[misc]
            When(
                "name",
                frozenset({name}),
                tuple(_field(name, value) for value in effect.fields),
                _t("Chỉ khi chọn “%(effect)s”.") % {"effect": effect.label},  # type: ignore[arg-type]
            )
            for name, effect in self.known.items()
        )
        for name in self.fields.keys() & {"keep", "answers"}:
            self.fields[name] = self.fields.pop(name)

    def _values(self, name: str, effect: Effect) -> dict[str, forms.Field]:
        """A list of places for each value; one that stands there and does not fit is kept."""
        stands = self.row.values if self.row is not None and self.row.name == name else {}
        return {
            _field(name, value): self._value(effect, value, stands.get(value, ""))
            for value in effect.fields
        }

    def _value(self, effect: Effect, value: str, stands: str) -> forms.Field:
        found = sources.places(self.process, effect.fields[value])
        lost = [(stands, sources.in_words(self.process, stands))]
        if not stands or stands in dict(found):
            lost = []
        words = str(effect.words.get(value, value))
        return forms.ChoiceField(
            label=_t("Giá trị: %(value)s") % {"value": words},
            required=False,
            choices=[("", _t("chưa gắn")), *found, *lost],
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("runs") != "whole":
            return said
        for name in self.known.get(said.get("name", ""), Effect({}, print)).fields:
            field = _field(said["name"], name)
            if said.get(field, "").startswith(sources.OF_LINE):
                self.add_error(field, _t("Thực hiện một lần thì không lấy ở dòng của một người."))
        if said.get("answers"):
            self.add_error("answers", _t("Điều kiện chỉ dùng khi thực hiện cho từng người."))
        return said

    def made(self) -> EffectMap:
        said = self.cleaned_data
        known = self.known.get(said["name"])
        values = {name: said[_field(said["name"], name)] for name in known.fields} if known else {}
        said_of = {name: place for name, place in values.items() if place}
        row: EffectMap = super().made()
        return replace(row, values=said_of, per_subject=said["runs"] == "each")


def _field(effect: str, value: str) -> str:
    """The name of the field for a value of an effect."""
    return f"{effect.replace('.', '-')}--{value}"
