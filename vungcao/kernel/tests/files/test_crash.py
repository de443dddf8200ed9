"""A machine that dies between the disk and the row leaves an orphan at most, never half a file."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from vungcao.kernel.files.storage import PART, Folder

pytestmark = [pytest.mark.slow, pytest.mark.fault]

DIES = """
import os, signal, sys
from pathlib import Path
from vungcao.kernel.files import storage

place = sys.argv[2]
real = getattr(storage, place)

def dying(*given):
    if place == "_write_through":  # half of it is on the disk
        given = (given[0], given[1][: len(given[1]) // 2])
    real(*given)
    os.kill(os.getpid(), signal.SIGKILL)

setattr(storage, place, dying)
storage.Folder(Path(sys.argv[1])).write(b"x" * 100_000)
"""


@pytest.mark.parametrize(("place", "is_there"), [("_write_through", False), ("_sync_folder", True)])
def test_kill_nine_leaves_a_whole_content_or_none(
    tmp_path: Path, place: str, is_there: bool
) -> None:
    command = [sys.executable, "-c", DIES, str(tmp_path), place]

    died = subprocess.run(command, check=False, env=os.environ, timeout=60)

    store = Folder(tmp_path)
    assert died.returncode == -signal.SIGKILL
    found = [sha256 for sha256, _when in store.hashes()]
    assert len(found) == is_there
    assert all((store.root / one[:2] / one).stat().st_size == 100_000 for one in found)
    store.sweep_parts(datetime.now(UTC) + timedelta(days=2))
    assert list((tmp_path / PART).glob("*")) == []
