"""What is left of a parent that was killed."""

import os
import signal
import subprocess
import sys
import time

from tests.faults.product import wait_for
from vungcao.runtime import processes
from vungcao.runtime.env import PROJECT

CHILD = """
import signal, sys, time
from vungcao.runtime import processes
signal.signal(signal.SIGTERM, signal.SIG_IGN)
if sys.argv[1] == "bound":
    processes.end_after_parent(0.2)
print("ready", flush=True)
time.sleep(60)
"""
PARENT = """
import signal, subprocess, sys, time
from vungcao.runtime.processes import die_with_parent
child = subprocess.Popen(
    [sys.executable, "-c", sys.argv[1], sys.argv[2]],
    stdout=subprocess.PIPE,
    preexec_fn=die_with_parent(signal.SIGTERM),
)
child.stdout.readline()
print(child.pid, flush=True)
time.sleep(60)
"""


def child_of_a_killed_parent(way: str) -> int:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, CHILD, way], cwd=PROJECT, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
    return child


def test_a_child_that_does_not_heed_the_signal_ends_all_the_same() -> None:
    child = child_of_a_killed_parent("bound")

    wait_for(lambda: not processes.is_alive(child), patience=20)


def test_without_being_bound_it_would_live_on() -> None:
    child = child_of_a_killed_parent("free")
    time.sleep(0.5)

    assert processes.is_alive(child)
    os.kill(child, signal.SIGKILL)
