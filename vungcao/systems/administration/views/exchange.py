"""Partners, the outbox and the inbox: what waits, what failed and why, and deciding about it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from vungcao.kernel.access.queries import reach
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.exchange import adapters, services
from vungcao.kernel.exchange.models import OutboxMessage, Partner
from vungcao.systems.administration import permissions
from vungcao.systems.administration.forms.exchange import MessageFilters, Replay
from vungcao.systems.administration.queries import exchange
from vungcao.systems.administration.views.exchange_partners import keeps_all, may_keep
from vungcao.systems.administration.views.words import fault_words, subject_words, topic_words
from vungcao.web.access import only
from vungcao.web.http import AccountRequest

PARTNER_DECISIONS: dict[str, Callable[..., None]] = {
    "tam-dung": services.pause,
    "noi-lai": services.resume,
    "ngung": services.stop,
}
MESSAGE_DECISIONS: dict[str, Callable[..., None]] = {
    "gui-lai": services.retry,
    "bo-qua": services.skip,
}
DONE = {
    "tam-dung": gettext_lazy("Đã tạm dừng. Thư mới vẫn được giữ lại."),
    "noi-lai": gettext_lazy("Đã nối lại. Thư đang chờ sẽ được gửi ngay."),
    "ngung": gettext_lazy("Đã ngừng. Thư mới cho nơi này sẽ được bỏ qua."),
    "gui-lai": gettext_lazy("Đã đưa thư vào hàng chờ để gửi lại."),
    "bo-qua": gettext_lazy("Đã bỏ qua thư này."),
}


@only(permissions.READ_EXCHANGE)
def partners(request: AccountRequest) -> HttpResponse:
    lines = [
        {"line": line, **_condition(line.partner)} for line in exchange.partners(request.user.reach)
    ]
    context = {"lines": lines, "may_keep": keeps_all(request)}
    return render(request, "administration/exchange.html", context)


@only(permissions.READ_EXCHANGE)
def partner(request: AccountRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Partner, pk=pk)
    return _partner(request, shown, Replay())


def _partner(request: AccountRequest, shown: Partner, replay: Replay) -> HttpResponse:
    filters = MessageFilters(request.GET)
    chosen = filters.cleaned_data if filters.is_valid() else {"state": "", "before": None}
    found, older = exchange.messages(shown, request.user.reach, chosen["state"], chosen["before"])
    counts = exchange.by_state(shown, request.user.reach)
    context = {
        "partner": shown,
        **_condition(shown),
        "counts": counts,
        "filters": filters,
        "lines": [
            {"message": one, "fault": fault_words(one.fault), **_about(one)} for one in found
        ],
        "older": older,
        "before": chosen["before"],
        "replay": replay,
        "may_keep": keeps_all(request),
    }
    return render(request, "administration/exchange_partner.html", context)


@require_POST
@only(permissions.KEEP_EXCHANGE)
def decide(request: AccountRequest, pk: int, decision: str) -> HttpResponse:
    """Pause, resume or stop a partner."""
    chosen = get_object_or_404(Partner, pk=pk)
    if decision not in PARTNER_DECISIONS:
        raise Http404
    if may_keep(request):
        PARTNER_DECISIONS[decision](partner=chosen, by=request.user)
        messages.success(request, DONE[decision])
    return redirect("administration:exchange-partner", pk)


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
def message(request: AccountRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(OutboxMessage.objects.visible_to(request.user), pk=pk)
    receipts = shown.receipts.order_by("-pk")[: exchange.PAGE]
    context = {
        "message": shown,
        **_about(shown),
        "partner": Partner.objects.get(code=shown.receiver),
        "details": sorted(shown.details.items()),
        "receipts": [{"row": one, "fault": fault_words(one.fault)} for one in receipts],
        "may_decide": shown.state in ("waiting", "dead") and bool(_kept(request)),
    }
    return render(request, "administration/exchange_message.html", context)


@require_POST
@only(permissions.KEEP_EXCHANGE)
def decide_message(request: AccountRequest, pk: int, decision: str) -> HttpResponse:
    """Try a message again or pass it over."""
    chosen = get_object_or_404(OutboxMessage.objects.visible_to(request.user), pk=pk)
    if decision not in MESSAGE_DECISIONS:
        raise Http404
    try:
        MESSAGE_DECISIONS[decision](message=chosen, by=request.user)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, DONE[decision])
    return redirect("administration:exchange-message", pk)


@only(permissions.READ_EXCHANGE)
def inbox(request: AccountRequest) -> HttpResponse:
    filters = MessageFilters(request.GET)
    before = filters.cleaned_data["before"] if filters.is_valid() else None
    found, older = exchange.arrivals(before)
    arrivals = [{"row": one, "topic": topic_words(one.topic)} for one in found]
    context = {"arrivals": arrivals, "older": older, "before": before}
    return render(request, "administration/exchange_inbox.html", context)


def _condition(shown: Partner) -> dict[str, object]:
    """Why it fails and what it lacks, in words."""
    return {"fault": fault_words(shown.fault), "lacks": fault_words(adapters.lacks(shown))}


def _about(message: OutboxMessage) -> dict[str, object]:
    """What a message is about and why it failed, in words."""
    return {
        "topic": topic_words(message.topic),
        "subject": subject_words(message.subject),
        "fault": fault_words(message.fault),
    }


def _kept(request: AccountRequest) -> tuple[str, ...]:
    """Where the account may decide about messages."""
    return reach(request.user, request.today, permissions.KEEP_EXCHANGE)
