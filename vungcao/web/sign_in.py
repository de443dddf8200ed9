"""Signing in: one answer for every refusal, so that nobody learns which accounts exist."""

from django import forms
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.roles import OFFICE
from vungcao.kernel.accounts import queries, services
from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar import clock
from vungcao.runtime.env import environment
from vungcao.web import attempts, waiting
from vungcao.web.forms import Form

REFUSED = _(
    "Tên đăng nhập hoặc mật khẩu chưa đúng. Nhập lại cả hai; chú ý bộ gõ tiếng Việt và phím "
    "Caps Lock."
)


class SignIn(Form):
    """Name and password."""

    username = forms.CharField(
        label=_("Tên đăng nhập"),
        help_text=_("Cán bộ: tên do cơ quan cấp. Người dân: số điện thoại hoặc thư điện tử."),
        max_length=254,
        error_messages={"required": _("Nhập tên đăng nhập.")},
        widget=forms.TextInput({"autocomplete": "username webauthn", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("Mật khẩu"),
        strip=False,
        max_length=1000,
        error_messages={"required": _("Nhập mật khẩu.")},
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )


def prove(request: HttpRequest, form: SignIn) -> User | None:
    """Whose name and password these are; else the form says why they were refused."""
    typed, password = form.cleaned_data["username"], form.cleaned_data["password"]
    account = queries.find(typed)
    attempt = attempts.of_account(request, typed, account, "password")
    if wait := attempt.reserve(request):
        waiting.refuse(form, wait)
        return None
    if opens(account, password):
        attempt.succeeded()
        return account
    services.sign_in_refused(account=account)
    form.add_error(None, str(REFUSED))
    return None


def opens(account: User | None, password: str) -> bool:
    """Whether this password opens the account; a missing one costs the same time."""
    if account is None:
        User().set_password(password)
        return False
    return account.check_password(password) and may_enter(account)


def may_enter(account: User) -> bool:
    """Production refuses demo accounts as if they did not exist."""
    is_fit = not account.is_synthetic or environment().is_demo
    return account.is_active and is_fit and account.kind != User.Kind.SYSTEM


def landing(request: HttpRequest, account: User, goal: str) -> str:
    """Only an address of our own: a link must not lead a signed-in officer elsewhere."""
    own = url_has_allowed_host_and_scheme(
        goal, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return goal if own else resolve_url("home" if _has_desk(account) else "account")


def _has_desk(account: User) -> bool:
    """A citizen has none, nor an officer whose role has not begun or is over."""
    held = Grant.objects.in_force(clock.today()).filter(user=account, role__in=OFFICE)
    return account.kind == User.Kind.OFFICER and held.exists()
