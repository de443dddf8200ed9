"""One address for every case: it leads on to the screen of the system that owns it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from vungcao.kernel.access.roles import OFFICE
from vungcao.kernel.cases.models import Case
from vungcao.kernel.offers.cases import case_kinds
from vungcao.web.access import only
from vungcao.web.http import AccountRequest


@only(OFFICE)
def case(request: AccountRequest, code: str) -> HttpResponse:
    """Who takes part is led on; to others the case does not exist. A citizen has own screens."""
    found = get_object_or_404(Case.objects.visible_to(request.user), code=code)
    return redirect(case_kinds.get(found.kind).address(found.code))
