"""The dates of a dossier on the screen: why each is what it is, and a longer term."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.calendar import clock
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.onestop import permissions
from vungcao.systems.onestop.forms.clock import Extend
from vungcao.systems.onestop.models import Dossier
from vungcao.systems.onestop.queries import apologies, deadlines, explaining
from vungcao.systems.onestop.services import extending
from vungcao.web.access import only
from vungcao.web.http import AccountRequest

EXTENDED = _("Đã gia hạn hồ sơ và lập phiếu xin lỗi, hẹn lại ngày trả.")
SORRY = _("Đã gửi phiếu xin lỗi, hẹn lại ngày trả. Hồ sơ vẫn tính là quá hạn.")


@only(permissions.READ_DOSSIERS)
def why(request: AccountRequest, pk: int) -> HttpResponse:
    row, now = _dossier(request, pk), clock.now()
    may = deadlines.may_extend(row, request.user, now)
    may_extend = may and not deadlines.why_not(row, now)
    context = {
        "dossier": row,
        "dates": explaining.explained(row),
        "may_extend": may_extend,
        "may_apologise": may and not may_extend and not apologies.why_not(row, now),
    }
    return render(request, "onestop/clock_why.html", context)


@only(permissions.WORK)
def extend(request: AccountRequest, pk: int) -> HttpResponse:
    """A longer term with its apology; once that is not possible any more, the apology alone.

    What was pressed before the hour is not taken for the other after it: the page is shown again.
    """
    row, now = _dossier(request, pk), clock.now()
    if not deadlines.may_extend(row, request.user, now):
        return _refused(request, row)
    against = deadlines.why_not(row, now)
    only_sorry = bool(against) and not apologies.why_not(row, now)
    act = extending.apologise if only_sorry else extending.extend
    is_meant = request.POST.get("act", act.__name__) == act.__name__
    form = Extend(request.POST or None, initial={"seen": row.case.version})
    if is_meant and _done(form, act, dossier=row, now=now, by=request.user):
        messages.success(request, SORRY if only_sorry else EXTENDED)
        return redirect("onestop:why", pk)
    context = {
        **_against(row, against, now),
        "form": form,
        "only_sorry": only_sorry,
        "act": act.__name__,
        "draft": apologies.draft(row),
    }
    return render(request, "onestop/clock_extend.html", context)


def _refused(request: AccountRequest, row: Dossier) -> HttpResponse:
    """Whose step it is, for who may not use the form."""
    context = {"dossier": row, "against": deadlines.NOT_THEIRS}
    return render(request, "onestop/clock_extend.html", context)


def _against(row: Dossier, against: str, now: datetime) -> dict[str, object]:
    """What stands against a longer term, and against the apology that is left then."""
    sorry = apologies.why_not(row, now) if against else ""
    return {"dossier": row, "against": against, "not_even_sorry": sorry}


def _done(form: Extend, act: Callable[..., object], **given: object) -> bool:
    """Whether it was possible; what stands against it is said on the form."""
    if not form.is_valid():
        return False
    try:
        act(longer=form.longer(), seen=form.cleaned_data["seen"], **given)
    except RuleBroken as broken:
        form.add_error(None, ValidationError(str(broken).splitlines()))
        return False
    return True


def _dossier(request: AccountRequest, pk: int) -> Dossier:
    related = ("case__calendar", "case__organisation", "case__term_basis", "version__basis")
    rows = Dossier.objects.visible_to(request.user).select_related(*related)
    return get_object_or_404(rows, pk=pk)
