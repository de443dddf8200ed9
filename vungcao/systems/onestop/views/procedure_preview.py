"""The form of a version as a citizen will see it: conditions and lines work, nothing is sent."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from vungcao.systems.onestop import permissions
from vungcao.systems.onestop.forms.answers import Sheet
from vungcao.systems.onestop.forms.questions import Asking
from vungcao.systems.onestop.models import ProcedureVersion
from vungcao.systems.onestop.queries import citizen, versions
from vungcao.systems.onestop.queries import procedures as reads
from vungcao.systems.onestop.rules.definition import Definition
from vungcao.systems.onestop.views.citizen_shown import steps
from vungcao.systems.onestop.views.procedures import found
from vungcao.web.access import only
from vungcao.web.http import AccountRequest


@only(permissions.READ_PROCEDURES)
def preview(request: AccountRequest, pk: int) -> HttpResponse:
    """POST adds and drops lines or judges what was typed; no answer is kept anywhere."""
    version = found(pk)
    day = max(request.today, version.valid_from)
    place = reads.example(day)
    data = request.POST if request.method == "POST" else None
    sheet = Sheet(_process(version), Asking(day, place), data)
    is_judged = data is not None and not sheet.is_only_shown
    context = {
        "version": version,
        "steps": steps("form"),
        "sheet": sheet,
        "place": citizen.place_name(place, day) if place else "",
        "is_right": is_judged and sheet.is_valid(),
        "told": _told(version),
    }
    return render(request, "onestop/version_form.html", context)


def _process(version: ProcedureVersion) -> Definition:
    """A process without a form, or one that cannot be read, has no preview."""
    try:
        process = versions.process(version)
    except ValueError as wrong:
        raise Http404 from wrong
    if not process.groups:
        raise Http404
    return process


def _told(version: ProcedureVersion) -> str:
    words = {"day": f"{version.valid_from:%d/%m/%Y}", "state": version.get_state_display()}
    return _("Xem trước: bản có hiệu lực từ %(day)s, %(state)s. Không gửi được từ đây.") % words
