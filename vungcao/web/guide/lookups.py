"""Fields that look something up, in every state; parts that an answer brings; drafts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.calendar.rules import ZONE
from vungcao.web.choices import Radios
from vungcao.web.drafts import Shown
from vungcao.web.forms import Form, When
from vungcao.web.pickers.picker import Branch, Offer, Option, PickerField, Source


@dataclass(frozen=True)
class Samples(Source[Option]):
    """Made-up units: the guide is open to everybody and reads nothing."""

    kind: ClassVar[str] = "samples"
    has_forest: ClassVar[bool] = True

    def search(self, text: str) -> Offer:
        return Offer(options(), _t("%(number)d đơn vị.") % {"number": len(options())})

    def chosen(self, value: str) -> Option | None:
        return next((one for one in options() if one.value == value), None)

    def meant(self, text: str) -> Option | Offer:
        return Offer(options(), _t("Có 2 đơn vị mang tên “%s”. Chọn một bên dưới.") % text)

    def option(self, row: Option) -> Option:
        return row

    def forest(self, opened: Iterable[int]) -> tuple[Branch, ...]:
        return forest()


class Lookup(Form):
    """One unit to look up."""

    unit: PickerField[Option] = PickerField(
        label=_("Đơn vị"), help_text=_("Gõ không dấu cũng được. Tên cũ cũng tìm ra.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, PickerField)
        field.look_in(Samples())


class Parts(Form):
    """An answer that brings a part of its own."""

    way = forms.ChoiceField(
        label=_("Nhận kết quả"),
        widget=Radios,
        choices=[("desk", _("Tại quầy")), ("post", _("Qua bưu chính"))],
        initial="post",
    )
    place = forms.CharField(label=_("Địa chỉ nhận"), required=False)
    conditions = (
        When(
            "way",
            frozenset({"post"}),
            ("place",),
            _("Chỉ điền khi nhận qua bưu chính."),
            ("place",),
        ),
    )


def options() -> tuple[Option, ...]:
    old = _t("Xã mẫu cũ, đến hết 30/06/2025, nay thuộc Xã mẫu 2")
    return (Option("1", _t("Xã mẫu 1"), _t("Tỉnh mẫu")), Option("2", _t("Xã mẫu 2"), old))


def forest() -> tuple[Branch, ...]:
    villages = (Branch(_t("Thôn mẫu 1"), "3"), Branch(_t("Thôn mẫu 2"), "4"))
    first = Branch(_t("Xã mẫu 1"), "1", is_hit=True, is_open=True, branches=villages)
    second = Branch(_t("Xã mẫu 2"), "2", was=_t("trước là Xã mẫu cũ"), has_more=True)
    return (Branch(_t("Tỉnh mẫu"), "9", is_open=True, branches=(first, second)),)


def _lookup(prefix: str, text: str = "", which: str = "", **asked: str) -> Lookup:
    said = {f"{prefix}-unit": text, f"{prefix}-unit-which": which, **asked}
    return Lookup(said, prefix=prefix)


def fill() -> dict[str, object]:
    saved = datetime(2026, 11, 23, 10, 32, tzinfo=ZONE)
    return {
        "lookups": [
            (_("Chưa gõ"), Lookup(prefix="a")),
            (_("Đã chọn"), _lookup("b", draft="fill", which="2")),
            (_("Đã tìm"), _lookup("c", _t("mau"), find="c-unit")),
            (_("Trong cây"), _lookup("d", find="d-unit/")),
            (_("Chưa rõ đơn vị nào"), _lookup("e", _t("Xã mẫu"))),
        ],
        "offered": options(),
        "parts": Parts(),
        "drafts": [Shown(saved), Shown(saved, is_filled=True), Shown()],
    }
