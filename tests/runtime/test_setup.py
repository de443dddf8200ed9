"""Set-up says which Debian package is missing, and does nothing when nothing has changed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from vungcao.runtime import setup


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with lock files and an empty .venv."""
    for name in ("requirements.txt", "requirements-dev.txt", "pyproject.toml"):
        (tmp_path / name).write_text(name)
    (tmp_path / ".venv").mkdir()
    monkeypatch.setattr(setup, "PROJECT", tmp_path)
    monkeypatch.setattr(setup, "STAMP", tmp_path / ".venv/vungcao-stamp")
    return tmp_path


def pythons(monkeypatch: pytest.MonkeyPatch, **known: tuple[tuple[int, int], bool]) -> None:
    monkeypatch.setattr(setup, "paths", lambda: list(known))
    monkeypatch.setattr(setup, "ask", known.get)


def test_the_first_python_that_can_make_environments_is_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pythons(monkeypatch, old=((3, 9), True), bare=((3, 12), False), good=((3, 11), True))

    assert setup.find_python() == "good"


@pytest.mark.parametrize(
    ("known", "sentence"),
    [
        ({"bare": ((3, 11), False)}, "apt install python3.11-venv"),
        ({"old": ((3, 9), True)}, "Máy này có Python 3.9. Vùng Cao cần Python từ 3.11"),
        ({}, "apt install python3 python3-venv"),
    ],
)
def test_what_is_missing_is_named_with_its_package(
    known: dict[str, tuple[tuple[int, int], bool]],
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    pythons(monkeypatch, **known)

    with pytest.raises(SystemExit) as stopped:
        setup.find_python()

    assert stopped.value.code == 2
    assert sentence in capsys.readouterr().err


def test_nothing_is_done_while_the_lock_file_stays(project: Path) -> None:
    assert setup.is_stale("requirements.txt")
    setup.STAMP.write_text(setup.stamp("requirements.txt"))

    assert not setup.is_stale("requirements.txt")


@pytest.mark.parametrize("name", ["requirements.txt", "pyproject.toml"])
def test_a_changed_file_is_installed_again(name: str, project: Path) -> None:
    setup.STAMP.write_text(setup.stamp("requirements.txt"))
    (project / name).write_text("khác")

    assert setup.is_stale("requirements.txt")


def test_what_the_tests_need_serves_the_product_but_not_the_reverse(project: Path) -> None:
    setup.STAMP.write_text(setup.stamp("requirements-dev.txt"))
    assert not setup.is_stale("requirements.txt")

    setup.STAMP.write_text(setup.stamp("requirements.txt"))
    assert setup.is_stale("requirements-dev.txt")


def test_the_lock_is_installed_as_it_stands(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Resolved anew, a name with extras asks for a release that came after the lock."""
    calls: list[tuple[str, ...]] = []
    monkeypatch.setattr(setup, "make_venv", lambda _python: None)
    monkeypatch.setattr(setup, "find_python", lambda: "python3")
    monkeypatch.setattr(setup, "pip", lambda *words: calls.append(words))

    setup.main([])

    assert {"--no-deps", "--require-hashes"} <= set(calls[0])


@pytest.fixture
def catalogue(project: Path) -> Path:
    """A catalogue of one sentence; what is made of it stands beside it."""
    folder = project / "vungcao/locale/en/LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text('msgid ""\nmsgstr ""\n\nmsgid "a"\nmsgstr "b"\n')
    return folder / "django.mo"


def test_a_catalogue_is_compiled_once(catalogue: Path) -> None:
    setup.compile_catalogues()
    first = catalogue.stat().st_mtime_ns

    setup.compile_catalogues()

    assert catalogue.stat().st_mtime_ns == first


def test_a_changed_catalogue_is_compiled_anew(catalogue: Path) -> None:
    setup.compile_catalogues()
    os.utime(catalogue, (0, 0))

    setup.compile_catalogues()

    assert catalogue.stat().st_mtime > 0


def test_catalogues_of_every_folder_and_kind_are_compiled(catalogue: Path) -> None:
    """What Wagtail's scripts say has a catalogue of its own, in the folder of its words."""
    other = catalogue.parents[3] / "locale_wagtail/vi/LC_MESSAGES/djangojs.po"
    other.parent.mkdir(parents=True)
    other.write_text(catalogue.with_suffix(".po").read_text())

    setup.compile_catalogues()

    assert catalogue.exists()
    assert other.with_suffix(".mo").exists()


def test_a_catalogue_that_cannot_be_made_stops_the_set_up(
    catalogue: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    catalogue.mkdir()
    os.utime(catalogue, (0, 0))

    with pytest.raises(SystemExit):
        setup.compile_catalogues()

    assert "Không biên dịch được bản dịch" in capsys.readouterr().err


def test_nothing_that_a_package_requires_is_missing_from_the_lock() -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "check"]

    done = subprocess.run(command, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout
