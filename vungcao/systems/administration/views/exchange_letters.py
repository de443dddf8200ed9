"""Letters that leave: the list, one with its attempts, and deciding about one or about many."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from vungcao.kernel.access.queries import reach
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.exchange import services
from vungcao.kernel.exchange.models import OPEN, OutboxMessage, Partner
from vungcao.kernel.exchange.services import Verdict
from vungcao.systems.administration import permissions
from vungcao.systems.administration.forms.exchange import MessageFilters
from vungcao.systems.administration.queries import exchange
from vungcao.systems.administration.views import exchange_tables as tables
from vungcao.systems.administration.views.exchange_facts import of_letter
from vungcao.systems.administration.views.words import fault_words
from vungcao.web.access import only
from vungcao.web.http import AccountRequest
from vungcao.web.tables import answer, picked, way_back

T = "administration/"
DECISIONS: dict[str, Callable[..., None]] = {"gui-lai": services.retry, "bo-qua": services.skip}
DONE = {
    "gui-lai": gettext_lazy("Đã đưa thư vào hàng chờ để gửi lại."),
    "bo-qua": gettext_lazy("Đã bỏ qua thư này."),
}
TOLD = 10  # letters that an answer names one by one


@only(permissions.READ_EXCHANGE)
def outbox(request: AccountRequest) -> HttpResponseBase:
    filters = MessageFilters(request.GET)
    wanted = exchange.Wanted(**filters.cleaned_data) if filters.is_valid() else exchange.Wanted()
    rows = exchange.messages(request.user, wanted)
    table = tables.outbox(may_decide=_may_decide(request))
    return answer(request, table, rows, f"{T}exchange_outbox.html", {"filters": filters})


@only(permissions.READ_EXCHANGE)
def message(request: AccountRequest, pk: int) -> HttpResponseBase:
    """One letter; its attempts are the list."""
    shown = get_object_or_404(OutboxMessage.objects.visible_to(request.user), pk=pk)
    context = {
        "message": shown,
        "fault": fault_words(shown.fault),
        "facts": of_letter(shown, Partner.objects.get(code=shown.receiver)),
        "may_decide": shown.state in OPEN and _may_decide(request),
    }
    rows = shown.receipts.all()
    return answer(request, tables.attempts(), rows, f"{T}exchange_message.html", context)


@require_POST
@only(permissions.KEEP_EXCHANGE)
def decide(request: AccountRequest, pk: int, decision: str) -> HttpResponse:
    """Try a message again or pass it over."""
    chosen = get_object_or_404(OutboxMessage.objects.visible_to(request.user), pk=pk)
    if decision not in DECISIONS:
        raise Http404
    try:
        DECISIONS[decision](message=chosen, by=request.user)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, DONE[decision])
    return redirect("administration:exchange-message", pk)


@require_POST
@only(permissions.KEEP_EXCHANGE)
def retry_all(request: AccountRequest) -> HttpResponse:
    """The letters that were ticked go back into the queue."""
    found = _picked(request)
    verdict = services.retry_all(messages=found, by=request.user)
    said = _("Đã đưa %(many)d thư vào hàng chờ để gửi lại.")
    return _told(request, verdict, said, len(picked(request)) - len(found))


@require_POST
@only(permissions.KEEP_EXCHANGE)
def skip_all(request: AccountRequest) -> HttpResponse:
    """The letters that were ticked are passed over, once the question has been answered."""
    found = _picked(request)
    still_open = [one for one in found if one.state in OPEN]
    if still_open and "sure" not in request.POST:
        context = {
            "letters": exchange.letters(still_open),
            "picks": picked(request),
            "back": _list(request),
        }
        return render(request, f"{T}exchange_skip.html", context)
    verdict = services.skip_all(messages=found, by=request.user)
    said = _("Đã bỏ qua %(many)d thư.")
    return _told(request, verdict, said, len(picked(request)) - len(found))


def _picked(request: AccountRequest) -> list[OutboxMessage]:
    """Those of the ticked letters that lie where the account decides."""
    rows = OutboxMessage.objects.visible_to(request.user).filter(pk__in=picked(request))
    return list(rows.order_by("pk"))


def _told(request: AccountRequest, verdict: Verdict, said: str, strange: int) -> HttpResponse:
    """How many were decided about; which were not, and why."""
    if verdict.done:
        messages.success(request, said % {"many": verdict.done})
    if verdict.left:
        messages.warning(request, _left(verdict))
    if strange:
        text = _("%(many)d thư không có, hoặc nằm ngoài phạm vi của chị/anh.")
        messages.warning(request, text % {"many": strange})
    if not (verdict.done or verdict.left or strange):
        messages.info(request, _("Chưa đánh dấu thư nào. Đánh dấu các thư rồi chọn việc."))
    return redirect(_list(request))


def _left(verdict: Verdict) -> str:
    first = [f"{one.pk} ({one.get_state_display()})" for one in verdict.left[:TOLD]]
    more = ["…"] if len(verdict.left) > TOLD else []
    return _("%(many)d thư không còn gì để quyết định: số %(letters)s.") % {
        "many": len(verdict.left),
        "letters": ", ".join(first + more),
    }


def _list(request: AccountRequest) -> str:
    return way_back(request, reverse("administration:exchange-messages"))


def _may_decide(request: AccountRequest) -> bool:
    return bool(reach(request.user, request.today, permissions.KEEP_EXCHANGE))
