"""The session of a request: how it begins, goes on, ends, and how fresh its proof is."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from vungcao.kernel.accounts import services
from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.services import sessions
from vungcao.kernel.calendar import clock
from vungcao.web import devices, language, network
from vungcao.web.http import AccountRequest

P = ParamSpec("P")
FRESH = timedelta(minutes=15)
SEEN_EVERY = timedelta(minutes=10)
ROW, PROVED, SEEN = "open_session", "proved_at", "seen_at"


def enter(request: HttpRequest, account: User, goal: str, factor: str) -> HttpResponseRedirect:
    """Sign the account in and lead it on; the browser is a known device from now on."""
    login(request, account, backend="django.contrib.auth.backends.ModelBackend")
    now = clock.now()
    row = sessions.open_session(
        account=account,
        session_key=str(request.session.session_key),
        browser=network.browser(request),
        now=now,
        by=account,
    )
    request.session[ROW] = row.pk
    request.session[PROVED] = request.session[SEEN] = now.timestamp()
    services.signed_in(account=account, factor=factor)
    response = HttpResponseRedirect(goal)
    devices.remember(request, response, account)
    language.follow(response, account)
    return response


def leave(request: HttpRequest) -> None:
    """Sign out of this browser."""
    if isinstance(request.user, User):
        sessions.close_session(session_key=request.session.session_key or "", by=request.user)
        services.signed_out(account=request.user)
    logout(request)


def prove(request: HttpRequest) -> None:
    """The holder has just shown again who they are."""
    request.session[PROVED] = clock.now().timestamp()


def is_fresh(request: HttpRequest) -> bool:
    proved = float(request.session.get(PROVED, 0))
    return clock.now().timestamp() - proved < FRESH.total_seconds()


def fresh(
    view: Callable[Concatenate[AccountRequest, P], HttpResponse],
) -> Callable[Concatenate[AccountRequest, P], HttpResponse]:
    """Ask for the password again before what protects the account is changed."""

    @wraps(view)
    def guarded(request: AccountRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if is_fresh(request):
            return view(request, *args, **kwargs)
        if request.method == "GET":
            goal = request.path
        else:
            goal = reverse("account-factors")
            messages.warning(request, _("Nhập lại mật khẩu, rồi bấm lại nút vừa bấm."))
        return redirect(f"{reverse('account-confirm')}?{urlencode({'next': goal})}")

    return guarded  # type: ignore[return-value]


class SessionsMiddleware:
    """Notes now and then that a session is in use."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        row = request.session.get(ROW)
        if row and isinstance(request.user, User):
            now = clock.now()
            if now.timestamp() - float(request.session.get(SEEN, 0)) > SEEN_EVERY.total_seconds():
                sessions.see(session=row, now=now, by=request.user)
                request.session[SEEN] = now.timestamp()
        return self.get_response(request)
