"""The form of every screen: errors come from the server, all at once and in Vietnamese."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.forms.utils import ErrorDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vungcao.web.pickers.picker import FIND, PickerField

NO_TEXT = _("Có ký tự không in được, thường do sao chép. Xoá mục này rồi gõ lại.")
EMPTY = _("Mục này còn trống, cần điền.")
WHOLE = _("Nhập số nguyên, không có phần thập phân.")
LEAST = _("Nhập số từ %(limit_value)s trở lên.")
MOST = _("Nhập số không quá %(limit_value)s.")
DRAFT = "draft"  # the name of the buttons about a draft
PARTS = "abcd"


@dataclass(frozen=True)
class When:
    """Fields that count only for some answers to another one; `said` tells it in words.

    Styles hide them for the other answers, where a browser can. The server does not look at what
    stands in them then, and keeps it for whoever changes the answer back. `needed` may not stay
    empty when they count.
    """

    chooser: str
    answers: frozenset[str]
    fields: tuple[str, ...]
    said: Promise
    needed: tuple[str, ...] = ()


class Form(forms.Form):
    """Shown by `components/form.html`. A browser's own bubbles would show one error at a time."""

    use_required_attribute = False
    template_name = "components/form.html"
    wait = timedelta()  # before it may be sent again, when it was sent too often
    conditions: ClassVar[tuple[When, ...]] = ()
    unkept: ClassVar[frozenset[str]] = frozenset()  # what no draft may hold

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if (
                field.error_messages.get("required")
                == forms.Field.default_error_messages["required"]
            ):
                field.error_messages["required"] = EMPTY
            if (
                field.error_messages.get("invalid")
                == forms.IntegerField.default_error_messages["invalid"]
            ):
                field.error_messages["invalid"] = WHOLE
            field.error_messages.setdefault("null_characters_not_allowed", NO_TEXT)
            field.error_messages.setdefault("min_value", LEAST)
            field.error_messages.setdefault("max_value", MOST)
        self._divide()

    @property
    def is_only_shown(self) -> bool:
        """Sent to look something up, or filled in from a draft: nothing is judged or saved."""
        return self.is_bound and (FIND in self.data or DRAFT in self.data)

    @property
    def has_finders(self) -> bool:
        """Whether a button of some field comes before the one that saves."""
        return any(isinstance(field, PickerField) for field in self.fields.values())

    def is_valid(self) -> bool:
        return super().is_valid() and not self.is_only_shown

    def full_clean(self) -> None:
        if not self.is_only_shown:
            return super().full_clean()
        self._errors, self.cleaned_data = ErrorDict(), {}
        name, _slash, more = str(self.data.get(FIND, "")).partition("/")
        for bound in self:
            if isinstance(bound.field, PickerField):
                asked = None if bound.html_name != name else f"/{more}" if _slash else ""
                bound.field.look(bound.data, asked)
        return None

    def _divide(self) -> None:
        """Tell the styles which answers bring which parts."""
        for part, condition in zip(PARTS, self.conditions, strict=False):
            widget = self.fields[condition.chooser].widget
            held = dict(getattr(widget, "shows", {}))
            for answer in condition.answers:
                held[answer] = f"{held.get(answer, '')} {part}".strip()
            widget.shows = held
            for name in condition.fields:
                self.fields[name].part = part  # type: ignore[attr-defined]
                self.fields[name].only_when = condition.said  # type: ignore[attr-defined]

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]
        for condition in self.conditions:
            if condition.chooser in self.errors:
                continue  # nobody knows yet what counts
            if self._answer(condition.chooser) in condition.answers:
                self._ask_for(condition.needed)
            else:
                self._pass_over(condition.fields)

    def _answer(self, chooser: str) -> str:
        said = self.cleaned_data.get(chooser)
        return "on" if said is True else str(said or "")

    def _ask_for(self, names: Iterable[str]) -> None:
        for name in names:
            if not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, str(EMPTY))

    def _pass_over(self, names: Iterable[str]) -> None:
        for name in names:
            self.errors.pop(name, None)
            self.cleaned_data[name] = self.fields[name].to_python("")
