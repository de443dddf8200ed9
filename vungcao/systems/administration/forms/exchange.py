"""What an administrator asks of the exchange: which messages to show, which to send again."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.exchange.adapters import adapters
from vungcao.kernel.exchange.models import MessageState, Partner, PartnerState
from vungcao.kernel.exchange.services import Wishes
from vungcao.web.fields import DateField
from vungcao.web.forms import Form


class PartnerField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One partner by its code, which an address keeps longer than a number."""

    def __init__(self, **kwargs: Any) -> None:
        rows = Partner.objects.order_by("name", "pk")
        super().__init__(rows, to_field_name="code", required=False, **kwargs)
        self.empty_label = _("Tất cả")
        self.error_messages["invalid_choice"] = _("Không có nơi này. Chọn trong danh sách.")


class PartnerFilters(Form):
    """What was chosen stays in the address of the page; so do the others here."""

    state = forms.ChoiceField(
        label=_("Trạng thái"), required=False, choices=[("", _("Tất cả")), *PartnerState.choices]
    )


class MessageFilters(Form):
    """All may stay empty; then every letter is listed."""

    receiver = PartnerField(label=_("Nơi nhận"))
    state = forms.ChoiceField(
        label=_("Trạng thái"), required=False, choices=[("", _("Tất cả")), *MessageState.choices]
    )
    day = DateField(label=_("Ngày"), required=False)


class ArrivalFilters(Form):
    """Whose letters are listed."""

    partner = PartnerField(label=_("Đối tác kết nối"))


class Replay(Form):
    """A stretch of numbers, both ends included."""

    from_number = forms.IntegerField(
        label=_("Từ thư số"), min_value=1, error_messages={"invalid": _("Nhập số, ví dụ 1250.")}
    )
    until_number = forms.IntegerField(
        label=_("Đến hết thư số"),
        min_value=1,
        error_messages={"invalid": _("Nhập số, ví dụ 1300.")},
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("from_number"), given.get("until_number")
        if first and last and last < first:
            self.add_error("until_number", _("Số cuối phải lớn hơn hoặc bằng số đầu."))
        return given


class PartnerFields(Form):
    """What may be changed about a partner: nothing secret, which stands in the environment."""

    name = forms.CharField(label=_("Tên nơi nhận"), max_length=200)
    contact = forms.CharField(
        label=_("Đầu mối"),
        help_text=_("Phòng, bộ phận và số điện thoại trực của nơi nhận; không ghi mật khẩu."),
        max_length=200,
        required=False,
    )
    in_order = forms.BooleanField(
        label=_("Giao đúng thứ tự"),
        help_text=_("Thư kẹt giữ các thư sau nó lại cho đến khi có người quyết định."),
        required=False,
    )
    first_wait_seconds = forms.IntegerField(
        label=_("Số giây chờ trước lần gửi lại thứ nhất"),
        help_text=_("Bỏ trống thì chờ 10 giây. Mỗi lần sau chờ gấp đôi."),
        min_value=1,
        max_value=3600,
        required=False,
        error_messages={
            "invalid": _("Nhập số giây, ví dụ 30."),
            "min_value": _("Chờ ít nhất 1 giây."),
            "max_value": _("Chờ nhiều nhất 3600 giây (một giờ)."),
        },
    )

    def wishes(self) -> Wishes:
        names = ("name", "contact", "in_order", "first_wait_seconds")
        return Wishes(**{name: self.cleaned_data[name] for name in names})


class NewPartner(PartnerFields):
    """A partner that is added by hand."""

    code = forms.RegexField(
        label=_("Mã nơi nhận"),
        regex=r"^[a-z0-9][a-z0-9-]{1,59}$",
        help_text=_("Chữ thường không dấu, số, dấu gạch ngang. Không đổi được về sau."),
        error_messages={"invalid": _("Chỉ dùng chữ thường không dấu, số và dấu gạch ngang.")},
    )
    adapter = forms.ChoiceField(label=_("Cách nối"))
    field_order = ("code", "adapter", "name", "contact")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(code, str(one.label)) for code, one in adapters.items()]
        field = self.fields["adapter"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


def of_partner(partner: Partner) -> dict[str, Any]:
    """What stands in the form when it is opened."""
    return {
        "name": partner.name,
        "contact": partner.contact,
        "in_order": partner.in_order,
        "first_wait_seconds": partner.settings.get("first_wait_seconds"),
    }
