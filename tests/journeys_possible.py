"""`make test` asks whether journeys can run: status 0 with Debian's programs, 3 without them."""

import ctypes
import os
import re
import shutil
import subprocess
import sys

WITHOUT_BROWSER = 3
# What steers the browser needs a library that a bare Debian lacks; poppler's pdfsig is the second
# opinion on our signatures.
PACKAGES = ("chromium", "libatomic1", "poppler-utils")
INSTALL = ("apt-get", "install", "-y", "--no-install-recommends", *PACKAGES)


def main() -> int:
    if _is_there() or _install():
        return 0
    listed = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-m", "journey and not soak"],
        capture_output=True,
        text=True,
    )
    journeys = sum(map(int, re.findall(r": (\d+)$", listed.stdout, re.MULTILINE)))
    sys.stderr.write(
        f"Thiếu Chromium hoặc pdfsig: {journeys} kiểm thử cần chúng sẽ không chạy. "
        f"Cài bằng: apt install {' '.join(PACKAGES)}\n"
    )
    return WITHOUT_BROWSER


def _install() -> bool:
    """Only root may, and only where Debian's packages are."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    for command in (("apt-get", "update", "-qq"), INSTALL):
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True)
        if done.returncode:
            return False
    return _is_there()


def _is_there() -> bool:
    try:
        ctypes.CDLL("libatomic.so.1")
    except OSError:
        return False
    return all(shutil.which(program) for program in ("chromium", "pdfsig"))


if __name__ == "__main__":
    sys.exit(main())
