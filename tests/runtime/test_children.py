"""A child that ends is started again, later each time."""

import os
import sys
import time

import pytest

from vungcao.kernel.offers.jobs import BULK, DELIVERY, HOUSEKEEPING, INTERACTIVE
from vungcao.runtime import children, processes
from vungcao.runtime.children import LONGEST_WAIT, Child, Output
from vungcao.runtime.env import environment


def child(*command: str) -> Child:
    return Child("thử", [sys.executable, "-c", *command], {})


def lines_of(output: Output) -> list[str]:
    found: list[str] = []
    while (lines := output.read()) is not None:
        found += lines
        time.sleep(0.01)
    output.pipe.close()
    return found + output.last()


def test_lines_are_passed_on_whole_also_the_last_without_an_end() -> None:
    one = child("import sys; sys.stdout.write('một\\nhai\\nb'); sys.stdout.write('a')")

    assert lines_of(one.start()) == ["một", "hai", "ba"]
    assert one.process is not None
    one.process.wait()


def test_waiting_doubles_with_each_crash_of_the_minute_up_to_a_limit() -> None:
    one = child("")

    waits = [one.note_exit(now=100.0 + number) for number in range(12)]

    assert waits[:4] == [0.2, 0.4, 0.8, 1.6]
    assert max(waits) == LONGEST_WAIT
    assert one.note_exit(now=1000.0) == pytest.approx(0.2)


def test_what_the_child_had_started_goes_with_it() -> None:
    # Only one of the two writes: unbuffered, their digits and line ends would mix.
    one = child("import os, time; pid = os.fork(); pid and print(pid, flush=True); time.sleep(60)")
    output = one.start()
    lines: list[str] = []
    while not lines:
        lines = output.read() or []
    grandchild = int(lines[0])
    assert one.process is not None
    one.process.kill()
    one.process.wait()

    one.note_exit(now=0.0)

    assert ends(grandchild)
    output.pipe.close()


def ends(pid: int) -> bool:
    limit = time.monotonic() + 5
    while time.monotonic() < limit:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        if processes.state(pid) == "Z":
            return True
        time.sleep(0.02)
    return False


def test_whoever_waits_for_a_partner_holds_up_no_other_work() -> None:
    queues = [
        set(worker.command[worker.command.index("--queues") + 1].split(","))
        for worker in children.workers(environment(), 8000)
    ]

    assert {DELIVERY} in queues
    assert {BULK} in queues
    assert sorted(name for one in queues for name in one) == sorted(
        [BULK, DELIVERY, HOUSEKEEPING, INTERACTIVE]
    )
