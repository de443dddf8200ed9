"""The one address from which every file is downloaded."""

import re

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from vungcao.kernel.files import queries, services
from vungcao.kernel.files.models import StoredFile
from vungcao.kernel.files.storage import StoreFailed
from vungcao.kernel.offers.files import PICTURES
from vungcao.kernel.vault.services import KeyDestroyed
from vungcao.web.access import signed_in
from vungcao.web.http import AccountRequest
from vungcao.web.transactions import refuse

RANGE = re.compile(r"bytes=(\d*)-(\d*)")
SANDBOX = "default-src 'none'; sandbox"


@require_safe
@signed_in
def download(request: AccountRequest, code: str) -> HttpResponseBase:
    """Whoever may not have a file gets the answer of a file that does not exist."""
    file = queries.downloadable(request.user, code, request.today)
    if file is None or file.blob is None:
        refuse(request, "files.download")
        raise Http404
    response = answer(request, file)
    if response.status_code < 300:
        services.note_download(file=file, by=request.user)
        _describe(response, request, file)
    return response


def answer(request: HttpRequest, file: StoredFile) -> HttpResponseBase:
    """The content, or the part of it that is asked for; nothing where the reader has it already.

    Whoever calls has made sure that this reader may have it.
    """
    assert file.blob is not None
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
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["ETag"] = tag
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
    is_shown = "xem" in request.GET and file.media_type in PICTURES
    disposition = content_disposition_header(not is_shown, queries.name(file))
    response.headers["Content-Disposition"] = disposition or "attachment"
    kept = "private, no-store" if file.is_personal else "private, no-cache"
    response.headers["Cache-Control"] = kept


def _wanted(request: HttpRequest, tag: str, size: int) -> tuple[int, int]:
    """The first and last byte that are asked for; several parts at once get the whole."""
    said = RANGE.fullmatch(request.headers.get("Range", ""))
    if said is None or said.groups() == ("", "") or request.headers.get("If-Range", tag) != tag:
        return 0, size - 1
    first, last = said.groups()
    if not first:
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last) if last else size - 1, size - 1)
