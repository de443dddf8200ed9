"""The form by which a role is handed over for a while."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.access.catalogue import FACTS
from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.roles import Role
from vungcao.kernel.access.services import Handover
from vungcao.web.fields import DateField
from vungcao.web.forms import Form
from vungcao.web.pickers import AccountField, Accounts

A_DAY = timedelta(days=1)


class Delegation(Form):
    """To whom, from when until when, by which paper. The last day counts."""

    to = AccountField(
        label=_("Người nhận"), help_text=_("Họ tên hoặc tên đăng nhập của người cùng cơ quan.")
    )
    first_day = DateField(label=_("Từ ngày"))
    last_day = DateField(label=_("Đến hết ngày"))
    decision_number = forms.CharField(
        label=_("Số văn bản uỷ quyền"), max_length=120, required=False
    )

    def __init__(self, *args: Any, grant: Grant, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["to"]
        assert isinstance(choice, AccountField)
        choice.look_in(Accounts(grant.pk, today))
        if FACTS[Role(grant.role)].signs:
            number = self.fields["decision_number"]
            number.required = True
            number.help_text = _("Vai trò này có quyền ký, nên cần văn bản uỷ quyền.")

    def clean(self) -> dict[str, Any]:
        """A period that ends before it begins is said beside what else is missing."""
        said = super().clean() or {}
        first, last = said.get("first_day"), said.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", gettext("Ngày này trước ngày bắt đầu. Chọn ngày sau đó."))
        return said

    def handover(self) -> Handover:
        said = self.cleaned_data
        return Handover(
            to=said["to"],
            valid_from=said["first_day"],
            valid_until=said["last_day"] + A_DAY,
            decision_number=said["decision_number"],
        )
