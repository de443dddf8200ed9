"""Accounts: who has one, inviting officers, closing, and helping who lost their second factor."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.queries import reach
from vungcao.kernel.accounts import queries as accounts
from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.services import factors, officers, sessions
from vungcao.kernel.calendar import clock
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.administration import permissions, services
from vungcao.systems.administration.forms.accounts import Filters, Invite
from vungcao.systems.administration.queries import accounts as queries
from vungcao.systems.administration.queries.grants import bodies, lines
from vungcao.systems.administration.views.account_table import table
from vungcao.web.access import only
from vungcao.web.drafts import drafted
from vungcao.web.http import AccountRequest
from vungcao.web.tables import answer


@only(permissions.READ_ACCOUNTS)
def listed(request: AccountRequest) -> HttpResponseBase:
    filters = Filters(request.GET)
    wanted = queries.Wanted(**filters.cleaned_data) if filters.is_valid() else queries.Wanted()
    rows = queries.narrowed(request.user, wanted, request.today)
    context = {"filters": filters, "may_keep": _may_keep(request)}
    shown = table(request.user, request.today)
    return answer(request, shown, rows, "administration/accounts.html", context)


@only(permissions.READ_ACCOUNTS)
def account(request: AccountRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(queries.visible_to(request.user), pk=pk)
    held = Grant.objects.visible_to(request.user).filter(user=shown)
    current = held.exclude(valid_until__lte=request.today).order_by("role", "valid_from", "pk")
    context = {
        "shown": shown,
        "lines": lines(current, request.today),
        "factors": accounts.factors(shown),
        "sessions": len(accounts.open_sessions(shown, clock.now())),
        "invitation": queries.open_invitation(shown),
        "may_keep": _may_keep(request),
        "may_change": _may_change(request, shown),
    }
    return render(request, "administration/account.html", context)


@only(permissions.KEEP_ACCOUNTS)
@drafted(Invite)
def invite(request: AccountRequest) -> HttpResponse:
    form = Invite(
        request.POST or None,
        initial={"first_day": request.today},
        by=request.user,
        today=request.today,
    )
    if form.is_valid():
        said: dict[str, Any] = {"officer": form.officer(), "role": form.new()}
        try:
            made = services.invite_officer(
                now=clock.now(), today=request.today, by=request.user, **said
            )
        except RuleBroken as broken:  # somebody else was faster
            form.add_error(None, ValidationError(str(broken).splitlines()))
        else:
            messages.success(request, _("Đã gửi lời mời. Vai trò chờ người này mở tài khoản."))
            return redirect("administration:account", made.account_id)
    context = {"form": form, "bodies": bodies(request.today)}
    return render(request, "administration/account_invite.html", context)


def _change(what: Callable[[AccountRequest, User], Any], done: str) -> Callable[..., HttpResponse]:
    """A button on the page of one account; only for accounts that lie in the reach as a whole."""

    @require_POST
    @only(permissions.KEEP_ACCOUNTS)
    def view(request: AccountRequest, pk: int) -> HttpResponse:
        shown = get_object_or_404(queries.visible_to(request.user), pk=pk)
        if not _may_change(request, shown):
            raise PermissionDenied
        try:
            what(request, shown)
        except RuleBroken as broken:
            messages.error(request, str(broken))
        else:
            messages.success(request, _(done))
        return redirect("administration:account", pk)

    return view  # type: ignore[return-value]


def _withdraw(request: AccountRequest, shown: User) -> None:
    held = queries.open_invitation(shown)
    if held is None:
        raise RuleBroken(_("Không có lời mời nào đang chờ."))
    officers.withdraw_invitation(invitation=held, now=clock.now(), by=request.user)


deactivate = _change(
    lambda request, shown: officers.deactivate(account=shown, by=request.user),
    "Đã ngừng tài khoản và đăng xuất mọi nơi.",
)
reactivate = _change(
    lambda request, shown: officers.reactivate(account=shown, by=request.user),
    "Đã mở lại tài khoản.",
)
end_sessions = _change(
    lambda request, shown: sessions.end_sessions(account=shown, by=request.user),
    "Đã đăng xuất tài khoản này ở mọi nơi.",
)
reset_factors = _change(
    lambda request, shown: factors.reset_factors(account=shown, by=request.user),
    "Đã gỡ bảo vệ hai lớp, đăng xuất mọi nơi và báo cho chủ tài khoản.",
)
invite_again = _change(
    lambda request, shown: officers.invite_again(account=shown, now=clock.now(), by=request.user),
    "Đã gửi lời mời mới. Liên kết cũ không còn dùng được.",
)
withdraw_invitation = _change(_withdraw, "Đã rút lời mời.")


def _may_keep(request: AccountRequest) -> bool:
    return bool(reach(request.user, request.today, permissions.KEEP_ACCOUNTS))


def _may_change(request: AccountRequest, shown: User) -> bool:
    return queries.may_change(request.user, shown, request.today)
