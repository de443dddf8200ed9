"""Backup and restore: one snapshot of the database, the files, the audit heads; never a key.

Order makes it consistent: the heads are copied before the snapshot, so it holds every link they
name; the files after it, and they are named by their contents, so a file too many does no harm.
"""

import os
import shutil
import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg

from vungcao.runtime import database_urls, dumps, manifest, queries
from vungcao.runtime.database_urls import Address
from vungcao.runtime.env import PROJECT, Environment
from vungcao.runtime.errors import Refused
from vungcao.runtime.manifest import Manifest

DUMP = "database.dump"
FILES = "files"
HEADS = "audit-heads.jsonl"
HALF_WRITTEN = shutil.ignore_patterns(".part")  # files that are being stored while we copy


class NotEmpty(Refused):
    """Something is where a backup or a restore would write."""


class FilesElsewhere(Refused):
    """Uploaded files are in a store that this command cannot copy."""


class RowsDiffer(Refused):
    """After a restore the tables do not have the rows that were saved."""


@dataclass(frozen=True)
class Restored:
    """What came back, and the key files that must be put in their places by hand."""

    manifest: Manifest
    missing_keys: list[Path]


def backup(environment: Environment, folder: Path, at: datetime) -> Manifest:
    """Write an archive into a folder that appears only when it is complete."""
    require_new(folder)
    part = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True, mode=0o700)
    try:
        made = _fill(environment, part, at)
        _sync(part)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    part.rename(folder)
    return made


def require_new(folder: Path) -> None:
    """Raises `NotEmpty` where something would be written over."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotEmpty(f"{folder} đã có nội dung: chọn một thư mục mới.")


def _fill(environment: Environment, part: Path, at: datetime) -> Manifest:
    heads = _heads(environment)
    if heads.exists():
        shutil.copyfile(heads, part / HEADS)
    owner = database_urls.address(environment, "owner")
    with psycopg.connect(owner.conninfo()) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        dumps.dump(owner, queries.export_snapshot(connection), part / DUMP)
        tables = queries.row_counts(connection)
        server = connection.info.parameter_status("server_version") or ""
    if _files(environment).is_dir():
        shutil.copytree(_files(environment), part / FILES, ignore=HALF_WRITTEN)
    made = Manifest(
        made_at=at.isoformat(timespec="seconds"),
        version=version(),
        server=server,
        files=manifest.prints(part),
        tables=tables,
        keys={path.name: manifest.print_of(path)[:16] for path in _keys(environment)},
    )
    made.write(part)
    return made


def restore(environment: Environment, folder: Path) -> Restored:
    """Bring an archive back into an empty database; checks every file before it writes one."""
    saved = manifest.read(folder)
    owner = database_urls.address(environment, "owner")
    _require_empty(environment, owner)
    dumps.restore(owner, folder / DUMP)
    if (folder / FILES).is_dir():
        shutil.copytree(folder / FILES, _files(environment), dirs_exist_ok=True)
    if (folder / HEADS).exists():
        _heads(environment).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / HEADS, _heads(environment))
    _compare_rows(owner, saved)
    return Restored(saved, [path for path in _wanted_keys(environment) if _differs(path, saved)])


def _require_empty(environment: Environment, owner: Address) -> None:
    if not queries.is_empty(owner):
        raise NotEmpty(
            "Cơ sở dữ liệu không trống: phục hồi vào một VUNGCAO_HOME mới hoặc một cơ sở dữ liệu "
            "mới."
        )
    folder = _files(environment)
    if folder.is_dir() and any(folder.iterdir()):
        raise NotEmpty(f"{folder} đã có tệp: phục hồi vào một VUNGCAO_HOME mới.")


def _compare_rows(owner: Address, saved: Manifest) -> None:
    with queries.connected(owner) as connection:
        found = queries.row_counts(connection)
    wrong = sorted(
        name for name in {*found, *saved.tables} if found.get(name) != saved.tables.get(name)
    )
    if wrong:
        raise RowsDiffer(f"Số dòng sau phục hồi khác bản sao lưu ở bảng: {', '.join(wrong)}.")


def _heads(environment: Environment) -> Path:
    return environment.home / "log" / HEADS


def _files(environment: Environment) -> Path:
    """Raises `FilesElsewhere` rather than leave out files that a snapshot speaks of."""
    place = urlsplit(environment.files_url)
    if place.scheme != "file":
        raise FilesElsewhere(
            f"Tệp nằm ở kho {place.scheme}, không nằm trên máy này: chưa sao lưu được kho đó."
        )
    return Path(unquote(place.path))


def _wanted_keys(environment: Environment) -> list[Path]:
    return [environment.secret_key_file, environment.vault_keys_file]


def _keys(environment: Environment) -> list[Path]:
    return [path for path in _wanted_keys(environment) if path.exists()]


def _differs(path: Path, saved: Manifest) -> bool:
    if path.name not in saved.keys:
        return False
    return not path.exists() or manifest.print_of(path)[:16] != saved.keys[path.name]


def version() -> str:
    """The product's own version."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
    return str(project["version"])


def _sync(folder: Path) -> None:
    """Onto the disk before the name says that the archive is complete."""
    for path in (*folder.rglob("*"), folder):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
