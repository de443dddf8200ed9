"""What lies in an archive: every file with its print, every table with its rows, keys by name."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from vungcao.runtime.errors import Refused

NAME = "manifest.json"
FORMAT = 1


class BadArchive(Refused):
    """A folder that is no archive, or whose contents are not what was written."""


@dataclass(frozen=True)
class Manifest:
    """`files` maps a path to its SHA-256, `tables` to rows, `keys` a key file to its print."""

    made_at: str
    version: str
    server: str
    files: dict[str, str]
    tables: dict[str, int]
    keys: dict[str, str]
    format: int = field(default=FORMAT)

    def write(self, folder: Path) -> None:
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True)
        (folder / NAME).write_text(text + "\n")


def read(folder: Path) -> Manifest:
    """Raises `BadArchive` unless every file is there and is what it was."""
    try:
        said = json.loads((folder / NAME).read_text())
        manifest = Manifest(**said)
    except (OSError, ValueError, TypeError):
        raise BadArchive(f"{folder} không phải là bản sao lưu: không đọc được {NAME}.") from None
    if manifest.format != FORMAT:
        raise BadArchive(f"Bản sao lưu có định dạng {manifest.format}, bản này đọc {FORMAT}.")
    found = prints(folder)
    wrong = sorted(
        path for path in {*found, *manifest.files} if found.get(path) != manifest.files.get(path)
    )
    if wrong:
        raise BadArchive(
            f"Bản sao lưu không còn nguyên vẹn: {', '.join(wrong[:5])}. Không phục hồi gì cả."
        )
    return manifest


def prints(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file below the folder but the manifest itself."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    names = {path: path.relative_to(folder).as_posix() for path in files}
    return {name: print_of(path) for path, name in names.items() if name != NAME}


def print_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
