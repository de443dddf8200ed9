"""Adding a partner and changing what is not secret about one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from vungcao.kernel.access.queries import reach
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.exchange import services
from vungcao.kernel.exchange.models import Partner
from vungcao.kernel.units.models import NATION_SCOPE
from vungcao.systems.administration import permissions
from vungcao.systems.administration.forms.exchange import NewPartner, PartnerFields, of_partner
from vungcao.web.access import only
from vungcao.web.drafts import drafted
from vungcao.web.http import AccountRequest


@only(permissions.KEEP_EXCHANGE)
@drafted(NewPartner)
def add(request: AccountRequest) -> HttpResponse:
    if not may_keep(request):
        return redirect("administration:exchange")
    form = NewPartner(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("code", "adapter")}
        try:
            made = services.add(**given, wishes=form.wishes(), by=request.user)
        except RuleBroken as broken:
            form.add_error("code", str(broken))
        else:
            messages.success(request, _("Đã thêm nơi nhận."))
            return redirect("administration:exchange-partner", made.pk)
    context = {"form": form, "title": _("Thêm nơi nhận")}
    return render(request, "administration/exchange_form.html", context)


@only(permissions.KEEP_EXCHANGE)
@drafted(PartnerFields)
def revise(request: AccountRequest, pk: int) -> HttpResponse:
    chosen = get_object_or_404(Partner, pk=pk)
    if not may_keep(request):
        return redirect("administration:exchange-partner", pk)
    form = PartnerFields(request.POST or None, initial=of_partner(chosen))
    if request.method == "POST" and form.is_valid():
        changed = services.revise(partner=chosen, wishes=form.wishes(), by=request.user)
        text = _("Đã ghi thay đổi.") if changed else _("Không có gì thay đổi.")
        messages.success(request, text)
        return redirect("administration:exchange-partner", pk)
    context = {"form": form, "title": _("Sửa nơi nhận"), "partner": chosen}
    return render(request, "administration/exchange_form.html", context)


def keeps_all(request: AccountRequest) -> bool:
    """A partner serves the whole product: who decides about it must keep all of it."""
    return NATION_SCOPE in reach(request.user, request.today, permissions.KEEP_EXCHANGE)


def may_keep(request: AccountRequest) -> bool:
    """The same; says so to whoever may not."""
    may = keeps_all(request)
    if not may:
        text = _("Đối tác kết nối phục vụ toàn hệ thống: cần quản trị toàn hệ thống.")
        messages.error(request, text)
    return may
