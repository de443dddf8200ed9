"""How many answers a second an address gives, asked by `wrk` or, without it, by a loop of ours."""

import re
import shutil
import subprocess
import threading
import time
from http.client import HTTPConnection

CONNECTIONS, THREADS = 32, 2
RATE = re.compile(r"Requests/sec:\s+([\d.]+)")
WRONG = re.compile(r"(?:Non-2xx or 3xx responses: \d+|Socket errors: .+)")


class Unanswered(Exception):
    """Some answers were not what they should be."""


def by() -> str:
    """What asks on this machine."""
    return "wrk" if shutil.which("wrk") else "python"


def rate(port: int, path: str, headers: dict[str, str], seconds: int) -> float:
    """Answers a second on this machine. Raises `Unanswered` for any other than 200."""
    if by() == "wrk":
        return _wrk(port, path, headers, seconds)
    return _loop(port, path, headers, seconds)


def _wrk(port: int, path: str, headers: dict[str, str], seconds: int) -> float:
    command = ["wrk", f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout=30s"]
    command += [part for name, said in headers.items() for part in ("-H", f"{name}: {said}")]
    done = subprocess.run(
        [*command, f"http://127.0.0.1:{port}{path}"], capture_output=True, text=True
    )
    found, wrong = RATE.search(done.stdout), WRONG.search(done.stdout)
    if found is None or wrong is not None:
        raise Unanswered(f"{path}: {wrong[0] if wrong else done.stdout + done.stderr}")
    return round(float(found[1]), 1)


def _loop(port: int, path: str, headers: dict[str, str], seconds: int) -> float:
    """It shares its processor with the server and one interpreter: it finds less than there is."""
    counts: list[int] = []
    wrong: list[int] = []
    end = time.monotonic() + seconds

    def ask() -> None:
        line, count = HTTPConnection("127.0.0.1", port, timeout=30), 0
        while time.monotonic() < end:
            line.request("GET", path, headers=headers)
            answer = line.getresponse()
            answer.read()
            count += 1
            if answer.status != 200:
                wrong.append(answer.status)
                break
        line.close()
        counts.append(count)

    threads = [threading.Thread(target=ask) for _nth in range(THREADS * 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise Unanswered(f"{path}: {wrong[0]}")
    return round(sum(counts) / seconds, 1)


def fetch(port: int, path: str, headers: dict[str, str]) -> tuple[int, bytes]:
    """One answer: its status and its bytes as they were sent."""
    line = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        line.request("GET", path, headers=headers)
        answer = line.getresponse()
        return answer.status, answer.read()
    finally:
        line.close()
