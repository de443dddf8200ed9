"""What an administrator types about books of numbers and keys that sign."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.documents.models import DocumentKind
from vungcao.kernel.documents.rules import MOST_RESERVED
from vungcao.kernel.documents.services.numbering import Way
from vungcao.systems.administration.forms.norms import ActForm
from vungcao.web.fields import DateField
from vungcao.web.forms import Form


def _choose(form: Form, name: str, choices: Mapping[Any, str]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices.items())


class Open(ActForm):
    """How an office numbers one kind of document from a day on."""

    organisation = forms.TypedChoiceField(label=_("Cơ quan ban hành"), coerce=int)
    kind = forms.ChoiceField(label=_("Loại văn bản"), choices=DocumentKind.choices)
    symbol = forms.CharField(
        label=_("Ký hiệu"),
        max_length=40,
        help_text=_("Ví dụ QĐ-UBND. Khi trình diễn, ký hiệu phải kết thúc bằng -MAU."),
    )
    pattern = forms.CharField(
        label=_("Cách viết số"),
        max_length=60,
        initial="{so2}/{kyhieu}",
        help_text=_("Dùng {so} hoặc {so2} (ít nhất hai chữ số), {nam} và {kyhieu}."),
    )
    valid_from = DateField(label=_("Áp dụng từ ngày"))
    field_order = ["organisation", "kind", "symbol", "pattern", "valid_from"]

    def __init__(self, *args: Any, offices: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "organisation", offices)

    @property
    def way(self) -> Way:
        return Way(**{name: self.cleaned_data[name] for name in ("kind", "symbol", "pattern")})


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
