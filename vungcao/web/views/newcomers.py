"""Before anybody is signed in: citizens who register, passwords forgotten, invitations."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from vungcao.kernel.accounts import queries
from vungcao.kernel.accounts.models import OneTimeCode, User
from vungcao.kernel.accounts.services import citizens, officers, system_account
from vungcao.kernel.accounts.services.citizens import OVER
from vungcao.kernel.calendar import clock
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.runtime.env import environment
from vungcao.web import devices, letter_codes, sessions, sign_in, waiting
from vungcao.web.account_forms import Code, Finish, Forgotten, NewPassword, Register
from vungcao.web.proof_of_work import admit
from vungcao.web.shell import address

REGISTER, RESET = OneTimeCode.Purpose.REGISTER, OneTimeCode.Purpose.RESET


@never_cache
def register(request: HttpRequest) -> HttpResponse:
    form = Register(request.POST or None)
    if form.is_valid() and admit(request, form) and letter_codes.ask(request, form, REGISTER):
        return redirect("register-code")
    return waiting.form_page(request, "accounts/register.html", form)


@never_cache
def register_code(request: HttpRequest) -> HttpResponse:
    return _code(request, REGISTER, "register")


@sensitive_post_parameters()
@never_cache
def register_finish(request: HttpRequest) -> HttpResponse:
    row = letter_codes.pending(request, REGISTER)
    if row is None or not row.confirmed_at:
        return _again(request, "register")
    form = Finish(request.POST or None, account=User())
    if form.is_valid():
        called, new = form.cleaned_data["called"], form.cleaned_data["new"]
        by, now = system_account("sign-up"), clock.now()
        try:
            account = citizens.open_citizen(code=row, called=called, password=new, now=now, by=by)
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            letter_codes.end(request)
            return sessions.enter(request, account, sign_in.landing(request, account, ""), "code")
    return render(request, "accounts/register_finish.html", {"form": form})


@never_cache
def reset(request: HttpRequest) -> HttpResponse:
    form = Forgotten(request.POST or None)
    if form.is_valid() and admit(request, form) and letter_codes.ask(request, form, RESET):
        return redirect("reset-code")
    return waiting.form_page(request, "accounts/reset.html", form)


@never_cache
def reset_code(request: HttpRequest) -> HttpResponse:
    return _code(request, RESET, "reset")


@sensitive_post_parameters()
@never_cache
def reset_finish(request: HttpRequest) -> HttpResponse:
    row = letter_codes.pending(request, RESET)
    if row is None or not row.confirmed_at or row.account is None:
        return _again(request, "reset")
    form = NewPassword(request.POST or None, account=row.account)
    if form.is_valid():
        now, new = clock.now(), form.cleaned_data["new"]
        try:
            account = citizens.reset_password(code=row, password=new, now=now, by=row.account)
        except RuleBroken as broken:  # the same form was faster
            form.add_error(None, str(broken))
        else:
            letter_codes.end(request)
            messages.success(request, _("Đã đặt mật khẩu mới. Đăng nhập lại bằng mật khẩu này."))
            response = redirect("sign-in")
            devices.remember(request, response, account)
            return response
    return render(request, "accounts/reset_finish.html", {"form": form})


@sensitive_post_parameters()
@never_cache
def invitation(request: HttpRequest, link: str) -> HttpResponse:
    """An officer opens the account made for them."""
    invited = queries.invitation(link, clock.now())
    if invited is None:
        return render(request, "accounts/invitation_over.html", status=404)
    account = invited.account
    form = NewPassword(request.POST or None, account=account)
    if form.is_valid():
        now, new = clock.now(), form.cleaned_data["new"]
        try:
            officers.accept_invitation(invitation=invited, password=new, now=now, by=account)
        except RuleBroken:  # the same form was faster
            return render(request, "accounts/invitation_over.html", status=404)
        account.refresh_from_db()
        return sessions.enter(request, account, sign_in.landing(request, account, ""), "link")
    return render(request, "accounts/invitation.html", {"form": form, "invited": account})


def _code(request: HttpRequest, purpose: OneTimeCode.Purpose, begin: str) -> HttpResponse:
    row = letter_codes.pending(request, purpose)
    if row is None:
        return _again(request, begin)
    form = Code(request.POST or None)
    if form.is_valid() and letter_codes.confirm(row, form):
        return redirect(f"{begin}-finish")
    context = {"form": form, "begin": begin, "is_sms": row.channel == "sms"}
    context["mailbox"] = address("mailbox") if environment().is_demo else ""
    return render(request, "accounts/letter_code.html", context)


def _again(request: HttpRequest, begin: str) -> HttpResponse:
    """Back to the first step, and why; whoever has just come in has nothing left to do here."""
    if request.user.is_authenticated:
        return redirect("root")
    if request.method == "POST" or letter_codes.was_asked(request):
        messages.warning(request, str(OVER))
        letter_codes.end(request)
    return redirect(begin)
