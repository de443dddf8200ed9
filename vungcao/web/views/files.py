"""Files: an officer's own, and the one address from which every file is downloaded."""

import re

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.roles import OFFICE
from vungcao.kernel.calendar import clock
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.files import queries, services
from vungcao.kernel.files.decoding import Busy
from vungcao.kernel.files.models import StoredFile
from vungcao.kernel.files.registrations import OWN
from vungcao.kernel.files.storage import StoreFailed
from vungcao.kernel.offers.files import PICTURES, scanners
from vungcao.kernel.units.models import Unit
from vungcao.kernel.vault.services import KeyDestroyed
from vungcao.web.access import only, signed_in
from vungcao.web.http import AccountRequest
from vungcao.web.transactions import refuse
from vungcao.web.uploads import UploadForm

PAGE = 50
RANGE = re.compile(r"bytes=(\d*)-(\d*)")
SANDBOX = "default-src 'none'; sandbox"


class OwnFile(UploadForm):
    kind = OWN


@only(OFFICE)
def own(request: AccountRequest) -> HttpResponse:
    form = OwnFile(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid() and _stored(form, request):
        messages.success(request, _("Đã tải tệp lên."))
        return redirect("own-files")
    files = queries.own(request.user)
    if before := files.filter(code=request.GET.get("truoc", "")).first():
        files = files.filter(pk__lt=before.pk)
    found = list(files[: PAGE + 1])
    context = {
        "form": form,
        "files": queries.named(found[:PAGE]),
        "older": found[PAGE - 1].code if len(found) > PAGE else "",
        "is_later": before is not None,
        "own_kind": OWN,
        "has_scanner": bool(scanners.items()),
    }
    return render(request, "files/own.html", context)


@require_POST
@only(OFFICE)
def remove_own(request: AccountRequest, code: str) -> HttpResponse:
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
    return redirect("own-files")


@require_safe
@signed_in
def download(request: AccountRequest, code: str) -> HttpResponseBase:
    """Whoever may not have a file gets the answer of a file that does not exist."""
    file = queries.downloadable(request.user, code, request.today)
    if file is None or file.blob is None:
        refuse(request, "files.download")
        raise Http404
    tag = f'"{file.blob.sha256}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304, headers={"ETag": tag})
    first, last = _wanted(request, tag, file.blob.size)
    if first > last:
        size = {"Content-Range": f"bytes */{file.blob.size}"}
        return HttpResponse(status=416, headers=size)
    try:
        response = _streamed(file, first, last)
    except (StoreFailed, KeyDestroyed):
        raise Http404 from None
    services.note_download(file=file, by=request.user)
    _describe(response, request, file)
    return response


def _streamed(file: StoredFile, first: int, last: int) -> StreamingHttpResponse:
    assert file.blob is not None
    whole = last - first + 1 == file.blob.size
    response = StreamingHttpResponse(
        queries.part(file, first, last), status=200 if whole else 206, content_type=file.media_type
    )
    response.headers["Content-Length"] = str(last - first + 1)
    if not whole:
        response.headers["Content-Range"] = f"bytes {first}-{last}/{file.blob.size}"
    return response


def _describe(response: HttpResponseBase, request: AccountRequest, file: StoredFile) -> None:
    assert file.blob is not None
    is_shown = "xem" in request.GET and file.media_type in PICTURES
    disposition = content_disposition_header(not is_shown, queries.name(file))
    response.headers["Content-Disposition"] = disposition or "attachment"
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["ETag"] = f'"{file.blob.sha256}"'
    kept = "private, no-store" if file.is_personal else "private, no-cache"
    response.headers["Cache-Control"] = kept


def _wanted(request: AccountRequest, tag: str, size: int) -> tuple[int, int]:
    """The first and last byte that are asked for; several parts at once get the whole."""
    said = RANGE.fullmatch(request.headers.get("Range", ""))
    if said is None or said.groups() == ("", "") or request.headers.get("If-Range", tag) != tag:
        return 0, size - 1
    first, last = said.groups()
    if not first:
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last) if last else size - 1, size - 1)


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
