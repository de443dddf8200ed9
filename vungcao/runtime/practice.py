"""Practice for training classes: what is wanted, what is there, how a process lives in it.

A file in the home says what is wanted, another what is there. A process of practice has a home of
its own inside the province's, so that whatever it keeps lies apart.
"""

import fcntl
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from vungcao.runtime import database_urls
from vungcao.runtime.children import MARK
from vungcao.runtime.env import Environment

ON, OFF, BUILDING, FAILED = "on", "off", "building", "failed"
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True)
class State:
    """What administration shows: off, building, on or failed.

    The port is there while the class can be reached, also while it is being put back; the fault is
    that of the last try; `resets` counts those that came to their end.
    """

    name: str = OFF
    port: int = 0
    fault: str = ""
    resets: int = 0


@dataclass(frozen=True)
class Wish:
    """What administration asked for last."""

    wanted: str = OFF
    resets: int = 0


def within(home: Path) -> Path:
    """The folder of the home that holds what practice keeps: keys, files, state."""
    return home / "practice"


def ask(home: Path, wanted: str, *, reset: bool = False) -> None:
    """Leave the wish; the supervisor reads it within a second.

    Whoever asks for a reset while one is going on gets that one: a second would take from the class
    what it has just begun.
    """
    folder = within(home)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / "wanted.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        resets = wish(home).resets + (reset and state(home).name != BUILDING)
        _write(folder / "wanted.json", {"wanted": wanted, "resets": resets})


def wish(home: Path) -> Wish:
    return Wish(**_read(within(home) / "wanted.json", Wish))


def state(home: Path) -> State:
    return State(**_read(within(home) / "state.json", State))


def say(home: Path, now: State) -> None:
    """Tell administration how practice stands."""
    within(home).mkdir(parents=True, exist_ok=True, mode=0o700)
    _write(within(home) / "state.json", now.__dict__)


def inside(here: Environment, kind: str = "class") -> Environment:
    """The environment as a process in practice reads it: the demo's mode, nothing of the province.

    The two URLs still name the province's database; `practice` leads beside it (database_urls).
    """
    folder = within(here.home)
    return replace(
        here,
        home=folder / kind,
        practice=kind,
        mode="demo",
        database_url=database_urls.url(database_urls.address(here, "app")),
        database_owner_url=database_urls.url(database_urls.address(here, "owner")),
        secret_key_file=folder / "keys/secret.key",
        vault_keys_file=folder / "keys/vault.json",
        signing_folder=folder / "keys/signing",
        files_url=f"file://{folder}/{kind}/files",
        files_access_key="",
        files_secret_key="",
        smtp_url="",
        allowed_hosts=_hosts(here),
        second_factor=(),
    )


def surroundings(inner: Environment) -> dict[str, str]:
    """The variables of a process whose environment `inside` has made.

    They name the province's home as the one whose supervisor ends what is left over.
    """
    return {
        MARK: str(inner.home.parents[1]),
        "VUNGCAO_HOME": str(inner.home),
        "VUNGCAO_PRACTICE": inner.practice,
        "VUNGCAO_MODE": inner.mode,
        "VUNGCAO_SECOND_FACTOR": "none",
        "DATABASE_URL": inner.database_url,
        "DATABASE_OWNER_URL": inner.database_owner_url,
        "SECRET_KEY_FILE": str(inner.secret_key_file),
        "VAULT_KEYS_FILE": str(inner.vault_keys_file),
        "SIGNING_FOLDER": str(inner.signing_folder),
        "FILES_URL": inner.files_url,
        "FILES_ACCESS_KEY": "",
        "FILES_SECRET_KEY": "",
        "SMTP_URL": "",
        "ALLOWED_HOSTS": ",".join(inner.allowed_hosts),
    }


def _hosts(here: Environment) -> tuple[str, ...]:
    """Its own name alone, when it has one; in the demo, which says none, those of this machine."""
    name = urlsplit(here.practice_url).hostname
    names = (name,) if name else here.allowed_hosts
    return (*names, *(one for one in LOOPBACK if one not in names)) if names else ()


def _read(path: Path, kind: type[State] | type[Wish]) -> dict[str, Any]:
    """What the kind knows of it; nothing of a file that is not there or not whole."""
    try:
        found = json.loads(path.read_text())
    except (OSError, ValueError):
        return {}
    known = {field.name for field in fields(kind)}
    is_whole = isinstance(found, dict)
    return {key: value for key, value in found.items() if key in known} if is_whole else {}


def _write(path: Path, said: Mapping[str, object]) -> None:
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.write_text(json.dumps(said))
    part.rename(path)
