"""What an administrator types about books of numbers and keys that sign."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.documents import rules
from vungcao.kernel.documents.models import DocumentKind
from vungcao.kernel.documents.rules import MOST_RESERVED
from vungcao.kernel.documents.services.numbering import Way
from vungcao.systems.administration.forms.norms import ActForm
from vungcao.systems.administration.queries import numbers as reads
from vungcao.web.fields import DateField
from vungcao.web.forms import Form

NOT_CHOSEN = ("", _("Chọn…"))
PATTERNS = ("{so2}/{kyhieu}", "{so}/{kyhieu}", "{so2}/{nam}/{kyhieu}", "{so}/{nam}/{kyhieu}")
SEVENTH, EXAMPLE = 7, "QĐ-UBND"


def _choose(form: Form, name: str, choices: Mapping[Any, str]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    is_list = not isinstance(field.widget, forms.RadioSelect)
    field.choices = [*([NOT_CHOSEN] if is_list else []), *choices.items()]


class Filters(Form):
    """What the list of books is narrowed to."""

    text = forms.CharField(label=_("Cơ quan hoặc ký hiệu"), required=False, max_length=120)
    kind = forms.ChoiceField(
        label=_("Loại văn bản"),
        required=False,
        choices=[("", _("Mọi loại")), *DocumentKind.choices],
    )
    state = forms.ChoiceField(
        label=_("Trạng thái"),
        required=False,
        choices=[
            ("", _("đang và sắp áp dụng")),
            ("now", _("đang áp dụng")),
            ("coming", _("sắp áp dụng")),
            ("ended", _("đã kết thúc")),
        ],
    )


class Open(ActForm):
    """How an office numbers one kind of document from a day on."""

    organisation = forms.TypedChoiceField(label=_("Cơ quan ban hành"), coerce=int)
    kind = forms.ChoiceField(label=_("Loại văn bản"), choices=[NOT_CHOSEN, *DocumentKind.choices])
    symbol = forms.CharField(
        label=_("Ký hiệu"),
        max_length=40,
        help_text=_("Phần sau số, ví dụ QĐ-UBND. Khi trình diễn, ký hiệu phải kết thúc bằng -MAU."),
    )
    pattern = forms.ChoiceField(
        label=_("Cách viết số"),
        widget=forms.RadioSelect,
        initial=PATTERNS[0],
        error_messages={"invalid_choice": _("Chọn một trong các cách viết số ở đây.")},
    )
    valid_from = DateField(label=_("Áp dụng từ ngày"))
    field_order = ["organisation", "kind", "symbol", "pattern", "valid_from"]

    def __init__(
        self, *args: Any, offices: Mapping[int, str], year: int, is_demo: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.is_demo = is_demo
        _choose(self, "organisation", offices)
        symbol = str(self.data.get("symbol", "")).strip() or EXAMPLE
        _choose(self, "pattern", {one: _shown(one, year, symbol) for one in PATTERNS})

    def clean_symbol(self) -> str:
        symbol: str = self.cleaned_data["symbol"]
        try:
            rules.check_sample(self.is_demo, symbol)
        except RuleBroken as broken:
            raise forms.ValidationError(str(broken)) from broken
        return symbol

    @property
    def way(self) -> Way:
        return Way(**{name: self.cleaned_data[name] for name in ("kind", "symbol", "pattern")})


def _shown(pattern: str, year: int, symbol: str) -> str:
    """A way of writing numbers by an example, and in words."""
    return f"{rules.written(pattern, SEVENTH, year, symbol)} ({reads.in_words(pattern)})"


class Reserve(Form):
    """Numbers held back for documents of a day."""

    count = forms.IntegerField(label=_("Giữ mấy số"), min_value=1, max_value=MOST_RESERVED)
    day = DateField(label=_("Cho văn bản ngày"))
    reason = forms.CharField(
        label=_("Lý do giữ số"), max_length=400, help_text=_("Không nêu tên người.")
    )


class Key(Form):
    """A key file that lies on the server, for whom, and who signs with it."""

    organisation = forms.TypedChoiceField(label=_("Cơ quan ban hành"), coerce=int)
    file = forms.ChoiceField(
        label=_("Tệp khoá"),
        help_text=_("Các tệp .p12 có kèm tệp .pass trong thư mục khoá của máy chủ."),
    )
    signer = forms.CharField(
        label=_("Tài khoản người ký"), max_length=150, help_text=_("Tên đăng nhập của lãnh đạo.")
    )

    def __init__(
        self, *args: Any, offices: Mapping[int, str], files: list[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "organisation", offices)
        _choose(self, "file", {name: f"{name}.p12" for name in files})
