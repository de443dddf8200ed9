"""What is written when an answer is moved: reasons, a comment for each cell, corrected figures."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.systems.statistics.queries.entry import Input
from vungcao.systems.statistics.rules.exact import HINTS, State, Unreadable, canonical, read
from vungcao.systems.statistics.rules.operations import BLANK, Held, Op
from vungcao.web.forms import Form

LONGEST, LONGEST_REASON = 2000, 400


class Seen(Form):
    """A step without words; `seen` is how often the answer had moved when the page was drawn."""

    seen = forms.IntegerField(widget=forms.HiddenInput, localize=False)


class Submit(Seen):
    """Handing in; what is blank may be said not to have occurred."""

    fills_blanks = forms.BooleanField(
        label=_("Các ô còn trống là không phát sinh"),
        required=False,
        help_text=_("Mỗi ô còn trống được ghi dấu gạch ngang."),
    )


class Comment(Form):
    """Words about one cell."""

    text = forms.CharField(
        label=_("Trả lời hoặc ghi chú"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Bên kia được báo mỗi ngày một lần cho cả báo cáo."),
    )
    is_urgent = forms.BooleanField(label=_("Việc gấp, báo ngay"), required=False)


class Withdraw(Seen):
    reason = forms.CharField(label=_("Lý do"), max_length=LONGEST, required=False)


class Reason(Seen):
    reason = forms.CharField(
        label=_("Lý do"), max_length=LONGEST_REASON, widget=forms.Textarea({"rows": 3})
    )


class Return(Seen):
    """A comment for each of the ticked cells; `cells` are their names by code.

    `stands` is what each of them says now, for whoever writes the reason.
    """

    def __init__(
        self, *args: Any, cells: Mapping[str, str], stands: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.codes = {f"cell-{place}": code for place, code in enumerate(cells)}
        for name, code in self.codes.items():
            now = {"figure": stands.get(code) or _t("để trống")}
            self.fields[name] = forms.CharField(
                label=cells[code],
                help_text=_t("Đang ghi: %(figure)s. Vì sao trả lại ô này?") % now,
                max_length=LONGEST,
                widget=forms.Textarea({"rows": 2}),
            )

    def comments(self) -> dict[str, str]:
        return {code: self.cleaned_data[name] for name, code in self.codes.items()}


class Correct(Reason):
    """A new figure for each of the ticked cells, typed as in the grid, and why."""

    def __init__(
        self,
        *args: Any,
        cells: Mapping[str, str],
        inputs: Mapping[str, Input],
        held: Mapping[str, Held],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.inputs, self.held = inputs, held
        self.codes = {f"cell-{place}": code for place, code in enumerate(cells)}
        for name, code in self.codes.items():
            self.fields[name] = forms.CharField(
                label=cells[code],
                strip=True,
                max_length=40,
                help_text=_t("Số đúng, viết như khi nhập."),
            )
        self.order_fields([*self.codes, "reason"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name, code in self.codes.items():
            reading = read(said.get(name, ""), self.inputs[code].place.typed)
            if isinstance(reading, Unreadable):
                self.add_error(name, _t(HINTS[reading.fault]))
            else:
                said[name] = reading
        return said

    def ops(self, mark: UUID) -> Iterator[Op]:
        for name, code in self.codes.items():
            figure, place = self.cleaned_data[name], self.inputs[code].place
            is_value = figure.state is State.VALUE
            value = canonical(figure.value, place.typed) if is_value else ""
            base = self.held.get(code, BLANK).revision
            yield Op(uuid5(mark, code), code, figure.state.value, value, base)
