"""Uploads in pieces: the core of the tus 1.0 protocol, with creation, termination and checksum."""

import hashlib
from base64 import b64decode
from binascii import Error
from typing import BinaryIO

from django.http import Http404, HttpResponse
from django.urls import reverse

from vungcao.kernel.calendar import clock
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.files import services
from vungcao.kernel.files.models import Upload
from vungcao.kernel.files.services import PiecesGone, WrongOffset
from vungcao.kernel.files.storage import StoreFailed
from vungcao.kernel.offers.files import file_kinds
from vungcao.web.access import signed_in
from vungcao.web.bodies import PIECE_TYPE, piece_of
from vungcao.web.http import AccountRequest

VERSION = "1.0.0"
MISMATCH = 460  # the protocol's own status for a wrong checksum
ABLE = {
    "Tus-Version": VERSION,
    "Tus-Extension": "creation,termination,checksum",
    "Tus-Checksum-Algorithm": "sha256",
}


@signed_in
def begin(request: AccountRequest) -> HttpResponse:
    """POST announces an upload, OPTIONS says what is understood."""
    if request.method != "POST":
        return _answer(204 if request.method == "OPTIONS" else 200, **ABLE)
    said = metadata(request.headers.get("Upload-Metadata", ""))
    size = _number(request.headers.get("Upload-Length", ""))
    if size is None or said.get("kind") not in dict(file_kinds.items()):
        return _answer(400)
    try:
        upload = services.begin_upload(
            size=size,
            kind=said["kind"],
            mark=said.get("mark", ""),
            now=clock.now(),
            by=request.user,
        )
    except RuleBroken as broken:
        return _answer(507 if isinstance(broken, StoreFailed) else 413, str(broken))
    return _answer(201, Location=reverse("upload", args=[upload.code]))


@signed_in
def upload(request: AccountRequest, code: str) -> HttpResponse:
    """HEAD says how far it is, PATCH brings the next piece, DELETE forgets it."""
    found = Upload.objects.filter(code=code, account=request.user, expires_at__gt=clock.now())
    one = found.first()
    if one is None:
        raise Http404
    if request.method == "PATCH":
        return _receive(request, one)
    if request.method == "DELETE":
        services.discard_upload(upload=one, by=request.user)
        return _answer(204)
    return _answer(
        200,
        **{
            "Upload-Offset": str(one.received),
            "Upload-Length": str(one.size),
            "Upload-Mark": one.mark,
        },
    )


def _receive(request: AccountRequest, one: Upload) -> HttpResponse:
    offset = _number(request.headers.get("Upload-Offset", ""))
    if request.content_type != PIECE_TYPE or offset is None:
        return _answer(415 if offset is not None else 400)
    piece = piece_of(request)
    if not is_whole(piece, request.headers.get("Upload-Checksum", "")):
        return _answer(MISMATCH)
    try:
        end = services.receive_piece(upload=one, offset=offset, piece=piece, by=request.user)
    except WrongOffset as wrong:
        return _answer(409, **{"Upload-Offset": str(wrong.expected)})
    except PiecesGone:
        services.discard_upload(upload=one, by=request.user)
        return _answer(404)
    except StoreFailed as failed:
        return _answer(507, str(failed))
    return _answer(204, **{"Upload-Offset": str(end)})


def metadata(text: str) -> dict[str, str]:
    """Names with values in base64, by commas; what cannot be read is left out."""
    found = {}
    for pair in text.split(","):
        name, _space, value = pair.strip().partition(" ")
        try:
            found[name] = b64decode(value, validate=True).decode()
        except (Error, UnicodeDecodeError):
            continue
    return found


def is_whole(piece: BinaryIO, checksum: str) -> bool:
    """Whether a piece is what its checksum says; without one it is believed."""
    if not checksum:
        return True
    algorithm, _space, value = checksum.partition(" ")
    digest = hashlib.sha256(piece.read()).digest()
    piece.seek(0)
    try:
        return algorithm == "sha256" and b64decode(value, validate=True) == digest
    except Error:
        return False


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def _answer(status: int, text: str = "", **headers: str) -> HttpResponse:
    response = HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
    for name, value in {"Tus-Resumable": VERSION, "Cache-Control": "no-store", **headers}.items():
        response.headers[name] = value
    return response
