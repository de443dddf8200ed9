"""Forms about accounts."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vungcao.kernel.access import weighing
from vungcao.kernel.access.roles import Role
from vungcao.kernel.access.weighing import NewGrant
from vungcao.kernel.accounts import rules
from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.services import officers
from vungcao.systems.administration.forms.grants import NewRole
from vungcao.web.forms import Form

ANY = ("", gettext_lazy("Tất cả"))
KINDS = [(kind.value, kind.label) for kind in (User.Kind.OFFICER, User.Kind.CITIZEN)]
STATES = [
    ("active", gettext_lazy("đang dùng")),
    ("invited", gettext_lazy("chờ nhận lời mời")),
    ("closed", gettext_lazy("đã ngừng")),
]


class Filters(Form):
    """What the list of accounts is narrowed to."""

    text = forms.CharField(
        label=gettext_lazy("Tên đăng nhập hoặc họ tên"), required=False, max_length=100
    )
    kind = forms.ChoiceField(label=gettext_lazy("Loại"), required=False, choices=[ANY, *KINDS])
    state = forms.ChoiceField(
        label=gettext_lazy("Trạng thái"), required=False, choices=[ANY, *STATES]
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Vai trò"), required=False, choices=[ANY, *Role.choices]
    )


class Invite(NewRole):
    """An officer to be invited, and the role that waits for them."""

    account = last_day = decision_number = None  # type: ignore[assignment]
    family_name = forms.CharField(label=gettext_lazy("Họ và chữ đệm"), max_length=100)
    given_name = forms.CharField(label=gettext_lazy("Tên"), max_length=50)
    username = forms.CharField(
        label=gettext_lazy("Tên đăng nhập"),
        help_text=gettext_lazy("Chữ không dấu, số; người được mời không tự đổi được."),
        max_length=150,
    )
    email = forms.CharField(
        label=gettext_lazy("Thư điện tử công vụ"),
        help_text=gettext_lazy("Liên kết mở tài khoản được gửi đến đây."),
        max_length=254,
    )
    field_order = ("family_name", "given_name", "username", "email", "role")

    def __init__(self, *args: Any, by: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, by=by, today=today, **kwargs)
        self.by, self.today = by, today

    def clean_username(self) -> str:
        typed: str = self.cleaned_data["username"]
        if problem := officers.against_name(typed):
            raise ValidationError(problem)
        return typed

    def clean_email(self) -> str:
        address = rules.email(self.cleaned_data["email"])
        if not address:
            raise ValidationError(_("Thư điện tử có dạng ten@noi.vn. Viết lại cho đủ."))
        return address

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if {"role", "unit", "organisation", "first_day"} <= said.keys() and said["unit"]:
            for problem in weighing.against(self.new(), self.today, self.by):
                self.add_error(None, problem)
        return said

    def officer(self) -> officers.Officer:
        names = ("username", "family_name", "given_name", "email")
        return officers.Officer(**{name: self.cleaned_data[name] for name in names})

    def new(self) -> NewGrant:
        """The grant of an account that is not made yet."""
        said = self.cleaned_data
        return NewGrant(
            user=User(username=said.get("username", "")),
            role=Role(said["role"]),
            unit=said["unit"],
            valid_from=said["first_day"],
            organisation=said["organisation"],
        )
