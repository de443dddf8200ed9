"""A home that the first start of this state of the code has left behind, kept between runs."""

import fcntl
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import templates
from tests.faults.product import PATIENCE, Product
from vungcao.runtime import preparation
from vungcao.runtime.env import environment
from vungcao.runtime.stamps import digest


def copy_to(home: Path) -> None:
    """Fill an empty folder with it; nothing runs in either, so the server's files are whole."""
    with _kept() as folder:
        # Account, times and rights are copied too: the server would not take its files otherwise.
        subprocess.run(["cp", "-a", f"{folder}/.", str(home)], check=True)


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
    try:
        product.start(patience=4 * PATIENCE)  # structure and reference data are made meanwhile
    finally:
        product.end()
    assert product.process is not None
    assert product.process.returncode == 0
    product.said.unlink()
    return home
