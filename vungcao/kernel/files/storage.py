"""Where contents lie: a folder of this machine or an S3 store, by FILES_URL. Written once, never
changed; each is named by the SHA-256 of its bytes."""

import errno
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import BinaryIO, Protocol, cast
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.files.base import ContentFile

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.runtime.env import Environment, WrongVariable, environment

PART = ".part"  # what is being written; a backup leaves it out
PROBE = "0" * 64


class StoreFailed(RuleBroken):
    """The store does not take or give a content; the message says what to do."""


class Store(Protocol):
    """Contents by their hash. Every method raises `StoreFailed` when the store does not answer."""

    place: str

    def write(self, content: bytes) -> str: ...

    def open(self, sha256: str) -> BinaryIO: ...

    def has(self, sha256: str) -> bool: ...

    def delete(self, sha256: str) -> None: ...

    def hashes(self) -> Iterator[tuple[str, datetime]]:
        """Every content and when it was last written."""
        ...


FULL = "Kho tệp đã đầy, tệp chưa được lưu: báo người quản trị máy chủ dọn đĩa rồi tải lên lại."
SILENT = "Kho tệp không trả lời, chưa làm được: thử lại sau ít phút hoặc báo người quản trị."
GONE = "Nội dung của tệp không còn trong kho: báo người quản trị khôi phục từ bản sao lưu."


class Folder:
    """A folder of this machine, in 256 parts."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.place = str(root)

    def write(self, content: bytes) -> str:
        """Beside its place first, onto the disk, then under its name: a crash leaves no half."""
        sha256 = hashlib.sha256(content).hexdigest()
        goal = self._path(sha256)
        part = self.root / PART / secrets.token_hex(8)
        try:
            part.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            goal.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _write_through(part, content)
            part.replace(goal)
            _sync_folder(goal.parent)
        except OSError as error:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise _failed(error) from error
        return sha256

    def open(self, sha256: str) -> BinaryIO:
        try:
            return self._path(sha256).open("rb")
        except FileNotFoundError as error:
            raise StoreFailed(GONE) from error
        except OSError as error:
            raise StoreFailed(SILENT) from error

    def has(self, sha256: str) -> bool:
        return self._path(sha256).is_file()

    def delete(self, sha256: str) -> None:
        try:
            self._path(sha256).unlink(missing_ok=True)
        except OSError as error:
            raise StoreFailed(SILENT) from error

    def hashes(self) -> Iterator[tuple[str, datetime]]:
        for path in sorted(self.root.glob("[0-9a-f][0-9a-f]/*")):
            yield path.name, datetime.fromtimestamp(path.stat().st_mtime, UTC)

    def sweep_parts(self, before: datetime) -> None:
        """What a crash left while it was being written."""
        for path in (self.root / PART).glob("*"):
            with suppress(FileNotFoundError):
                if datetime.fromtimestamp(path.stat().st_mtime, UTC) < before:
                    path.unlink()

    def _path(self, sha256: str) -> Path:
        return self.root / sha256[:2] / sha256


class Bucket:
    """A bucket of an S3 store, through django-storages."""

    def __init__(self, url: str, key: str, secret: str) -> None:
        from storages.backends.s3 import S3Storage  # boto3 takes half a second to load

        said = urlsplit(url)
        asked = parse_qs(said.query)
        self.place = f"s3://{said.netloc}{said.path}"
        self.storage = S3Storage(
            bucket_name=said.netloc,
            location=said.path.strip("/"),
            endpoint_url=asked.get("endpoint", [None])[0],
            region_name=asked.get("region", ["us-east-1"])[0],
            access_key=key,
            secret_key=secret,
            file_overwrite=True,
            default_acl=None,
            addressing_style="path",
        )

    def write(self, content: bytes) -> str:
        sha256 = hashlib.sha256(content).hexdigest()
        try:
            self.storage.save(sha256, ContentFile(content))
        except Exception as error:  # boto3 has no one class for what a network can do
            raise StoreFailed(SILENT) from error
        return sha256

    def open(self, sha256: str) -> BinaryIO:
        try:
            file = self.storage.open(sha256, "rb")
            file.size  # noqa: B018 - asks the store, so that a missing one is known before a byte
            return cast(BinaryIO, file)
        except FileNotFoundError as error:
            raise StoreFailed(GONE) from error
        except Exception as error:
            raise StoreFailed(GONE if "404" in str(error) else SILENT) from error

    def has(self, sha256: str) -> bool:
        try:
            return bool(self.storage.exists(sha256))
        except Exception as error:
            raise StoreFailed(SILENT) from error

    def delete(self, sha256: str) -> None:
        try:
            self.storage.delete(sha256)
        except Exception as error:
            raise StoreFailed(SILENT) from error

    def hashes(self) -> Iterator[tuple[str, datetime]]:
        prefix = self.storage.location
        try:
            for found in self.storage.bucket.objects.filter(Prefix=prefix):
                yield found.key.removeprefix(prefix).strip("/"), found.last_modified
        except Exception as error:
            raise StoreFailed(SILENT) from error

    def sweep_parts(self, before: datetime) -> None:
        """The store shows no content before it is whole."""


def store_of(here: Environment) -> Folder | Bucket:
    """The store that the environment names. Raises `WrongVariable`."""
    said = urlsplit(here.files_url)
    if said.scheme == "file":
        return Folder(Path(unquote(said.path)))
    if said.scheme == "s3" and said.netloc:
        return Bucket(here.files_url, here.files_access_key, here.files_secret_key)
    raise WrongVariable("FILES_URL phải là file:///thư-mục hoặc s3://tên-kho/tiền-tố?endpoint=…")


@cache
def _store_at(here: Environment) -> Folder | Bucket:
    return store_of(here)


def store() -> Folder | Bucket:
    """The store of this process."""
    return _store_at(environment())


def check() -> str:
    """Write, read and delete a small content. Returns what is wrong, or nothing."""
    try:
        content = secrets.token_bytes(32)
        sha256 = store().write(content)
        with store().open(sha256) as file:
            same = file.read() == content
        store().delete(sha256)
    except StoreFailed as failed:
        return str(failed)
    return "" if same else "kho tệp trả về nội dung khác nội dung đã ghi"


def _write_through(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _failed(error: OSError) -> StoreFailed:
    return StoreFailed(FULL if error.errno in {errno.ENOSPC, errno.EDQUOT} else SILENT)
