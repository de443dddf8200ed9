"""What a citizen with an account has submitted and begun; no secret is asked for."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from vungcao.systems.onestop.queries import citizen as queries
from vungcao.systems.onestop.queries.strangers import Found
from vungcao.systems.onestop.views import citizen_session as sessions
from vungcao.web.access import signed_in
from vungcao.web.http import AccountRequest

SHOWN = 100


@never_cache
@signed_in
def mine(request: AccountRequest) -> HttpResponse:
    """Own dossiers and drafts; an officer has none here."""
    citizen = sessions.citizen(request)
    context = {
        "dossiers": queries.own(citizen)[:SHOWN] if citizen else [],
        "drafts": queries.own_drafts(citizen)[:SHOWN] if citizen else [],
        "is_citizen": citizen is not None,
    }
    return render(request, "onestop/citizen_mine.html", context)


@never_cache
@signed_in
def one(request: AccountRequest, code: str) -> HttpResponse:
    """On to one's own dossier; another's does not exist."""
    citizen = sessions.citizen(request)
    rows = queries.own(citizen) if citizen else queries.own(request.user).none()
    found = get_object_or_404(rows, case__code=code)
    sessions.hold(request, sessions.DOSSIER, Found(found.pk, found.case.scope))
    return redirect("onestop:followed")


@never_cache
@signed_in
def begun(request: AccountRequest, code: str) -> HttpResponse:
    """Back to one's own draft."""
    citizen = sessions.citizen(request)
    rows = queries.own_drafts(citizen) if citizen else queries.own_drafts(request.user).none()
    found = get_object_or_404(rows, code=code)
    sessions.hold(request, sessions.DRAFT, Found(found.pk, found.scope))
    return redirect("onestop:apply-form", found.version.procedure.code)
