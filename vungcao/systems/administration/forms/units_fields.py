"""A field in which an officer types a unit; when several fit, it asks which one is meant."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import BaseRenderer
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from vungcao.kernel.units.models import Unit
from vungcao.kernel.units.queries import Match, UnitOnDay
from vungcao.systems.administration.queries.picking import pick, with_places

MOST = 12


class Typed(str):
    """What was typed, and which of the units asked about was chosen."""

    which = ""


class UnitPicker(forms.TextInput):
    """A line of text; below it, once asked, one choice per unit that fits."""

    def __init__(self) -> None:
        super().__init__({"autocomplete": "off", "list": "unit-names"})
        self.asked: list[tuple[int, str]] = []
        self.chosen = ""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Typed:
        typed = Typed(data.get(name, ""))
        typed.which = self.chosen = data.get(f"{name}-which", "")
        return typed

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        line = super().render(name, value, attrs, renderer)
        if not self.asked:
            return line
        picks = format_html_join(
            "",
            '<label class="pick"><input type="radio" name="{}-which" value="{}"{}>'
            "<span>{}</span></label>",
            ((name, pk, self._mark(pk), words) for pk, words in self.asked),
        )
        legend = _("Chọn một đơn vị")
        return format_html("{}<fieldset><legend>{}</legend>{}</fieldset>", line, legend, picks)

    def _mark(self, pk: int) -> SafeString:
        return SafeString(" checked" if str(pk) == self.chosen else "")


class UnitField(forms.CharField):
    """The name of a unit as of `day`, alone or with the unit above, or its official code."""

    widget: UnitPicker

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=150, widget=UnitPicker(), **kwargs)
        self.day = date.max

    def clean(self, value: Any) -> Unit | None:
        text = super().clean(value)
        if not text:
            return None
        meant = pick(text, self.day)
        if meant.choices:
            return Unit.objects.get(pk=self._chosen(text, value, meant.choices))
        if meant.found is None:
            raise ValidationError(_unknown(text, self.day, meant))
        return Unit.objects.get(pk=meant.found.id)

    def _chosen(self, text: str, value: Any, choices: tuple[UnitOnDay, ...]) -> int:
        """The unit chosen among those that fit; only these are taken."""
        which = getattr(value, "which", "")
        self.widget.asked = with_places(choices[:MOST], self.day)
        for unit in choices:
            if str(unit.id) == which:
                return unit.id
        sentence = _("Có %(number)d đơn vị mang tên “%(text)s”. Chọn một bên dưới.")
        if len(choices) > MOST:
            sentence += " " + _(
                "Chưa thấy thì ghi thêm đơn vị trên, ví dụ “Thôn mẫu 1, Xã Vân Sơn”."
            )
        raise ValidationError(sentence, params={"number": len(choices), "text": text})


def _unknown(text: str, day: date, meant: Match) -> str:
    sentence = _("Không thấy “%(text)s” trong danh mục ngày %(day)s.") % {
        "text": text,
        "day": f"{day:%d/%m/%Y}",
    }
    close = ", ".join(unit.name for unit in meant.suggestions)
    if close:
        return sentence + " " + _("Có phải %(close)s?") % {"close": close}
    return sentence + " " + _("Gõ tên đầy đủ hoặc mã.")
