"""Files and how long they are kept. No content and no name: an administrator needs neither."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vungcao.kernel.files import queries, services
from vungcao.kernel.files.models import StoredFile, StoredFileQuerySet
from vungcao.kernel.offers.files import scanners
from vungcao.systems.administration import permissions
from vungcao.systems.administration.forms.files import STATES, Filters, Hold
from vungcao.systems.administration.views.file_table import SCANNED, files, names
from vungcao.web.access import only
from vungcao.web.http import AccountRequest
from vungcao.web.links import Place
from vungcao.web.tables import answer, way_back

UNITS = 20


@only(permissions.READ_FILES)
def overview(request: AccountRequest) -> HttpResponse:
    day = request.today
    seen = StoredFile.objects.visible_to(request.user)
    units = queries.usage_by_unit(seen, UNITS)
    called = names({row["unit"] for row in units}, day)
    states = queries.scans()
    context = {
        "tabs": _tabs("files"),
        "attention": _attention(request),
        "kinds": queries.usage(seen, day),
        "units": [(called.get(row["unit"], ""), row["number"], row["size"]) for row in units],
        "states": [(words, states[code]) for code, words in SCANNED.items() if code in states],
        "has_scanner": bool(scanners.items()),
        "last_scan": queries.last_scan(),
    }
    return render(request, "administration/files.html", context)


@only(permissions.READ_FILES)
def listed(request: AccountRequest) -> HttpResponseBase:
    filters = Filters(request.GET)
    said = filters.cleaned_data if filters.is_valid() else {}
    rows = _in_state(request, said.get("state", ""))
    if kind := said.get("kind"):
        rows = rows.filter(kind=kind)
    context = {"filters": filters, "tabs": _tabs("files-list")}
    table = files(request.today, may_keep=_may_keep(request))
    return answer(request, table, rows, "administration/files_list.html", context)


@only(permissions.KEEP_FILES)
def hold(request: AccountRequest, code: str) -> HttpResponse:
    file = _file(request, code)
    form = Hold(*((request.POST,) if request.method == "POST" else ()))
    if form.is_valid():
        services.hold(file=file, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Đã giữ lại tệp %s.") % file.code)
        return redirect(f"{reverse('administration:files-list')}?state=held")
    context = {"form": form, "file": file, "kind": queries.kind_of(file).label}
    return render(request, "administration/file_hold.html", context)


@require_POST
@only(permissions.KEEP_FILES)
def release(request: AccountRequest, code: str) -> HttpResponse:
    file = _file(request, code)
    services.release(file=file, by=request.user)
    messages.success(request, _("Đã thôi giữ tệp %s.") % file.code)
    return redirect(way_back(request, reverse("administration:files-list")))


def _file(request: AccountRequest, code: str) -> StoredFile:
    return get_object_or_404(StoredFile.objects.present().visible_to(request.user), code=code)


def _may_keep(request: AccountRequest) -> bool:
    grants = request.user.grant_set.in_force(request.today)
    return bool(grants.filter(role__in=permissions.KEEP_FILES).exists())


def _in_state(request: AccountRequest, state: str) -> StoredFileQuerySet:
    """What the account sees of the files in a state."""
    states = {
        "due": lambda: queries.due(request.today),
        "held": queries.held,
        "quarantined": queries.quarantined,
    }
    found = states.get(state, StoredFile.objects.present)()
    return found.visible_to(request.user).select_related("blob__key", "unit")


def _attention(request: AccountRequest) -> list[tuple[object, object]]:
    """How many files stand in which state, each number leading to their list."""
    there = reverse("administration:files-list")
    found: list[tuple[object, object]] = []
    for state, label in STATES:
        many = _in_state(request, state).count()
        said = _("%(many)s tệp") % {"many": number_format(many)}
        link = format_html('<a href="{}?state={}">{}</a>', there, state, said)
        found.append((label, link if many else 0))
    return found


def _tabs(here: str) -> list[Place]:
    names = (("files", _("Tổng quan")), ("files-list", _("Danh sách tệp")))
    return [Place(label, reverse(f"administration:{name}"), name == here) for name, label in names]
