"""One address for every case: it leads on to the screen of the system that owns it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from vungcao.kernel.cases.models import Case
from vungcao.kernel.offers.cases import case_kinds
from vungcao.web.access import signed_in
from vungcao.web.http import AccountRequest


@signed_in
def case(request: AccountRequest, code: str) -> HttpResponse:
    """Whoever takes part is led on; to everybody else the case does not exist."""
    found = get_object_or_404(Case.objects.visible_to(request.user), code=code)
    return redirect(case_kinds.get(found.kind).address(found.code))
