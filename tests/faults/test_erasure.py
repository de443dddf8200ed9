"""An erased person is found nowhere: not in the data directory, the logs, nor a fresh backup."""

import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import psycopg
import pytest

from tests.faults import erased_person
from tests.faults.product import Product
from vungcao.runtime import binaries, dumps
from vungcao.runtime.database_urls import NAME, Address
from vungcao.runtime.env import PROJECT
from vungcao.runtime.keys import SUPERUSER, database_passwords

pytestmark = [pytest.mark.fault, pytest.mark.slow]

MARK = "before"  # a file that is as old as the first word about the person
SECRETS = (
    erased_person.NAME,
    erased_person.OTHER_NAME,
    "nong mau khuat xoa",
    erased_person.TELEPHONE,
    "+84900000987",
    erased_person.CARD,
    erased_person.ADDRESS,
    "1958-06-05",
    erased_person.FILE_NAME,
    erased_person.CONTENT,
)


def forms(text: str) -> set[bytes]:
    """How a text may lie on a disk: bytes of three encodings, escapes, hexadecimal digits."""
    cases = {text, text.upper(), text.lower(), text.casefold()}
    written = cases | {unicodedata.normalize("NFD", one) for one in cases}
    found = set()
    for one in written:
        plain = [one.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]
        found |= {*plain, one.encode("unicode_escape"), json.dumps(one)[1:-1].encode()}
        found |= {bytes_.hex().encode() for bytes_ in plain}
    return found


def hits(files: Iterable[Path], wanted: set[bytes]) -> list[str]:
    """The files in which any of the wanted lies."""
    found = ((file.name, content(file)) for file in files)
    return [name for name, text in found if any(one in text for one in wanted)]


def content(file: Path) -> bytes:
    """Nothing of a file that the running server has removed meanwhile."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return b""


def files(*folders: Path) -> Iterator[Path]:
    return (path for folder in folders for path in folder.rglob("*") if path.is_file())


def written_since(mark: Path, *folders: Path) -> Iterator[Path]:
    """Only these can hold what was not known before."""
    began = mark.stat().st_mtime_ns
    found = [(path, status(path)) for path in files(*folders)]
    return (path for path, at in found if at is not None and at.st_mtime_ns >= began)


def status(file: Path) -> os.stat_result | None:
    try:
        return file.stat()
    except FileNotFoundError:
        return None


@pytest.fixture(scope="module")
def erased(product: Product) -> dict[str, object]:
    """Registered, opened, corrected, failed to write, erased; and all of it on the disk."""
    product.heal()
    (product.home / MARK).touch()
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.erased_person"],
        env=product.variables(),
        cwd=PROJECT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    place = json.loads((product.home / "run/database.json").read_text())
    password = database_passwords(product.home)[SUPERUSER]
    address = Address(place["host"], place["port"], NAME, SUPERUSER, password)
    with psycopg.connect(address.conninfo(), autocommit=True) as at:
        at.execute("checkpoint")
    said: dict[str, object] = json.loads(done.stdout)
    return said


def test_neither_the_data_directory_nor_a_log_holds_anything(
    product: Product, erased: dict[str, object]
) -> None:
    places = (product.home / "pg", product.home / "log", product.home / "files")
    written = list(written_since(product.home / MARK, *places))

    assert hits(written, forms(erased_person.NEEDLE)) != []  # the search finds what is there
    assert "row-level security" in (product.home / "log/postgres.log").read_text()
    for secret in SECRETS:
        assert hits(written, forms(secret)) == []
        assert not any(form in product.said.read_bytes() for form in forms(secret))


def test_a_backup_made_afterwards_holds_neither_the_person_nor_the_key(
    product: Product, erased: dict[str, object]
) -> None:
    folder = product.home / "sao-luu"

    assert product.command("backup", str(folder)).returncode == 0

    plain = product.home / "plain.sql"
    restore = dumps.program("pg_restore", binaries.MAJOR)
    command = [str(restore), "-f", str(plain), str(folder / "database.dump")]
    subprocess.run(command, env=binaries.surroundings(), check=True)
    assert hits([plain], forms(erased_person.NEEDLE)) != []
    for secret in SECRETS:
        assert hits([plain, *files(folder)], forms(secret)) == []
    assert str(erased["key"]) not in plain.read_text()
    assert f"people.Person:{erased['person']}" in plain.read_text()
    assert str(erased["file"]) in plain.read_text()  # its row stays, without a name


def test_the_chain_of_the_trail_still_holds(product: Product, erased: dict[str, object]) -> None:
    done = product.command("audit", "verify")

    assert done.returncode == 0, done.stdout
    assert "nguyên vẹn" in done.stdout
