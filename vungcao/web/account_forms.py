"""The forms of one's own account."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vungcao.kernel.accounts import rules
from vungcao.kernel.accounts.models import User
from vungcao.web.forms import Form
from vungcao.web.proof_of_work import ProofForm


def _password(label: object, autocomplete: str, help_text: object = "") -> forms.CharField:
    return forms.CharField(
        label=label,  # type: ignore[arg-type]
        help_text=help_text,  # type: ignore[arg-type]
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput({"autocomplete": autocomplete}),
    )


class NewPassword(Form):
    """A new password, typed twice."""

    new = _password(
        gettext_lazy("Mật khẩu mới"),
        "new-password",
        gettext_lazy("Ít nhất 10 ký tự. Dễ nhớ nhất: bốn từ không liên quan."),
    )
    again = _password(gettext_lazy("Nhập lại mật khẩu mới"), "new-password")

    def __init__(self, *args: Any, account: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_new(self) -> str:
        new: str = self.cleaned_data["new"]
        validate_password(new, self.account)
        return new

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("new") and said.get("again") and said["new"] != said["again"]:
            self.add_error("again", _("Hai lần nhập khác nhau. Nhập lại cho giống."))
        return said


class ChangePassword(NewPassword):
    """The present password first."""

    old = _password(gettext_lazy("Mật khẩu hiện tại"), "current-password")
    field_order = ["old", "new", "again"]


class Confirm(Form):
    """The present password, before what protects the account is changed."""

    password = _password(gettext_lazy("Mật khẩu"), "current-password")


class Code(Form):
    """Six digits out of an app or a letter."""

    lengths = frozenset({6})
    wrong = gettext_lazy("Mã gồm 6 chữ số. Nhập lại cho đủ.")
    code = forms.CharField(
        label=gettext_lazy("Mã"),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def clean_code(self) -> str:
        digits = "".join(filter(str.isdigit, self.cleaned_data["code"]))
        if len(digits) not in self.lengths:
            raise ValidationError(self.wrong)
        return digits


class SecondStep(Code):
    """The same, or eight digits of the printed list."""

    lengths = frozenset({6, 8})
    wrong = gettext_lazy("Mã gồm 6 chữ số; mã dự phòng gồm 8 chữ số. Nhập lại cho đủ.")


class PasskeyName(Form):
    """What the holder calls a passkey."""

    name = forms.CharField(
        label=gettext_lazy("Tên khoá"),
        help_text=gettext_lazy("Để nhận ra sau này, ví dụ “Máy bàn ở cơ quan”."),
        max_length=60,
    )


class NewPasskey(PasskeyName):
    """The answer of the browser's ceremony, with a name."""

    credential = forms.JSONField(
        widget=forms.HiddenInput,
        error_messages={
            "required": gettext_lazy("Máy chưa tạo khoá. Đặt tên rồi bấm “Tạo khoá truy cập”.")
        },
    )


class Register(ProofForm):
    """How a citizen is reached."""

    name = "register"

    channel = forms.ChoiceField(
        label=gettext_lazy("Nhận mã bằng"),
        choices=[
            ("sms", gettext_lazy("Tin nhắn điện thoại")),
            ("email", gettext_lazy("Thư điện tử")),
        ],
        initial="sms",
        widget=forms.RadioSelect,
    )
    contact = forms.CharField(
        label=gettext_lazy("Số điện thoại hoặc thư điện tử"),
        max_length=254,
        widget=forms.TextInput({"autocomplete": "tel", "autocapitalize": "none"}),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        typed = said.get("contact", "")
        is_sms = said.get("channel") == "sms"
        said["contact"] = rules.telephone(typed) if is_sms else rules.email(typed)
        if typed and not said["contact"]:
            self.add_error(
                "contact",
                _("Số điện thoại có 10 chữ số, bắt đầu bằng 0, ví dụ 0900 000 123.")
                if is_sms
                else _("Thư điện tử có dạng ten@noi.vn. Viết lại cho đủ."),
            )
        return said


class Forgotten(ProofForm):
    """Whose password is to be set anew."""

    name = "reset"

    typed = forms.CharField(
        label=gettext_lazy("Tên đăng nhập, số điện thoại hoặc thư điện tử"),
        max_length=254,
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none"}),
    )


class Finish(NewPassword):
    """The name that a citizen is called by, and a password."""

    called = forms.CharField(
        label=gettext_lazy("Họ và tên"),
        max_length=100,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    field_order = ["called", "new", "again"]
