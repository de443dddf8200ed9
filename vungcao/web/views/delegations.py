"""One's own roles, and handing one over while away (uỷ quyền khi vắng)."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vungcao.kernel.access import queries, services
from vungcao.kernel.access.catalogue import FACTS
from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.roles import Role
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.units.queries import on_day
from vungcao.web.access import signed_in
from vungcao.web.drafts import drafted
from vungcao.web.grant_forms import Delegation
from vungcao.web.http import AccountRequest

A_WEEK = timedelta(days=6)


@signed_in
def delegations(request: AccountRequest) -> HttpResponse:
    """Of one's own account alone; who holds no role finds nothing here."""
    held = list(queries.own_grants(request.user, request.today))
    given = list(queries.handed_over(request.user, request.today))
    places = {
        unit.id: unit.name
        for unit in on_day({grant.unit_id for grant in [*held, *given]}, request.today)
    }
    context = {
        "held": [(grant, places.get(grant.unit_id, ""), _may_pass(grant)) for grant in held],
        "given": [(grant, places.get(grant.unit_id, "")) for grant in given],
    }
    return render(request, "accounts/delegations.html", context)


@signed_in
@drafted(Delegation)
def delegate(request: AccountRequest, pk: int) -> HttpResponse:
    own = Grant.objects.in_force(request.today).filter(user=request.user, delegated_from=None)
    grant = get_object_or_404(own.select_related("unit"), pk=pk)
    first = {"first_day": request.today, "last_day": request.today + A_WEEK}
    form = Delegation(request.POST or None, initial=first, grant=grant, today=request.today)
    if form.is_valid():
        try:
            services.delegate(
                grant=grant, handover=form.handover(), today=request.today, by=request.user
            )
        except RuleBroken as broken:
            form.add_error(None, ValidationError(str(broken).splitlines()))
        else:
            messages.success(request, _("Đã uỷ quyền."))
            return redirect("delegations")
    place = on_day([grant.unit_id], request.today)[0].name
    context = {"form": form, "grant": grant, "place": place}
    return render(request, "accounts/delegate.html", context)


@require_POST
@signed_in
def take_back(request: AccountRequest, pk: int) -> HttpResponse:
    delegation = get_object_or_404(queries.handed_over(request.user, request.today), pk=pk)
    try:
        services.end_delegation(delegation=delegation, today=request.today, by=request.user)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, _("Đã thu lại uỷ quyền."))
    return redirect("delegations")


def _may_pass(grant: Grant) -> bool:
    return grant.delegated_from_id is None and FACTS[Role(grant.role)].delegable
