"""Forms of reading a list and giving the register away."""

import json
from collections.abc import Iterable, Mapping
from datetime import date

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.systems.prestige.rules.columns import COLUMNS
from vungcao.systems.prestige.rules.heads import Heads
from vungcao.systems.prestige.services.importing import Common
from vungcao.web import fields
from vungcao.web.carried import Upload
from vungcao.web.forms import Form

ASK, COLUMN = "ask-", "column-"
LONGEST_ANSWER = 40


class ListFile(Upload):
    """A list, which column means what, and the decision that counts where its cells are empty."""

    wanted = _("Tệp danh sách (.xlsx hoặc .csv)")
    missing = _("Chọn tệp danh sách (.xlsx hoặc .csv).")
    field_order = ("file", "number", "decided_on", "issuer", "valid_from")

    sheet = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)
    fingerprint = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    answers = forms.CharField(required=False, widget=forms.HiddenInput)
    number = forms.CharField(label=_("Số quyết định"), required=False, max_length=60)
    decided_on = fields.DateField(label=_("Ngày quyết định"), required=False)
    issuer = forms.CharField(
        label=_("Nơi ra quyết định"),
        required=False,
        max_length=200,
        help_text=_("Để trống: cấp có thẩm quyền của thôn vào ngày quyết định."),
    )
    valid_from = fields.DateField(
        label=_("Công nhận từ"), required=False, help_text=_("Để trống: từ ngày quyết định.")
    )

    def columns(self, heads: Heads) -> dict[str, int] | None:
        """What the officer chose for these heads; None when it was for others, or nothing yet."""
        if self.data.get("fingerprint") != heads.fingerprint:
            return None
        found: dict[str, int] = {}
        for number in range(len(heads.titles)):
            name = str(self.data.get(f"{COLUMN}{number}", ""))
            if name in COLUMNS and name not in found:
                found[name] = number
        return found

    def twice(self, heads: Heads) -> Iterable[str]:
        """Meanings that were chosen for more than one column."""
        if self.data.get("fingerprint") == heads.fingerprint:
            said = [self.data.get(f"{COLUMN}{number}") for number in range(len(heads.titles))]
            yield from (name for name in COLUMNS if said.count(name) > 1)

    def against(self, heads: Heads, columns: Mapping[str, int]) -> list[str]:
        """Why lines cannot be read with these columns."""
        wrong = [
            _t("Hai cột cùng là “%(name)s”: chọn lại một cột.") % {"name": COLUMNS[name].label}
            for name in self.twice(heads)
        ]
        said = self.cleaned_data
        for name in ("full_name", "village", "number", "decided_on"):
            if name not in columns and not said.get(name) and "key" not in columns:
                sentence = _t("Chọn cột “%(name)s”.")
                if name in self.fields:
                    sentence = _t("Chọn cột “%(name)s”, hoặc ghi chung cho cả tệp ở dưới.")
                wrong.append(sentence % {"name": COLUMNS[name].label})
        return wrong

    @property
    def common(self) -> Common:
        said = self.cleaned_data
        return Common(
            said.get("number", ""),
            said.get("decided_on"),
            said.get("issuer", ""),
            said.get("valid_from"),
        )

    @property
    def answered(self) -> dict[str, str]:
        """Answers to questions: those that the page has carried, and those just given."""
        found = _carried(self.data.get("answers", ""))
        for key in self.data:
            if key.startswith(ASK) and self.data[key]:
                found[key.removeprefix(ASK)] = str(self.data[key])[:LONGEST_ANSWER]
        return found


def _carried(text: str) -> dict[str, str]:
    try:
        held = json.loads(text or "{}")
    except ValueError:
        return {}
    return {str(k): str(v) for k, v in held.items()} if isinstance(held, dict) else {}


class Giving(Form):
    """Of which day the register leaves, and whether with those who left it before."""

    day = fields.DateField(label=_("Sổ của ngày"))
    with_ended = forms.BooleanField(
        label=_("Gồm cả người đã thôi trước ngày đó"), required=False, initial=True
    )

    def __init__(self, *args: object, today: date, **kwargs: object) -> None:
        super().__init__(*args, initial={"day": today, "with_ended": True}, **kwargs)
        self.today = today

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError(_t("Chọn hôm nay hoặc một ngày trước."))
        return day
