"""One supervisor per home."""

import os
from pathlib import Path

import pytest

from vungcao.runtime.lock import HomeInUse, HomeLock


def test_a_second_holder_is_refused_and_told_who_is_first(tmp_path: Path) -> None:
    first = HomeLock(tmp_path).acquire()

    with pytest.raises(HomeInUse, match=f"tiến trình {os.getpid()} dùng"):
        HomeLock(tmp_path).acquire()

    first.release()


def test_a_released_home_is_free_again(tmp_path: Path) -> None:
    HomeLock(tmp_path).acquire().release()

    HomeLock(tmp_path).acquire().release()


def test_asking_twice_keeps_the_lock(tmp_path: Path) -> None:
    lock = HomeLock(tmp_path).acquire()

    assert lock.acquire() is lock
    lock.release()
