"""One's own account: what it is, its password, where it is signed in."""

from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from vungcao.kernel.accounts import queries
from vungcao.kernel.accounts.models import OpenSession, User
from vungcao.kernel.accounts.services import erasing, passwords
from vungcao.kernel.accounts.services import sessions as writes
from vungcao.kernel.calendar import clock
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.web import attempts, devices, second_factor, sessions, sign_in
from vungcao.web.access import signed_in
from vungcao.web.account_forms import ChangePassword, Confirm
from vungcao.web.forms import Form
from vungcao.web.http import AccountRequest


@never_cache
@signed_in
def overview(request: AccountRequest) -> HttpResponse:
    context = {
        "user": request.user,
        "called": queries.name_of(request.user),
        "has_factor": queries.has_factor(request.user),
        "is_forced": second_factor.is_forced(request.user),
        "sessions": len(queries.open_sessions(request.user, clock.now())),
    }
    return render(request, "accounts/overview.html", context)


@sensitive_post_parameters()
@never_cache
@signed_in
def password(request: AccountRequest) -> HttpResponse:
    form = ChangePassword(request.POST or None, account=request.user)
    is_fit = form.is_valid()  # what is wrong with the old one is said beside the rest
    has_old = form.is_bound and "old" in form.cleaned_data
    if has_old and _is_proved(request, form, "old") and is_fit:
        key = request.session.session_key or ""
        new = form.cleaned_data["new"]
        passwords.set_password(account=request.user, password=new, session_key=key, by=request.user)
        update_session_auth_hash(request, request.user)
        writes.move_session(old=key, new=request.session.session_key or "", by=request.user)
        messages.success(request, _("Đã đổi mật khẩu. Các nơi khác đã bị đăng xuất."))
        response = redirect("account")
        devices.remember(request, response, request.user)
        return response
    return render(request, "accounts/password.html", {"form": form, "user": request.user})


@sensitive_post_parameters()
@never_cache
@signed_in
def confirm(request: AccountRequest) -> HttpResponse:
    """The password once more, then on to what was asked for."""
    goal = request.POST.get("next") or request.GET.get("next") or ""
    form = Confirm(request.POST or None)
    if form.is_valid() and _is_proved(request, form, "password"):
        sessions.prove(request)
        return redirect(sign_in.landing(request, request.user, goal))
    return render(request, "accounts/confirm.html", {"form": form, "goal": goal})


@never_cache
@signed_in
def open_sessions(request: AccountRequest) -> HttpResponse:
    context = {
        "sessions": queries.open_sessions(request.user, clock.now()),
        "here": request.session.session_key,
    }
    return render(request, "accounts/sessions.html", context)


@require_POST
@signed_in
def end_session(request: AccountRequest, pk: int) -> HttpResponse:
    session = get_object_or_404(OpenSession, pk=pk, account=request.user)
    if session.session_key == request.session.session_key:
        sessions.leave(request)
        return redirect("sign-in")
    writes.end_session(session=session, by=request.user)
    messages.success(request, _("Đã đăng xuất %s.") % session.device)
    return redirect("account-sessions")


@require_POST
@signed_in
def end_other_sessions(request: AccountRequest) -> HttpResponse:
    key = request.session.session_key or ""
    number = writes.end_sessions(account=request.user, but=key, by=request.user)
    said = _("Đã đăng xuất %d nơi khác.") % number if number else _("Không còn nơi nào khác.")
    messages.success(request, said)
    return redirect("account-sessions")


@sensitive_post_parameters()
@never_cache
@signed_in
def close(request: AccountRequest) -> HttpResponse:
    """A citizen erases their own account, by their password once more."""
    if request.user.kind != User.Kind.CITIZEN:
        return redirect("account")  # an officer's is closed by an administrator
    form = Confirm(request.POST or None)
    if form.is_valid() and _is_proved(request, form, "password"):
        try:
            erasing.close_citizen(account=request.user, now=clock.now(), by=request.user)
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            logout(request)
            messages.success(request, _("Đã xoá tài khoản. Không ai mở lại được nữa."))
            return redirect("sign-in")
    return render(request, "accounts/close.html", {"form": form})


def _is_proved(request: AccountRequest, form: Form, field: str) -> bool:
    """Whether the password in `field` is right; guessing it is counted like at the sign-in."""
    name = request.user.get_username()
    attempt = attempts.of_account(request, name, request.user, "password")
    if wait := attempt.reserve(request):
        form.add_error(None, attempts.in_words(wait))
        return False
    if not request.user.check_password(form.cleaned_data[field]):
        form.add_error(field, _("Mật khẩu chưa đúng. Nhập lại."))
        return False
    attempt.succeeded()
    return True
