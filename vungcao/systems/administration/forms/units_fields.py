"""A field in which an officer types a unit; when several fit, the answer asks which one."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from vungcao.kernel.units.models import Unit
from vungcao.kernel.units.queries import UnitOnDay, on_day
from vungcao.systems.administration.queries.picking import pick

MOST = 8


class UnitField(forms.CharField):
    """The name of a unit as of `day`, its official code, or its number as `#123`."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 150)
        kwargs.setdefault("widget", forms.TextInput({"autocomplete": "off", "list": "unit-names"}))
        super().__init__(**kwargs)
        self.day = date.max

    def clean(self, value: Any) -> Unit | None:
        text = super().clean(value)
        if not text:
            return None
        meant = pick(text, self.day)
        if meant.found:
            return Unit.objects.get(pk=meant.found.id)
        if meant.choices:
            raise ValidationError(
                _("Có nhiều đơn vị mang tên “%(text)s”. Gõ một trong các số sau: %(choices)s."),
                params={"text": text, "choices": _listed(meant.choices, self.day)},
            )
        raise ValidationError(_unknown(text, self.day, meant.suggestions))


def _unknown(text: str, day: date, suggestions: Iterable[UnitOnDay]) -> str:
    sentence = _("Không thấy “%(text)s” trong danh mục ngày %(day)s.") % {
        "text": text,
        "day": f"{day:%d/%m/%Y}",
    }
    close = ", ".join(unit.name for unit in suggestions)
    if close:
        return sentence + " " + _("Có phải %(close)s?") % {"close": close}
    return sentence + " " + _("Gõ tên đầy đủ hoặc mã.")


def _listed(found: tuple[UnitOnDay, ...], day: date) -> str:
    above = {u.id: u.name for u in on_day([u.parent for u in found if u.parent], day)}
    words = [f"#{u.id} {u.name} ({above.get(u.parent or 0, '–')})" for u in found[:MOST]]
    return "; ".join([*words, "…"] if len(found) > MOST else words)
