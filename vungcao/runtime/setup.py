"""Makes .venv from the lock files; run by make with any python3, standard library only."""

# Python 3.7 must be able to read this file, to say that it is too old.
from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NoReturn

PROJECT = Path(__file__).resolve().parents[2]
VENV = PROJECT / ".venv"
STAMP = VENV / "vungcao-stamp"
LOG = VENV / "pip.log"
OLDEST = (3, 11)
CANDIDATES = ("python3", "python3.13", "python3.12", "python3.11")
MISSING = 2

ASK = (
    "import sys, importlib.util as u;"
    "print(sys.version_info[0], sys.version_info[1],"
    " int(u.find_spec('venv') is not None and u.find_spec('ensurepip') is not None))"
)
BEGAN = time.monotonic()


def main(arguments: list[str]) -> int:
    """Install what is missing; nothing when the lock files are those of the last time."""
    lock = "requirements-dev.txt" if "--dev" in arguments else "requirements.txt"
    if not is_stale(lock):
        compile_catalogues()
        return 0
    make_venv(find_python())
    say(f"Cài thư viện theo {lock} …")
    if STAMP.exists():
        STAMP.unlink()
    # The lock is complete. Resolved anew, pip before 23.3 takes the newest release for a name with
    # extras, `coverage[toml]`, and then misses its hash as soon as the index has a newer one.
    pip("install", "--require-hashes", "--no-deps", "-r", str(PROJECT / lock))
    say("Cài vungcao …")
    pip("install", "--no-deps", "--no-build-isolation", "-e", str(PROJECT))
    compile_catalogues()
    STAMP.write_text(stamp(lock))
    say("Môi trường Python: xong")
    return 0


def is_stale(lock: str) -> bool:
    """What was installed for the tests also serves to run the product."""
    try:
        found = STAMP.read_text()
    except OSError:
        return True
    return found not in (stamp(lock), stamp("requirements-dev.txt"))


def stamp(lock: str) -> str:
    """Changes with the lock file, the project's own metadata, and the place of the checkout."""
    total = hashlib.sha256(f"{PROJECT} {lock}".encode())
    for name in (lock, "pyproject.toml"):
        total.update((PROJECT / name).read_bytes())
    return total.hexdigest()


def find_python() -> str:
    """The first Python that is new enough and can make virtual environments."""
    known = {path: answer for path in paths() for answer in [ask(path)] if answer}
    able = [path for path, (version, has_venv) in known.items() if version >= OLDEST and has_venv]
    return able[0] if able else refuse(what_is_missing([version for version, _ in known.values()]))


def what_is_missing(versions: list[tuple[int, int]]) -> str:
    for major, minor in versions:
        if (major, minor) >= OLDEST:
            return (
                f"Python {major}.{minor} có sẵn nhưng chưa tạo được môi trường ảo. Cài gói còn "
                f"thiếu: apt install python{major}.{minor}-venv"
            )
    found = "Máy này có Python {}.{}. ".format(*max(versions)) if versions else ""
    return (
        f"{found}Vùng Cao cần Python từ 3.11 trở lên. Trên Debian 12 hoặc Ubuntu 24.04: "
        "apt install python3 python3-venv"
    )


def paths() -> list[str]:
    return [path for path in map(shutil.which, CANDIDATES) if path]


def ask(path: str) -> tuple[tuple[int, int], bool] | None:
    """Version and whether it can make a virtual environment; None when it does not run."""
    try:
        said = subprocess.check_output([path, "-c", ASK], stderr=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        return None
    major, minor, has_venv = (int(word) for word in said.split())
    return (major, minor), bool(has_venv)


def make_venv(python: str) -> None:
    ours = VENV / "bin" / "python"
    answer = ask(str(ours)) if ours.exists() else None
    if answer and answer[0] >= OLDEST and (VENV / "bin" / "pip").exists():
        return
    say("Tạo môi trường Python trong .venv …")
    shutil.rmtree(str(VENV), ignore_errors=True)
    done = subprocess.run(
        [python, "-m", "venv", str(VENV)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    if done.returncode:
        shutil.rmtree(str(VENV), ignore_errors=True)
        sys.stderr.write(done.stdout.decode("utf-8", "replace"))
        refuse("Không tạo được môi trường ảo. Cài gói còn thiếu: apt install python3-venv")


def pip(*arguments: str) -> None:
    """Quiet; what pip said is shown when it fails."""
    command = [str(VENV / "bin" / "python"), "-m", "pip", "--disable-pip-version-check"]
    with LOG.open("wb") as log:
        done = subprocess.run(
            command + list(arguments),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=str(PROJECT),
        )
    if done.returncode:
        sys.stderr.write(LOG.read_bytes()[-3000:].decode("utf-8", "replace"))
        refuse("pip không cài được thư viện: kiểm tra mạng, hoặc xem .venv/pip.log.", 1)


def compile_catalogues() -> None:
    """Make of each catalogue what Django reads; nothing of those whose made one is the newer."""
    for po in sorted((PROJECT / "vungcao").glob("locale*/*/LC_MESSAGES/*.po")):
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            compile_catalogue(po, mo)


def compile_catalogue(po: Path, mo: Path) -> None:
    command = [str(VENV / "bin" / "python"), "-m", "babel.messages.frontend", "compile"]
    done = subprocess.run(
        [*command, "-i", str(po), "-o", str(mo), "-l", po.parts[-3]],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if done.returncode:
        sys.stderr.write(done.stdout.decode("utf-8", "replace"))
        refuse(f"Không biên dịch được bản dịch {po.relative_to(PROJECT)}.", 1)


def say(text: str) -> None:
    sys.stdout.write(f"[{time.monotonic() - BEGAN:5.1f} s] {text}\n")
    sys.stdout.flush()


def refuse(sentence: str, status: int = MISSING) -> NoReturn:
    sys.stderr.write(f"vungcao: {sentence}\n")
    sys.exit(status)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
