"""What the form of every row of a process shares: what stands there first, and the row it makes."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _t

from vungcao.systems.onestop.forms import design_fields as fields
from vungcao.systems.onestop.rules import editing
from vungcao.systems.onestop.rules.definition import Definition
from vungcao.web.forms import Form


class RowForm(Form):
    """`row` is what stands there, None for a new one; `seen` the state of the draft it is of."""

    part: ClassVar[str]
    makes: ClassVar[Any]
    condition: ClassVar[str] = ""
    with_facts: ClassVar[bool] = False
    of_lines: ClassVar[bool] = False
    is_coded: ClassVar[bool] = True
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, process: Definition, number: int | None, seen: int, **kwargs: Any
    ) -> None:
        self.process, self.number = process, number
        self.row = editing.rows(process, self.part)[number] if number is not None else None
        super().__init__(*args, initial={**self.first(), "seen": seen}, **kwargs)
        if self.condition:
            given = getattr(self.row, self.condition, None)
            self.fields.update(
                fields.condition_fields(
                    process, given, with_facts=self.with_facts, of_lines=self.of_lines
                )
            )
        self.offer()

    def offer(self) -> None:
        """Choices that come from the process."""

    def choose(self, name: str, choices: Sequence[tuple[str, str]], none: str = "") -> None:
        """Give a field its choices; what stands in the row stays one of them."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        stands = str(getattr(self.row, name, "") or "")
        known = {value for value, _said in choices}
        lost = [(stands, stands)] if stands and stands not in known else []
        field.choices = [*([("", none)] if none else []), *choices, *lost]

    def first(self) -> dict[str, Any]:
        """What stands in the form at first: what the row says."""
        if self.row is None:
            return {}
        names = self.makes.__dataclass_fields__.keys() & self.base_fields.keys()
        return {name: getattr(self.row, name) for name in names}

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        others = [
            one.code
            for number, one in enumerate(editing.rows(self.process, self.part))
            if number != self.number
        ]
        if self.is_coded and code in others:
            raise forms.ValidationError(_t("Mã này đã dùng cho dòng khác."))
        return code

    def made(self) -> Any:
        """The row as it was filled in; what the form does not ask stays."""
        names = self.makes.__dataclass_fields__.keys() & self.base_fields.keys()
        said = {name: self.cleaned_data[name] for name in names}
        if self.condition:
            given = getattr(self.row, self.condition, None)
            said[self.condition] = fields.condition_of(self.cleaned_data, self.process, given)
        if "roles" in said:
            said["roles"] = tuple(said["roles"])
        return replace(self.row, **said) if self.row is not None else self.makes(**said)

    @property
    def home(self) -> str:
        """Into which group a question goes."""
        return str(self.cleaned_data.get("group", ""))
