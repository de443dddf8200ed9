"""Partners and the inbox: what waits for whom, who fails and why, and deciding about it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.exchange import services
from vungcao.kernel.exchange.models import MessageState, Partner
from vungcao.systems.administration import permissions
from vungcao.systems.administration.forms.exchange import ArrivalFilters, PartnerFilters, Replay
from vungcao.systems.administration.queries import exchange
from vungcao.systems.administration.views import exchange_tables as tables
from vungcao.systems.administration.views.exchange_facts import condition, of_partner
from vungcao.systems.administration.views.exchange_partners import keeps_all, may_keep
from vungcao.web.access import only
from vungcao.web.http import AccountRequest
from vungcao.web.tables import answer

T = "administration/"
DECISIONS: dict[str, Callable[..., None]] = {"tam-dung": services.pause, "noi-lai": services.resume}
DONE = {
    "tam-dung": gettext_lazy("Đã tạm dừng. Thư mới vẫn được giữ lại."),
    "noi-lai": gettext_lazy("Đã nối lại. Thư đang chờ sẽ được gửi ngay."),
}


@only(permissions.READ_EXCHANGE)
def partners(request: AccountRequest) -> HttpResponseBase:
    filters = PartnerFilters(request.GET)
    state = filters.cleaned_data["state"] if filters.is_valid() else ""
    rows = Partner.objects.filter(state=state) if state else Partner.objects.all()
    context = {"filters": filters, "may_keep": keeps_all(request)}
    return answer(request, tables.partners(request.user), rows, f"{T}exchange.html", context)


@only(permissions.READ_EXCHANGE)
def partner(request: AccountRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Partner, pk=pk)
    return _partner(request, shown, Replay())


def _partner(request: AccountRequest, shown: Partner, replay: Replay) -> HttpResponse:
    counts = exchange.by_state(shown, request.user.reach)
    context = {
        "partner": shown,
        **condition(shown),
        "facts": of_partner(shown, counts),
        "replay": replay,
        "may_keep": keeps_all(request),
    }
    return render(request, f"{T}exchange_partner.html", context)


@require_POST
@only(permissions.KEEP_EXCHANGE)
def decide(request: AccountRequest, pk: int, decision: str) -> HttpResponse:
    """Pause or resume a partner."""
    chosen = get_object_or_404(Partner, pk=pk)
    if decision not in DECISIONS:
        raise Http404
    if may_keep(request):
        DECISIONS[decision](partner=chosen, by=request.user)
        messages.success(request, DONE[decision])
    return redirect("administration:exchange-partner", pk)


@only(permissions.KEEP_EXCHANGE)
def stop(request: AccountRequest, pk: int) -> HttpResponse:
    """Asked once more: what is announced from then on is not kept for the partner."""
    chosen = get_object_or_404(Partner, pk=pk)
    if not may_keep(request):
        return redirect("administration:exchange-partner", pk)
    if request.method == "POST":
        services.stop(partner=chosen, by=request.user)
        messages.success(request, _("Đã ngừng. Thư mới cho nơi này sẽ được bỏ qua."))
        return redirect("administration:exchange-partner", pk)
    counts = exchange.by_state(chosen, request.user.reach)
    context = {"partner": chosen, "waiting": counts.get(MessageState.WAITING, 0)}
    return render(request, f"{T}exchange_stop.html", context)


@require_POST
@only(permissions.KEEP_EXCHANGE)
def replay(request: AccountRequest, pk: int) -> HttpResponse:
    chosen = get_object_or_404(Partner, pk=pk)
    form = Replay(request.POST)
    if not may_keep(request):
        return redirect("administration:exchange-partner", pk)
    if not form.is_valid():
        return _partner(request, chosen, form)
    try:
        many = services.replay(partner=chosen, **form.cleaned_data, by=request.user)
    except RuleBroken as broken:
        form.add_error(None, str(broken))
        return _partner(request, chosen, form)
    messages.success(request, _("Đã đưa %(many)d thư vào hàng chờ để giao lại.") % {"many": many})
    return redirect("administration:exchange-partner", pk)


@only(permissions.READ_EXCHANGE)
def inbox(request: AccountRequest) -> HttpResponseBase:
    filters = ArrivalFilters(request.GET)
    sender = filters.cleaned_data["partner"] if filters.is_valid() else None
    rows = exchange.arrivals(sender)
    return answer(request, tables.inbox(), rows, f"{T}exchange_inbox.html", {"filters": filters})
