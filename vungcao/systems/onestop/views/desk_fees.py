"""Fees at the desk: those of a dossier, the book of all, and giving the result back."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vungcao.kernel.calendar import clock
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.onestop import permissions
from vungcao.systems.onestop.forms import desk as desk_forms
from vungcao.systems.onestop.forms import desk_fees as forms
from vungcao.systems.onestop.models import Delivery, Dossier, Fee
from vungcao.systems.onestop.queries import fees as queries
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.queries.charges import priced
from vungcao.systems.onestop.services import charging, returning
from vungcao.systems.onestop.views import desk_fee_table
from vungcao.systems.onestop.views.desk import fetched, refused_by
from vungcao.web.access import only
from vungcao.web.context import chosen
from vungcao.web.forms import Form
from vungcao.web.http import AccountRequest
from vungcao.web.tables import answer


@only(permissions.COLLECT_FEES)
def book(request: AccountRequest) -> HttpResponseBase:
    filters = forms.Filters(request.GET)
    wanted = queries.Wanted(**filters.cleaned_data) if filters.is_valid() else queries.Wanted()
    scopes = chosen(request).narrow(request.user.reach)
    rows = queries.book(request.user, scopes, wanted)
    context = {"filters": filters, "totals": queries.totals(rows)}
    return answer(request, desk_fee_table.TABLE, rows, "onestop/desk_fee_book.html", context)


@only(permissions.COLLECT_FEES)
def fees(request: AccountRequest, pk: int) -> HttpResponse:
    """The fees of one dossier; sent, what the procedure asks by now is asked."""
    shown = fetched(request, pk)
    if request.method != "POST":
        return page(request, shown)
    try:
        made = charging.charge(dossier=shown, now=clock.now(), by=request.user)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, _("Đã ghi %(number)d khoản phải thu.") % {"number": len(made)})
    return redirect("onestop:fees", pk)


@require_POST
@only(permissions.COLLECT_FEES)
def amount(request: AccountRequest, pk: int) -> HttpResponse:
    """Another amount than the procedure says, with the reason."""
    shown, code = fetched(request, pk), request.POST.get("code", "")
    form = _other(code, request.POST)
    if form.is_valid():
        try:
            made = charging.ask_amount(
                dossier=shown, now=clock.now(), by=request.user, **form.cleaned_data
            )
        except RuleBroken as broken:
            refused_by(form, broken)
        else:
            messages.success(request, _("Đã ghi số tiền khác cho khoản %s.") % made.name)
            return redirect("onestop:fees", pk)
    return page(request, shown, **{f"other-{code}": form})


def _other(code: str, data: Any = None) -> forms.Amount:
    return forms.Amount(data, initial={"code": code}, auto_id=f"other-{code}_%s")


@require_POST
@only(permissions.COLLECT_FEES)
def collect(request: AccountRequest, pk: int) -> HttpResponse:
    fee = _fee(request, pk)
    form = forms.Collect(request.POST, auto_id=f"collect-{pk}_%s")

    def step() -> str:
        charging.collect(fee=fee, now=clock.now(), by=request.user, **form.cleaned_data)
        return _("Đã thu %(name)s, biên lai số %(receipt)s.") % {
            "name": fee.name,
            "receipt": form.cleaned_data["receipt"],
        }

    return _done(request, fee, form, step, "collect")


@require_POST
@only(permissions.COLLECT_FEES)
def void(request: AccountRequest, pk: int) -> HttpResponse:
    fee = _fee(request, pk)
    form = forms.Void(request.POST, auto_id=f"void-{pk}_%s")

    def step() -> str:
        charging.void(fee=fee, now=clock.now(), by=request.user, **form.cleaned_data)
        return _("Đã huỷ khoản thu %s.") % fee.name

    return _done(request, fee, form, step, "void")


@only(permissions.TAKE_IN)
def give_back(request: AccountRequest, pk: int) -> HttpResponse:
    shown = fetched(request, pk)
    first = {"seen": shown.case.version, "way": shown.delivery}
    form = desk_forms.Return(request.POST or None, initial=first)
    ways = versions.process(shown.version).from_step(shown.step)
    action = next((one.code for one in ways if one.does == "return"), "")
    if form.is_valid() and _given_back(request, shown, form, action):
        messages.success(request, _("Đã trả kết quả hồ sơ %s.") % shown.case.number)
        return redirect("onestop:return", pk)
    context = {
        "dossier": shown,
        "form": form if action else None,
        "waiting": [one for one in queries.of_dossier(shown) if _waits(one)],
        "due": charging.due_charges(shown),
    }
    return render(request, "onestop/desk_return.html", context)


def _given_back(
    request: AccountRequest, shown: Dossier, form: desk_forms.Return, action: str
) -> bool:
    said = form.cleaned_data
    try:
        returning.give_back(
            dossier=shown,
            action=action,
            way=Delivery(said["way"]),
            words=form.told(),
            now=clock.now(),
            by=request.user,
            seen=said["seen"],
        )
    except RuleBroken as broken:
        refused_by(form, broken)
        return False
    return True


def page(request: AccountRequest, shown: Dossier, **refused: Any) -> HttpResponse:
    """The fees of a dossier, each with what can be done; what was refused keeps its words."""
    due = [
        (priced(one, shown.version, request.today), _other_of(one.code, refused))
        for one in charging.due_charges(shown)
    ]
    context = {
        "dossier": shown,
        "rows": [_row(fee, refused) for fee in queries.of_dossier(shown)],
        "totals": queries.totals(queries.of_dossier(shown)),
        "due": due,
    }
    return render(request, "onestop/desk_fees.html", context)


def _row(
    fee: Fee, refused: Mapping[str, Form]
) -> tuple[Fee, Form | None, Form | None, Form | None]:
    """A fee with the forms of what can be done with it: collected, voided, asked otherwise."""
    collect = void = other = None
    if _waits(fee):
        collect = forms.Collect(auto_id=f"collect-{fee.pk}_%s")
        other = _other_of(fee.code, refused)
    if fee.voided_at is None:
        void = forms.Void(auto_id=f"void-{fee.pk}_%s")
    return (
        fee,
        refused.get(f"collect-{fee.pk}", collect),
        refused.get(f"void-{fee.pk}", void),
        other,
    )


def _other_of(code: str, refused: Mapping[str, Form]) -> Form:
    return refused.get(f"other-{code}") or _other(code)


def _waits(fee: Fee) -> bool:
    return fee.paid_at is None and fee.voided_at is None


def _fee(request: AccountRequest, pk: int) -> Fee:
    dossiers = Dossier.objects.visible_to(request.user)
    rows = Fee.objects.filter(dossier__in=dossiers).select_related("dossier__case")
    return get_object_or_404(rows, pk=pk)


def _done(
    request: AccountRequest, fee: Fee, form: Form, step: Callable[[], str], name: str
) -> HttpResponse:
    if form.is_valid():
        try:
            said = step()
        except RuleBroken as broken:
            refused_by(form, broken)
        else:
            messages.success(request, said)
            return redirect("onestop:fees", fee.dossier_id)
    return page(request, fetched(request, fee.dossier_id), **{f"{name}-{fee.pk}": form})
