"""An officer's own files: uploading one, the list, deleting one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.roles import OFFICE
from vungcao.kernel.calendar import clock
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.files import queries, services
from vungcao.kernel.files.decoding import Busy
from vungcao.kernel.files.models import ScanState, StoredFile
from vungcao.kernel.files.queries import Named
from vungcao.kernel.files.registrations import OWN
from vungcao.kernel.files.storage import StoreFailed
from vungcao.kernel.offers.files import scanners
from vungcao.kernel.units.models import Unit
from vungcao.web.access import only
from vungcao.web.http import AccountRequest
from vungcao.web.tables import Column, Kind, Table, answer, keeps, way_back
from vungcao.web.uploads import UploadForm

SCANNED = {
    ScanState.CLEAN: gettext_lazy("Đã quét vi-rút"),
    ScanState.PENDING: gettext_lazy("Đang chờ quét vi-rút"),
    ScanState.UNSCANNED: gettext_lazy("Chưa quét"),
    ScanState.INFECTED: gettext_lazy("Có vi-rút, đã cách ly"),
}


class OwnFile(UploadForm):
    kind = OWN


@dataclass(frozen=True)
class Line(Named):
    """A file with its name; what another part of the product keeps is not deleted here."""

    @property
    def is_own(self) -> bool:
        return self.file.kind == OWN


def _named(files: Sequence[StoredFile]) -> list[Line]:
    return [Line(one.file, one.name, one.kind) for one in queries.named(files)]


def _scan(one: Line) -> str | Promise:
    return SCANNED[ScanState(one.scan)] if one.scan else ""


FILES: Table[StoredFile, Line] = Table(
    name="web.own-files",
    label=gettext_lazy("Tệp đã tải lên"),
    columns=(
        Column("name", gettext_lazy("Tệp"), lambda one: one.name, template="files/_name.html"),
        Column(
            "size",
            gettext_lazy("Dung lượng"),
            lambda one: one.file.blob.size if one.file.blob else None,
            order=("blob__size",),
            template="files/_size.html",
        ),
        Column(
            "made",
            gettext_lazy("Tải lên lúc"),
            lambda one: one.file.made_at,
            Kind.MOMENT,
            order=("made_at",),
        ),
        Column("scan", gettext_lazy("Quét vi-rút"), _scan, template="files/_scan.html"),
        Column("kind", gettext_lazy("Loại tệp"), lambda one: str(one.kind.label), order=("kind",)),
        Column(
            "act",
            gettext_lazy("Việc"),
            lambda one: "",
            template="files/_act.html",
            is_exported=False,
        ),
    ),
    order="-made",
    nothing=gettext_lazy("Chưa có tệp nào."),
    prepare=_named,
    key=lambda one: one.file.pk,
)


@only(OFFICE)
def own(request: AccountRequest) -> HttpResponseBase:
    is_sent = request.method == "POST" and not keeps(request)
    form = OwnFile(*((request.POST, request.FILES) if is_sent else ()))
    if is_sent and form.is_valid() and _stored(form, request):
        messages.success(request, _("Đã tải tệp lên."))
        return redirect("own-files")
    context = {"form": form, "has_scanner": bool(scanners.items())}
    rows = queries.own(request.user)
    return answer(request, FILES, rows, "files/own.html", context)


@require_POST
@only(OFFICE)
def remove(request: AccountRequest, code: str) -> HttpResponse:
    file = queries.own(request.user).filter(code=code, kind=OWN).first()
    if file is None:
        raise Http404
    try:
        services.remove(
            file=file, reason=StoredFile.Removal.BY_OWNER, now=clock.now(), by=request.user
        )
        messages.success(request, _("Đã xoá tệp."))
    except RuleBroken as broken:
        messages.error(request, str(broken))
    return redirect(way_back(request, reverse("own-files")))


def _stored(form: OwnFile, request: AccountRequest) -> bool:
    """A broken rule stands beside the field; what was sent in pieces stays when it may still do."""
    try:
        with transaction.atomic():
            received = form.received(request.user)
            services.store(
                content=received.content,
                name=received.name,
                kind=OWN,
                unit=_home(request),
                by=request.user,
            )
    except RuleBroken as broken:
        if not isinstance(broken, StoreFailed | Busy):
            form.give_up(request.user)
        form.add_error("file", str(broken).splitlines())
        return False
    return True


def _home(request: AccountRequest) -> Unit:
    """The unit for which the account works: the widest that it holds a role over today."""
    grants = Grant.objects.in_force(request.today).filter(user=request.user, role__in=OFFICE)
    return grants.select_related("unit").order_by("scope", "pk")[0].unit
