"""A home that a start of this state of the code has left behind, kept between runs.

Structure and reference data are taken over from the template of the other tests: `migrate` and
`load` would take a minute once more.
"""

import fcntl
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests import templates
from tests.faults.product import PATIENCE, Product
from vungcao.runtime import database_urls, dumps, env, preparation, queries, serving
from vungcao.runtime.env import environment
from vungcao.runtime.stamps import DatabaseStamps, digest


def copy_to(home: Path) -> None:
    """Fill an empty folder with it; nothing runs in either, so the server's files are whole."""
    with _kept() as folder:
        # Account, times and rights are copied too: the server would not take its files otherwise.
        subprocess.run(["cp", "-a", f"{folder}/.", str(home)], check=True)


def make() -> None:
    """So that nobody has to wait for it later."""
    with _kept():
        pass


@contextmanager
def _kept() -> Iterator[Path]:
    """The kept home under a lock: one process makes it, the others wait for it."""
    folder = environment().home / "prepared"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        home = folder / digest([*templates.product_files(), *preparation.LOCKS])
        if not home.exists():
            for old in folder.glob("*/"):
                shutil.rmtree(old, ignore_errors=True)
            _make(folder).rename(home)
        yield home


def _make(folder: Path) -> Path:
    """Start a product with nothing and stop it; whatever is half made keeps another name."""
    home = Path(tempfile.mkdtemp(prefix="part-", dir=folder))
    home.chmod(0o755)
    product = Product(home)
    _fill(product)
    try:
        product.start(patience=2 * PATIENCE)
    finally:
        product.end()
    assert product.process is not None
    assert product.process.returncode == 0
    product.said.unlink()
    return home


def _fill(product: Product) -> None:
    inside = env.read(product.variables())
    inside.secret_key_file.parent.mkdir(mode=0o700)
    for name in ("secret_key_file", "vault_keys_file"):  # what they have sealed is in the dump
        shutil.copy2(getattr(environment(), name), getattr(inside, name))
    rows = product.home / "rows.dump"
    _dump(templates.province(), rows)
    with serving.running(inside):
        owner = database_urls.address(inside, "owner")
        dumps.restore(owner, rows)
        stamps = DatabaseStamps(owner)
        stamps.put("migrations", preparation.migrations())
        stamps.put("data", preparation.reference_data())
    rows.unlink()


def _dump(template: str, to: Path) -> None:
    """Nobody may enter a finished template: a clone of it is read."""
    name = "run_prepared"
    templates.clone(template, name)
    owner = templates.owner_address(name)
    with psycopg.connect(owner.conninfo()) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        dumps.dump(owner, queries.export_snapshot(connection), to)
    templates.drop(name)
