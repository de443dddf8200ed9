"""Signing in, in one step or two, and out."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from vungcao.kernel.accounts import queries
from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar import clock
from vungcao.runtime.env import environment
from vungcao.web import demo_accounts, half, passkeys, sessions, sign_in, waiting
from vungcao.web.account_forms import SecondStep


def root(request: HttpRequest) -> HttpResponse:
    if not isinstance(request.user, User):
        return redirect("sign-in")
    return redirect(sign_in.landing(request, request.user, ""))


@sensitive_post_parameters("password")
@never_cache
def enter(request: HttpRequest) -> HttpResponse:
    form = sign_in.SignIn(request.POST or None)
    goal = request.POST.get("next") or request.GET.get("next") or ""
    account = sign_in.prove(request, form) if form.is_valid() else None
    if account is not None:
        goal = sign_in.landing(request, account, goal)
        if queries.has_factor(account):
            half.begin(request, account, goal)
            return redirect("sign-in-second")
        return sessions.enter(request, account, goal, "password")
    return _sign_in_page(request, form, goal)


def _sign_in_page(request: HttpRequest, form: sign_in.SignIn, goal: str) -> HttpResponse:
    is_demo = environment().is_demo
    context = {
        "goal": goal,
        "demo_accounts": demo_accounts.listed(clock.today()) if is_demo else [],
    }
    return waiting.form_page(request, "accounts/sign_in.html", form, context)


@never_cache
def second(request: HttpRequest) -> HttpResponse:
    """The second step: a code, or a passkey of this account."""
    pending = half.pending(request)
    if pending is None:
        if isinstance(request.user, User):
            return redirect("root")
        messages.warning(request, _("Bước thứ hai để quá lâu. Đăng nhập lại từ đầu."))
        return redirect("sign-in")
    form = SecondStep(request.POST or None)
    if form.is_valid():
        kind = half.use_code(request, pending.account, form)
        if kind:
            half.end(request)
            return sessions.enter(request, pending.account, pending.goal, kind)
    has_passkey = queries.factors(pending.account).filter(type="webauthn").exists()
    context = {"form": form, "has_passkey": has_passkey}
    return render(request, "accounts/second.html", context)


@require_GET
@never_cache
def passkey_options(request: HttpRequest) -> JsonResponse:
    """The challenge for a passkey: of the account in the second step, or of whoever comes."""
    pending = half.pending(request)
    return JsonResponse(passkeys.request_options(pending.account if pending else None))


@require_POST
@never_cache
def passkey(request: HttpRequest) -> HttpResponse:
    """Sign in by a passkey, which stands for name, password and second factor."""
    pending = half.pending(request)
    account = half.use_passkey(request, pending.account if pending else None)
    if account is None:
        form = sign_in.SignIn({})
        form.add_error(None, _("Khoá truy cập chưa dùng được. Thử lại, hoặc dùng mật khẩu."))
        for name in ("username", "password"):
            form.errors.pop(name, None)
        return _sign_in_page(request, form, str(request.POST.get("next", "")))
    goal = pending.goal if pending else str(request.POST.get("next", ""))
    half.end(request)
    return sessions.enter(request, account, sign_in.landing(request, account, goal), "webauthn")


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Nobody at the same machine leafs back to what was read."""
    sessions.leave(request)
    response = redirect("sign-in")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response
