"""The second factor of one's own account."""

import segno
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from vungcao.kernel.accounts import queries
from vungcao.kernel.accounts.services import factors as services
from vungcao.kernel.calendar import clock
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.web import passkeys, second_factor, sessions
from vungcao.web.access import signed_in
from vungcao.web.account_forms import Code, NewPasskey, PasskeyName
from vungcao.web.http import AccountRequest

SECRET = "app_secret"


@never_cache
@signed_in
def factors(request: AccountRequest) -> HttpResponse:
    held = list(queries.factors(request.user))
    names = queries.passkey_names(held)
    context = {
        "app": next((one for one in held if one.type == Authenticator.Type.TOTP), None),
        "passkeys": [(one, names[one.pk]) for one in held if one.pk in names],
        "codes_left": queries.recovery_codes_left(request.user),
        "is_forced": second_factor.is_forced(request.user),
        "has_factor": bool(held),
    }
    return render(request, "accounts/factors.html", context)


@never_cache
@signed_in
@sessions.fresh
def app(request: AccountRequest) -> HttpResponse:
    """Set up an app that shows codes: its secret waits in the session until a code proves it."""
    secret = request.session.setdefault(SECRET, generate_totp_secret())
    form = Code(request.POST or None)
    if form.is_valid():
        code, now = form.cleaned_data["code"], clock.now()
        try:
            codes = services.add_app(
                account=request.user, secret=secret, code=code, now=now, by=request.user
            )
        except RuleBroken as broken:
            form.add_error("code", str(broken))
        else:
            del request.session[SECRET]
            return _added(request, codes)
    address = get_adapter().build_totp_url(request.user, secret)
    spaced = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    context = {"form": form, "picture": _picture(address), "secret": spaced}
    return render(request, "accounts/app.html", context)


@never_cache
@signed_in
@sessions.fresh
def new_passkey(request: AccountRequest) -> HttpResponse:
    form = NewPasskey(request.POST or None)
    if form.is_valid():
        credential, name = form.cleaned_data["credential"], form.cleaned_data["name"]
        if passkeys.is_created(credential):
            codes = services.add_passkey(
                account=request.user, name=name, credential=credential, by=request.user
            )
            return _added(request, codes)
        form.add_error(None, _("Máy chưa tạo được khoá. Thử lại, hoặc dùng ứng dụng tạo mã."))
    context = {"form": form, "options": passkeys.creation_options(request.user)}
    return render(request, "accounts/passkey_new.html", context)


@never_cache
@signed_in
def passkey(request: AccountRequest, pk: int) -> HttpResponse:
    held = get_object_or_404(queries.factors(request.user), pk=pk, type="webauthn")
    form = PasskeyName(request.POST or None, initial={"name": queries.passkey_names([held])[pk]})
    if form.is_valid():
        services.name_passkey(passkey=held, name=form.cleaned_data["name"], by=request.user)
        messages.success(request, _("Đã đổi tên khoá."))
        return redirect("account-factors")
    return render(request, "accounts/passkey.html", {"form": form})


@require_POST
@signed_in
@sessions.fresh
def remove(request: AccountRequest, pk: int) -> HttpResponse:
    held = get_object_or_404(queries.factors(request.user), pk=pk)
    services.remove_factor(factor=held, by=request.user)
    request.session.pop(second_factor.SETTLED, None)
    messages.success(request, _("Đã gỡ lớp bảo vệ này."))
    return redirect("account-factors")


@require_POST
@never_cache
@signed_in
@sessions.fresh
def recovery(request: AccountRequest) -> HttpResponse:
    """New recovery codes, shown this once."""
    if not queries.has_factor(request.user):
        return redirect("account-factors")
    codes = services.renew_recovery_codes(account=request.user, by=request.user)
    return render(request, "accounts/recovery.html", {"codes": codes})


def _added(request: HttpRequest, codes: list[str]) -> HttpResponse:
    messages.success(request, _("Đã thêm lớp bảo vệ thứ hai."))
    if codes:
        return render(request, "accounts/recovery.html", {"codes": codes})
    return redirect("account-factors")


def _picture(address: str) -> SafeString:
    """The address as a QR code; drawn by us from our own text."""
    code = segno.make(address, error="m")
    drawn = code.svg_inline(scale=5, dark="#000", light="#fff", border=3)
    return mark_safe(drawn)
