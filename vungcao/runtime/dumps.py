"""PostgreSQL's own dump and restore programs, of the version that fits the server."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from vungcao.runtime import binaries, queries
from vungcao.runtime.database_urls import Address
from vungcao.runtime.errors import Refused


class DumpFailed(Refused):
    """pg_dump or pg_restore refused; the message shows the end of what it said."""


def dump(owner: Address, snapshot: str, to: Path, without: Sequence[str] = ()) -> None:
    """Write what `snapshot` sees into one compressed file; no rows of the tables in `without`."""
    less = [f"--exclude-table-data=public.{table}" for table in without]
    _run(owner, "pg_dump", "-Fc", "--no-owner", f"--snapshot={snapshot}", "-f", str(to), *less)


def restore(owner: Address, source: Path) -> None:
    """All or nothing, as the owner."""
    arguments = ("--no-owner", "--exit-on-error", "--single-transaction", "-d", owner.name)
    _run(owner, "pg_restore", *arguments, str(source))


def program(name: str, major: int) -> Path:
    """The program of the server's own major version, else of the next newer one."""
    known = sorted((version, path) for version, path in _known(name) if version >= major)
    if not known:
        raise DumpFailed(
            f"Thiếu {name} cho PostgreSQL {major}: apt install postgresql-client-{major}"
        )
    return known[0][1]


def _known(name: str) -> list[tuple[int, Path]]:
    found = [(binaries.MAJOR, binaries.bundled() / name)]
    for path in Path("/usr/lib/postgresql").glob(f"*/bin/{name}"):
        found.append((int(path.parts[-3]), path))
    if on_path := shutil.which(name):
        said = subprocess.run([on_path, "--version"], capture_output=True, text=True).stdout
        words = [word.split(".")[0] for word in said.split()]
        found += [(int(word), Path(on_path)) for word in words if word.isdigit()][:1]
    return found


def _run(owner: Address, name: str, *arguments: str) -> None:
    with queries.connected(owner) as connection:
        path = program(name, queries.server_major(connection))
    # In variables, for arguments can be read by everybody on the machine.
    places = {
        "PGHOST": owner.host,
        "PGPORT": str(owner.port),
        "PGUSER": owner.user,
        "PGPASSWORD": owner.password,
        "PGDATABASE": owner.name,
    }
    done = subprocess.run(
        [str(path), *arguments],
        env=binaries.surroundings(places),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        said = " ".join(done.stderr.split())[-600:]
        raise DumpFailed(f"{name} không thành công: {said}")
