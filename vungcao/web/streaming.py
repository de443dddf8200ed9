"""A stored file as an answer: whole, or the part that a player or a broken download asks for."""

import re
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from vungcao.kernel.files import queries
from vungcao.kernel.files.models import StoredFile
from vungcao.kernel.files.storage import StoreFailed
from vungcao.kernel.vault.services import KeyDestroyed

RANGE = re.compile(r"bytes=(\d*)-(\d*)")
SANDBOX = "default-src 'none'; sandbox"
UNCHANGED, OUTSIDE = 304, 416


@dataclass(frozen=True)
class Manner:
    """How a file is given: under which name, to be kept how, shown in the page or saved."""

    name: str
    kept: str
    is_shown: bool = False


def given(request: HttpRequest, file: StoredFile, manner: Manner) -> HttpResponseBase:
    """The answer; a status of 200 or 206 means that content leaves.

    Raises `Http404` when the content is gone.
    """
    assert file.blob is not None
    tag = f'"{file.blob.sha256}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=UNCHANGED, headers={"ETag": tag})
    first, last = _wanted(request, tag, file.blob.size)
    if first > last:
        size = {"Content-Range": f"bytes */{file.blob.size}"}
        return HttpResponse(status=OUTSIDE, headers=size)
    try:
        response = _streamed(file, first, last)
    except (StoreFailed, KeyDestroyed):
        raise Http404 from None
    disposition = content_disposition_header(not manner.is_shown, manner.name)
    response.headers["Content-Disposition"] = disposition or "attachment"
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = manner.kept
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


def _wanted(request: HttpRequest, tag: str, size: int) -> tuple[int, int]:
    """The first and last byte that are asked for; several parts at once get the whole."""
    said = RANGE.fullmatch(request.headers.get("Range", ""))
    if said is None or said.groups() == ("", "") or request.headers.get("If-Range", tag) != tag:
        return 0, size - 1
    first, last = said.groups()
    if not first:
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last) if last else size - 1, size - 1)
