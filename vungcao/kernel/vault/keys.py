"""The master keys: a file outside the database (VAULT_KEYS_FILE), read again when it changes."""

import base64
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from vungcao.runtime.keys import new_key, write_private


class NoSuchKey(LookupError):
    """The keys file lacks a key that rows were sealed with; its message says where to look."""


@dataclass(frozen=True)
class MasterKeys:
    """Keys of 32 bytes by name, the name of the one that seals now, and the index key."""

    current: str
    by_name: dict[str, bytes]
    index: bytes

    def get(self, name: str) -> bytes:
        if name not in self.by_name:
            raise NoSuchKey(f"Tệp khoá không có khoá “{name}”: khôi phục VAULT_KEYS_FILE đúng bản.")
        return self.by_name[name]


def load(path: Path) -> MasterKeys:
    """Raises `NoSuchKey` when the file is missing or cannot be understood."""
    try:
        return _load(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        raise NoSuchKey(
            f"Không có tệp khoá {path}: chạy “vungcao up” hoặc khôi phục tệp."
        ) from None


@cache
def _load(path: Path, _changed: int) -> MasterKeys:
    try:
        said = json.loads(path.read_text())
        keys = {name: base64.b64decode(text) for name, text in said["keys"].items()}
        master = MasterKeys(said["current"], keys, base64.b64decode(said["index"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise NoSuchKey(f"Tệp khoá {path} không đọc được: khôi phục từ bản sao.") from None
    if master.current not in keys or {len(key) for key in keys.values()} != {32}:
        raise NoSuchKey(f"Tệp khoá {path} thiếu khoá hiện hành hoặc khoá sai độ dài.")
    return master


def add(path: Path) -> str:
    """Add a new master key and make it the current one; the older ones stay to open with."""
    said = json.loads(path.read_text())
    numbers = [int(name[1:]) for name in said["keys"] if name[1:].isdigit()]
    name = f"k{max(numbers, default=0) + 1}"
    said["keys"][name], said["current"] = new_key(), name
    write_private(path, json.dumps(said))
    return name


def retire(path: Path, kept: set[str]) -> list[str]:
    """Remove the master keys that nothing is sealed with any more; the current one stays."""
    said = json.loads(path.read_text())
    gone = sorted(said["keys"].keys() - kept - {said["current"]})
    for name in gone:
        del said["keys"][name]
    if gone:
        write_private(path, json.dumps(said))
    return gone
