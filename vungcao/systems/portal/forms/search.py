"""The form of the public search: words and what narrows them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.search import rules
from vungcao.kernel.search.queries import Asked
from vungcao.web.forms import Form

Choices = Iterable[tuple[str, str]]
EARLIEST, LATEST = 1945, 2100
LONGEST = 200


class Search(Form):
    """Read from the address: whoever keeps or passes on the address finds the same again."""

    q = forms.CharField(
        label=_("Tìm trong mọi nội dung đã đăng"),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput({"type": "search", "autocomplete": "off", "list": "hints"}),
    )
    loai = forms.CharField(
        label=_("Loại nội dung"), required=False, max_length=LONGEST, widget=forms.Select
    )
    muc = forms.CharField(
        label=_("Chuyên mục"), required=False, max_length=LONGEST, widget=forms.Select
    )
    tieng = forms.CharField(
        label=_("Ngôn ngữ"), required=False, max_length=LONGEST, widget=forms.Select
    )
    tu = forms.IntegerField(label=_("Từ năm"), required=False, min_value=EARLIEST, max_value=LATEST)
    den = forms.IntegerField(
        label=_("Đến năm"), required=False, min_value=EARLIEST, max_value=LATEST
    )
    xep = forms.ChoiceField(
        label=_("Xếp"),
        required=False,
        choices=(("", _("khớp nhất trước")), ("moi", _("mới nhất trước"))),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("loai", "muc", "tieng"):
            self.offer(name, ())

    def offer(self, name: str, choices: Choices) -> None:
        """What may be chosen; an old address may name something that is no choice any more."""
        known = [("", _t("tất cả")), *choices]
        typed = str(self.data.get(name, ""))
        if typed not in dict(known):
            known.append((typed, typed))
        widget = self.fields[name].widget
        assert isinstance(widget, forms.Select)
        widget.choices = known

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        since, until = cleaned.get("tu"), cleaned.get("den")
        if since and until and since > until:
            self.add_error("den", _t("Năm cuối phải từ năm đầu trở đi."))
        return cleaned

    @property
    def asked(self) -> Asked:
        """As far as it can be read; what cannot says so beside its field."""
        self.is_valid()
        said = self.cleaned_data
        return Asked(
            question=rules.ask(said.get("q", "")),
            kind=said.get("loai", ""),
            section=said.get("muc", ""),
            language=said.get("tieng", ""),
            since=said.get("tu"),
            until=said.get("den"),
            is_newest_first=said.get("xep") == "moi",
        )
