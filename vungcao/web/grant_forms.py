"""The form by which a role is handed over for a while."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.access.catalogue import FACTS
from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.queries import colleagues
from vungcao.kernel.access.roles import Role
from vungcao.kernel.access.services import Handover
from vungcao.kernel.accounts.models import User
from vungcao.web.fields import DateField, Names
from vungcao.web.forms import Form

A_DAY = timedelta(days=1)


class Colleague(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An account of the same body, by name and the name to sign in with."""

    widget = Names

    def label_from_instance(self, obj: User) -> str:
        name = obj.get_full_name()
        return f"{name} ({obj.username})" if name else obj.username


class Delegation(Form):
    """To whom, from when until when, by which paper. The last day counts."""

    to = Colleague(
        User.objects.none(),
        label=_("Người nhận"),
        empty_label=_("(chọn người cùng cơ quan)"),
        error_messages={"invalid_choice": _("Chọn một người trong danh sách.")},
    )
    first_day = DateField(label=_("Từ ngày"))
    last_day = DateField(label=_("Đến hết ngày"))
    decision_number = forms.CharField(
        label=_("Số văn bản uỷ quyền"), max_length=120, required=False
    )

    def __init__(self, *args: Any, grant: Grant, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["to"]
        assert isinstance(choice, Colleague)
        choice.queryset = colleagues(grant, today)
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
