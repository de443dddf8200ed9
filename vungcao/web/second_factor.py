"""Whose account must have a second factor, and leading those who have none to set one up."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts import queries
from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar import clock
from vungcao.runtime.env import environment
from vungcao.runtime.errors import Refused

SETTLED = "second_factor_on"
# With a second factor missing these still open: setting one up, and leaving.
OPEN = (
    "account-factors",
    "account-confirm",
    "account-app",
    "account-passkey-new",
    "sign-out",
    "healthz",
)


def check() -> None:
    """A misspelt role would leave its holders without protection: refuse to start."""
    unknown = sorted(set(environment().second_factor) - set(Role.values))
    if unknown:
        raise Refused(
            f"VUNGCAO_SECOND_FACTOR: không có vai trò {', '.join(unknown)}."
            f" Dùng none hoặc các vai trò: {', '.join(Role.values)}."
        )


def is_forced(user: User) -> bool:
    """Whether one of the account's roles today must not be held without a second factor."""
    forced = environment().second_factor
    held = Grant.objects.in_force(clock.today()).filter(user=user, role__in=forced)
    return bool(forced) and held.exists()


class SecondFactorMiddleware:
    """An account that must have a second factor and has none can do nothing but set one up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if self._lacks(request) and request.path not in {reverse(name) for name in OPEN}:
            return redirect("account-factors")
        return self.get_response(request)

    def _lacks(self, request: HttpRequest) -> bool:
        """Asked once a day and session: whoever takes a factor away ends the sessions with it."""
        if not environment().second_factor or not isinstance(request.user, User):
            return False
        today = clock.today().isoformat()
        if request.session.get(SETTLED) == today:
            return False
        if is_forced(request.user) and not queries.has_factor(request.user):
            return True
        request.session[SETTLED] = today
        return False
