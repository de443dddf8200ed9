"""Fields of the designer: terms in days, codes, conditions to tick, texts by lines."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.access.roles import Role
from vungcao.systems.onestop.permissions import WORK
from vungcao.systems.onestop.rules import choosing, conditions
from vungcao.systems.onestop.rules.choosing import Ticked
from vungcao.systems.onestop.rules.conditions import Condition
from vungcao.systems.onestop.rules.definition import Definition
from vungcao.systems.onestop.rules.wording import labels
from vungcao.web.fields import DecimalField

CODE = RegexValidator(
    re.compile(r"\A[a-z0-9_]{1,40}\Z"),
    _("Mã gồm chữ thường không dấu, chữ số và gạch dưới, ví dụ tham_dinh."),
)
STATES = (
    ("unverified", _("chưa xác minh")),
    ("seen", _("đã đọc văn bản")),
    ("memory", _("theo trí nhớ")),
    ("synthetic", _("dữ liệu mẫu")),
)
LONGEST_DAYS = 999


class HalvesField(DecimalField):
    """Working days, also half a day; the value is a number of halves."""

    default_error_messages = {"half": _("Ghi số ngày tròn hoặc nửa ngày, ví dụ 2 hoặc 2,5.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=LONGEST_DAYS, **kwargs)

    def clean(self, value: Any) -> int | None:
        days = super().clean(value)
        if days is None:
            return None
        if days * 2 != int(days * 2):
            raise forms.ValidationError(self.error_messages["half"], code="half")
        return int(days * 2)

    def prepare_value(self, value: Any) -> Any:
        """A number of halves as days; what was typed stays as it was."""
        if isinstance(value, int):
            value = Decimal(value) / 2
        return super().prepare_value(value)


def code_field(**said: Any) -> forms.CharField:
    hint = _("Tên trong hệ thống: chữ thường không dấu, số, gạch dưới. Người dân không thấy.")
    return forms.CharField(label=_("Mã"), max_length=40, validators=[CODE], help_text=hint, **said)


def text_field(label: Any, length: int = 400, **said: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, **said)


def long_field(label: Any, length: int = 4000, **said: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, max_length=length, widget=area, **said)


def roles_field() -> forms.MultipleChoiceField:
    """The roles that work with dossiers."""
    return forms.MultipleChoiceField(
        label=_("Vai trò được làm"),
        required=False,
        choices=[(role, Role(role).label) for role in Role.values if role in WORK],
        widget=forms.CheckboxSelectMultiple,
    )


def condition_fields(
    process: Definition, given: Condition | None, *, with_facts: bool, of_lines: bool = False
) -> dict[str, forms.Field]:
    """What a condition is ticked with; one that cannot be ticked may be kept."""
    found: dict[str, forms.Field] = {}
    answers = choosing.offered(process, of_lines=of_lines)
    known = choosing.ticked(given)
    if known is not None and not {*known.answers} <= {value for value, _said in answers}:
        known = None  # an answer that has no box
    said = known or Ticked()
    if known is None:
        found["keep"] = forms.BooleanField(
            label=_("Giữ nguyên điều kiện hiện có"),
            required=False,
            initial=True,
            help_text=conditions.in_words(given, labels(process)),
        )
    if with_facts:
        found["facts"] = _boxes(_("Chỉ làm được khi"), conditions.FACTS.items(), list(said.facts))
    if answers:
        found["answers"] = _boxes(_("Chỉ khi người nộp trả lời"), answers, list(said.answers))
    return found


def condition_of(
    said: dict[str, Any], process: Definition, given: Condition | None
) -> Condition | None:
    """The condition that was ticked, or the one that is kept."""
    if said.get("keep"):
        return given
    return choosing.condition(Ticked(said.get("facts", ()), said.get("answers", ())), process)


def _boxes(label: Any, choices: Any, initial: list[str]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        choices=list(choices),
        initial=initial,
        widget=forms.CheckboxSelectMultiple,
    )
