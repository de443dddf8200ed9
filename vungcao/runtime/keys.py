"""Key files: made once with mode 0600 in `home/keys`, never in the database, never in a backup."""

import base64
import json
import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from vungcao.runtime.database_urls import APP, OWNER
from vungcao.runtime.env import Environment
from vungcao.runtime.errors import Refused

SUPERUSER = "postgres"


class MissingKeys(Refused):
    """The keys of a database that is in use are not where they should be."""


def write_private(path: Path, text: str) -> None:
    """Write a file only we may read, in one step: a crash leaves the old file or none."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    part.rename(path)


def secret_key(environment: Environment) -> str:
    """The key that signs sessions and forms; made at the first reading."""
    return _made_once(environment.secret_key_file, lambda: secrets.token_urlsafe(50)).strip()


def new_key() -> str:
    """256 random bits in base64."""
    return base64.b64encode(secrets.token_bytes(32)).decode()


def database_passwords(home: Path) -> dict[str, str]:
    """Passwords of the three roles of the embedded server, made when missing."""
    path = home / "keys" / "database.json"
    if not path.exists():
        made = {role: secrets.token_urlsafe(24) for role in (SUPERUSER, OWNER, APP)}
        write_private(path, json.dumps(made))
    found: dict[str, str] = json.loads(path.read_text())
    return found


def make_missing(environment: Environment) -> list[Path]:
    """The secret key and the vault's keys, when they are missing; says which were made."""
    wanted = {
        environment.secret_key_file: lambda: secrets.token_urlsafe(50),
        environment.vault_keys_file: _vault,
    }
    made = [path for path in wanted if not path.exists()]
    for path in made:
        _made_once(path, wanted[path])
    return made


def require(environment: Environment) -> None:
    """Raises `MissingKeys` where new keys would make what is sealed unreadable for ever."""
    path = environment.vault_keys_file
    if not path.exists():
        raise MissingKeys(
            f"Cơ sở dữ liệu đã có dữ liệu nhưng thiếu tệp khoá {path}: chép lại tệp đã cất riêng."
        )


def _vault() -> str:
    return json.dumps({"current": "k1", "keys": {"k1": new_key()}, "index": new_key()})


def _made_once(path: Path, make: Callable[[], str]) -> str:
    """When two processes make the same key at once, the first one's counts for both."""
    with suppress(FileNotFoundError):
        return path.read_text()
    mine = path.with_name(f"{path.name}.{os.getpid()}.new")
    write_private(mine, make())
    with suppress(FileExistsError):
        os.link(mine, path)
    mine.unlink()
    return path.read_text()
