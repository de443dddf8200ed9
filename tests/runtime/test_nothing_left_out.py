"""The robot's run fails on a test that did not run, also when two processes share the work."""

import subprocess
import sys
from pathlib import Path

import pytest

from vungcao.runtime.env import PROJECT

pytestmark = pytest.mark.slow

PASSING = "def test_a(): pass\n"
CASES = {
    "skipped": "import pytest\n@pytest.mark.skip\ndef test_b(): pass\n",
    "skipped while running": "import pytest\ndef test_b(): pytest.skip('x')\n",
    "deselected": "import pytest\n@pytest.mark.journey\ndef test_b(): pass\n",
    "expected to fail": "import pytest\n@pytest.mark.xfail\ndef test_b(): assert 0\n",
    "a module": "import pytest\npytest.skip('x', allow_module_level=True)\n",
}


def run(
    folder: Path, *arguments: str, only: str = "not soak and not static and not journey"
) -> subprocess.CompletedProcess[str]:
    (folder / "pytest.ini").write_text("[pytest]\nmarkers =\n  soak\n  journey\n  static\n")
    chosen = ("-p", "tests.nothing_left_out", "-p", "no:django", "-p", "no:cacheprovider")
    return subprocess.run(
        [sys.executable, "-m", "pytest", *chosen, "-m", only, *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(PROJECT), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("workers", [(), ("-n", "2")])
def test_everything_ran_is_success_and_soak_may_wait(workers: list[str], tmp_path: Path) -> None:
    soak = "import pytest\n@pytest.mark.soak\ndef test_b(): pass\n"
    (tmp_path / "test_it.py").write_text(PASSING + soak)

    assert run(tmp_path, *workers).returncode == 0


def test_each_of_two_runs_leaves_to_the_other_what_is_static_or_not(tmp_path: Path) -> None:
    static = "import pytest\n@pytest.mark.static\ndef test_b(): pass\n"
    (tmp_path / "test_it.py").write_text(PASSING + static)

    assert run(tmp_path).returncode == 0
    assert run(tmp_path, only="static").returncode == 0
    assert run(tmp_path, only="static and journey").returncode != 0


@pytest.mark.parametrize("case", CASES)
def test_what_did_not_run_is_a_failure(case: str, tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(CASES[case])
    (tmp_path / "test_other.py").write_text(PASSING)

    done = run(tmp_path)

    assert done.returncode == 1, done.stdout
    assert "Kiểm thử không chạy" in done.stdout


def test_what_two_processes_did_not_run_is_named_test_by_test(tmp_path: Path) -> None:
    names = [f"test_{nth}.py" for nth, _case in enumerate(CASES)]
    for name, case in zip(names, CASES.values(), strict=True):
        (tmp_path / name).write_text(case)
    (tmp_path / "test_other.py").write_text(PASSING)

    done = run(tmp_path, "-n", "2")

    said = done.stdout.partition("Kiểm thử không chạy")[2]
    assert done.returncode == 1, done.stdout
    assert [name for name in names if name not in said] == []
