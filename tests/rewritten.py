"""Rewrites the asserts of all test files once, where several processes will run them.

They begin together, so each would rewrite each file for itself: half of what a collection costs
on a fresh clone. A file whose rewritten form stands already is left as it is.
"""

import multiprocessing
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from _pytest.assertion import rewrite  # pytest has no public door to it

from vungcao.runtime.env import PROJECT

AT_ONCE = 2


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes(config: pytest.Config) -> None:
    """Before the processes begin; their own rewriting would find the same, only later."""
    folders = [PROJECT / name for name in config.getini("testpaths")]
    files = sorted(file for folder in folders for file in folder.rglob("test_*.py"))
    if sys.dont_write_bytecode:
        return
    context = multiprocessing.get_context("fork")  # what pytest knows of its settings goes along
    shares = [files[nth::AT_ONCE] for nth in range(AT_ONCE)]
    children = [context.Process(target=_rewrite, args=(share, config)) for share in shares]
    for child in children:
        child.start()
    for child in children:
        child.join()


def _rewrite(files: Sequence[Path], config: pytest.Config) -> None:
    state = config.stash[rewrite.assertstate_key]
    for file in files:
        kept = rewrite.get_cache_dir(file) / f"{file.stem}{rewrite.PYC_TAIL}"
        if rewrite._read_pyc(file, kept) is None and rewrite.try_makedirs(kept.parent):
            source_hash, code = rewrite._rewrite_test(file, config)
            rewrite._write_pyc(state, code, source_hash, kept)
