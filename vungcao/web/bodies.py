"""Pieces of files that are sent as bare bodies: read before a transaction waits for them."""

from contextlib import suppress
from io import BytesIO
from typing import BinaryIO

from django.http import HttpRequest
from django.http.request import UnreadablePostError

PIECE_TYPE = "application/offset+octet-stream"
LARGEST_PIECE = 8 * 1024 * 1024
STEP = 64 * 1024


def read_piece(request: HttpRequest) -> None:
    """Keep what arrives; when the line is cut, what came before still counts."""
    if request.method != "PATCH" or request.content_type != PIECE_TYPE:
        return
    if not request.user.is_authenticated:  # nobody's bytes take no room
        return
    kept = BytesIO()
    with suppress(UnreadablePostError, OSError):
        while kept.tell() < LARGEST_PIECE and (step := request.read(STEP)):
            kept.write(step)
    request.piece = kept  # type: ignore[attr-defined]


def piece_of(request: HttpRequest) -> BinaryIO:
    """The piece of this request, from its beginning."""
    piece: BytesIO = getattr(request, "piece", BytesIO())
    piece.seek(0)
    return piece
