"""Uploads that may be interrupted: pieces on this machine's disk until the last one is there.

The row says how much counts; what lies on the disk beyond it is written over. Nothing of an upload
is in the audit: the file that it becomes is.
"""

import os
import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.files import rules
from vungcao.kernel.files.models import Upload
from vungcao.kernel.files.storage import FULL, StoreFailed
from vungcao.kernel.offers.files import file_kinds
from vungcao.runtime.env import environment

LIVES = timedelta(days=1)
MOST_AT_ONCE = 5


class WrongOffset(RuleBroken):
    """A piece does not begin where the last one ended; `expected` says where."""

    def __init__(self, expected: int) -> None:
        super().__init__("Phần gửi lên không nối tiếp phần đã nhận: hỏi lại vị trí rồi gửi tiếp.")
        self.expected = expected


class PiecesGone(RuleBroken):
    """The row is there and its pieces are not, as after a restore: the upload begins anew."""

    def __init__(self) -> None:
        super().__init__("Phần đã tải lên không còn: chọn lại tệp.")


@transaction.atomic
def begin_upload(
    *, size: int, kind: str, mark: str, now: datetime, by: User, most: int = MOST_AT_ONCE
) -> Upload:
    """Announce an upload of so many bytes. `mark` tells the sender's file from another one.

    Raises `RuleBroken` for what would be too large anyway, and for more than `most` at once.
    """
    rules.refuse_size(size, file_kinds.get(kind).largest)
    if Upload.objects.filter(account=by, expires_at__gt=now).count() >= most:
        raise RuleBroken(f"Đang có {most} tệp tải lên dở dang: làm xong hoặc huỷ bớt.")
    upload = Upload.objects.create(account=by, size=size, mark=mark[:64], expires_at=now + LIVES)
    try:
        path = place(upload.code)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
    except OSError as error:
        raise StoreFailed(FULL) from error
    return upload


@transaction.atomic
def receive_piece(*, upload: Upload, offset: int, piece: BinaryIO, by: AbstractBaseUser) -> int:
    """Add a piece where the last one ended; returns where the next one begins.

    Two at once follow each other: the second finds that its place is taken. Raises `WrongOffset`,
    `PiecesGone`, and `StoreFailed` when the disk is full.
    """
    locked = Upload.objects.select_for_update().get(pk=upload.pk)
    if offset != locked.received:
        raise WrongOffset(locked.received)
    try:
        with place(locked.code).open("r+b") as file:
            file.truncate(locked.received)
            file.seek(locked.received)
            shutil.copyfileobj(_Limited(piece, locked.size - locked.received), file)
            end = file.tell()
            file.flush()
            os.fsync(file.fileno())
    except FileNotFoundError as error:
        raise PiecesGone from error
    except OSError as error:
        raise StoreFailed(FULL) from error
    locked.received = end
    locked.save(update_fields=["received"])
    return end


@transaction.atomic
def take_upload(*, code: str, by: User) -> bytes:
    """The whole content of an upload, which ends with this. Raises `RuleBroken` when unfinished."""
    upload = Upload.objects.select_for_update().filter(code=code, account=by).first()
    if upload is None or upload.received < upload.size:
        raise RuleBroken("Tệp chưa tải lên xong hoặc đã quá một ngày: chọn lại tệp.")
    try:
        content = place(code).read_bytes()[: upload.size]
    except OSError as error:
        raise PiecesGone from error
    _end(upload)
    return content


@transaction.atomic
def discard_upload(*, upload: Upload, by: AbstractBaseUser) -> None:
    """Stop an upload and forget what was received."""
    _end(upload)


@transaction.atomic
def expire_uploads(*, now: datetime, by: AbstractBaseUser) -> int:
    """Forget uploads that nobody finished within a day, and pieces without a row."""
    gone = 0
    for upload in Upload.objects.filter(expires_at__lte=now).order_by("pk"):
        _end(upload)
        gone += 1
    for path in folder().glob("*"):
        is_old = path.stat().st_mtime < (now - LIVES).timestamp()
        if is_old and not Upload.objects.filter(code=path.name).exists():
            path.unlink(missing_ok=True)
    return gone


def folder() -> Path:
    """Where pieces lie until the last one is there."""
    return environment().home / "uploads"


def place(code: str) -> Path:
    """Where the pieces of an upload lie."""
    return folder() / code


def _end(upload: Upload) -> None:
    code = upload.code
    upload.delete()
    transaction.on_commit(lambda: place(code).unlink(missing_ok=True))


class _Limited:
    """No more of a stream than was announced."""

    def __init__(self, stream: BinaryIO, most: int) -> None:
        self.stream, self.left = stream, most

    def read(self, size: int = -1) -> bytes:
        piece = self.stream.read(min(self.left, size if size >= 0 else self.left))
        self.left -= len(piece)
        return piece
