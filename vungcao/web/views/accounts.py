"""Signing in and out."""

from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from vungcao.kernel.accounts import services
from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar import clock
from vungcao.runtime.env import environment
from vungcao.web import demo_accounts
from vungcao.web.sign_in import SignIn


def root(request: HttpRequest) -> HttpResponse:
    return redirect("home" if request.user.is_authenticated else "sign-in")


@sensitive_post_parameters("password")
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    form = SignIn(request, request.POST or None)
    goal = request.POST.get("next") or request.GET.get("next") or ""
    if form.is_valid():
        user = form.get_user()
        login(request, user)
        services.signed_in(account=user)
        return redirect(_safe(request, goal))
    if form.is_bound:
        services.sign_in_refused(username=str(form.data.get("username", "")))
    is_demo = environment().is_demo
    accounts = demo_accounts.listed(clock.today()) if is_demo else []
    context = {"form": form, "goal": goal, "demo_accounts": accounts}
    return render(request, "accounts/sign_in.html", context)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    if isinstance(request.user, User):
        services.signed_out(account=request.user)
    logout(request)
    return redirect("sign-in")


def _safe(request: HttpRequest, goal: str) -> str:
    """Only an address of our own: a link must not lead a signed-in officer elsewhere."""
    own = url_has_allowed_host_and_scheme(
        goal, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return goal if own else resolve_url("home")
