"""The sign-in form: one answer for every refusal, so that nobody learns which accounts exist."""

from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.runtime.env import environment

REFUSED = _(
    "Tên đăng nhập hoặc mật khẩu chưa đúng. Nhập lại cả hai; chú ý bộ gõ tiếng Việt và phím "
    "Caps Lock."
)


class SignIn(AuthenticationForm):
    """Name and password. Production refuses demo accounts as if they did not exist."""

    use_required_attribute = False
    error_messages = {"invalid_login": REFUSED, "inactive": REFUSED}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["username"].label = _("Tên đăng nhập")
        self.fields["username"].help_text = _("Tên do cơ quan cấp.")
        self.fields["username"].widget.attrs |= {"autocomplete": "username"}
        self.fields["username"].error_messages["required"] = _("Nhập tên đăng nhập.")
        if self.is_bound:  # the list of what is wrong takes the focus then
            self.fields["username"].widget.attrs.pop("autofocus", None)
        self.fields["password"].label = _("Mật khẩu")
        self.fields["password"].error_messages["required"] = _("Nhập mật khẩu.")

    def confirm_login_allowed(self, user: object) -> None:
        if not isinstance(user, User) or not user.is_active:
            raise ValidationError(REFUSED, code="invalid_login")
        if user.is_synthetic and not environment().is_demo:
            raise ValidationError(REFUSED, code="invalid_login")
