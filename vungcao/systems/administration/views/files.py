"""Files and how long they are kept. No content and no name: an administrator needs neither."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from vungcao.kernel.files import queries, services
from vungcao.kernel.files.models import ScanState, StoredFile
from vungcao.kernel.offers.files import scanners
from vungcao.kernel.units.models import Name
from vungcao.systems.administration import permissions
from vungcao.systems.administration.forms.files import Hold
from vungcao.web.access import only
from vungcao.web.http import AccountRequest

SCANNED = {
    ScanState.CLEAN: gettext_lazy("Đã quét, không thấy vi-rút"),
    ScanState.PENDING: gettext_lazy("Đang chờ quét"),
    ScanState.UNSCANNED: gettext_lazy("Chưa quét"),
    ScanState.INFECTED: gettext_lazy("Có vi-rút, đã cách ly"),
}
SHOWN = 50
UNITS = 20


@dataclass(frozen=True)
class Line:
    """A file as an administrator sees it: its code, its kind, its place."""

    file: StoredFile
    kind: str
    place: str
    leaves_on: date | None


@only(permissions.READ_FILES)
def overview(request: AccountRequest) -> HttpResponse:
    day, user = request.today, request.user
    files = StoredFile.objects.visible_to(user)
    units = queries.usage_by_unit(files, UNITS)
    lists = {
        "due": queries.due(day).visible_to(user)[:SHOWN],
        "held": queries.held().visible_to(user)[:SHOWN],
        "quarantined": queries.quarantined().visible_to(user)[:SHOWN],
    }
    rows = [file for found in lists.values() for file in found]
    names = _names({file.unit_id for file in rows} | {row["unit"] for row in units}, day)
    states = queries.scans()
    context = {
        "kinds": queries.usage(files, day),
        "units": [(names.get(row["unit"], ""), row["number"], row["size"]) for row in units],
        "states": [(words, states[code]) for code, words in SCANNED.items() if code in states],
        "has_scanner": bool(scanners.items()),
        "last_scan": queries.last_scan(),
        "may_keep": _may_keep(request),
        "most": SHOWN,
    } | {name: _lines(found, names) for name, found in lists.items()}
    return render(request, "administration/files.html", context)


@only(permissions.KEEP_FILES)
def hold(request: AccountRequest, code: str) -> HttpResponse:
    file = _file(request, code)
    form = Hold(*((request.POST,) if request.method == "POST" else ()))
    if form.is_valid():
        services.hold(file=file, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Đã giữ lại tệp %s.") % file.code)
        return redirect("administration:files")
    context = {"form": form, "file": file, "kind": queries.kind_of(file).label}
    return render(request, "administration/file_hold.html", context)


@require_POST
@only(permissions.KEEP_FILES)
def release(request: AccountRequest, code: str) -> HttpResponse:
    file = _file(request, code)
    services.release(file=file, by=request.user)
    messages.success(request, _("Đã thôi giữ tệp %s.") % file.code)
    return redirect("administration:files")


def _file(request: AccountRequest, code: str) -> StoredFile:
    return get_object_or_404(StoredFile.objects.present().visible_to(request.user), code=code)


def _may_keep(request: AccountRequest) -> bool:
    grants = request.user.grant_set.in_force(request.today)
    return bool(grants.filter(role__in=permissions.KEEP_FILES).exists())


def _lines(files: Iterable[StoredFile], names: dict[int, str]) -> list[Line]:
    return [
        Line(
            file,
            str(queries.kind_of(file).label),
            names.get(file.unit_id, ""),
            file.due_since and file.due_since + services.NOTICE,
        )
        for file in files
    ]


def _names(units: set[int], day: date) -> dict[int, str]:
    """What each unit is called; one that has ended by its last name."""
    found = Name.objects.filter(unit__in=units, valid_from__lte=day).order_by("valid_from", "pk")
    return {name.unit_id: str(name) for name in found}
