"""The keeper: builds, puts back and stops practice; what fails is told and stops nothing else."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from vungcao.runtime import children, health, ports, practice, practice_keeper, processes
from vungcao.runtime.children import Child
from vungcao.runtime.env import PROJECT, environment
from vungcao.runtime.practice_keeper import Keeper

pytestmark = pytest.mark.slow

SLEEPS = ("-c", "import time; time.sleep(600)")
DONE = ("-c", "")
# What a builder was told, in the words of its own command line.
NOTES = ("-c", "import sys; open('{}', 'a').write(' '.join(sys.argv[1:]) + ';')")


class Room:
    """A keeper and the rounds of its supervisor, without the web server's real weight."""

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.home, self.monkeypatch = home, monkeypatch
        self.notes = home / "notes"
        self.builds(tuple(part.format(self.notes) for part in NOTES))
        idle = lambda *given: Child("idle", [sys.executable, *SLEEPS], {})  # noqa: E731
        for made in ("web", "worker_of_class"):
            monkeypatch.setattr(children, made, idle)
        self.answers(True)
        self.begin()

    def answers(self, is_so: bool) -> None:
        self.monkeypatch.setattr(health, "answers", lambda *given: is_so)

    def begin(self, url: str = "") -> None:
        """A supervisor starts, for the first time or again."""
        self.offspring: list[Child] = []
        here = replace(environment(), home=self.home, port=ports.any_free(), practice_url=url)
        self.keeper = Keeper(here, self.offspring)

    def builds(self, command: tuple[str, ...]) -> None:
        self.monkeypatch.setattr(practice_keeper, "BUILDER", command)

    def ask(self, wanted: str, *, reset: bool = False) -> None:
        practice.ask(self.home, wanted, reset=reset)

    def until(self, name: str) -> practice.State:
        """Rounds of the supervisor until practice stands so."""

        def is_so() -> bool:
            self.keeper.each_round()
            for child in self.offspring:
                if child.process is None:
                    child.start().pipe.close()
            is_busy = name == practice.ON and self.keeper.builder is not None
            return practice.state(self.home).name == name and not is_busy

        wait_until(is_so)
        return practice.state(self.home)

    def running(self) -> list[str]:
        return [child.name for child in self.offspring]

    def end(self) -> None:
        self.keeper.close()
        for child in self.offspring:
            child.signal_group(signal.SIGKILL)
            if child.process is not None:
                child.process.wait()


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    made = Room(tmp_path, monkeypatch)
    yield made
    made.end()


def wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_switched_on_it_has_a_web_server_and_a_worker_and_off_neither(room: Room) -> None:
    room.ask(practice.ON)
    on = room.until(practice.ON)
    assert room.running() == ["practice", "practice-jobs"]
    assert 0 < on.port - room.keeper.here.port < 50  # the next that nobody else has

    room.ask(practice.OFF)
    room.until(practice.OFF)

    assert room.running() == []


def test_it_is_not_called_on_before_its_address_answers(room: Room) -> None:
    room.answers(False)
    room.ask(practice.ON)
    wait_until(lambda: room.until(practice.BUILDING).port == 0 and len(room.running()) == 2)
    assert practice.state(room.home).name == practice.BUILDING

    room.answers(True)

    assert room.until(practice.ON).port > 0


def test_the_class_goes_on_while_it_is_put_back_and_only_its_worker_pauses(room: Room) -> None:
    room.ask(practice.ON)
    room.until(practice.ON)
    room.builds(SLEEPS)

    room.ask(practice.ON, reset=True)
    state = room.until(practice.BUILDING)

    assert room.running() == ["practice"]
    assert state.port > 0


def test_a_restart_keeps_what_the_class_did_and_a_reset_does_not(room: Room) -> None:
    room.ask(practice.ON)
    room.until(practice.ON)
    room.ask(practice.ON, reset=True)
    wait_until(lambda: room.until(practice.ON).resets == 1)
    room.end()

    room.begin()
    room.until(practice.ON)

    assert room.notes.read_text() == "--keep;;--keep;"


def test_a_reset_that_was_cut_off_is_done_at_the_next_start(room: Room) -> None:
    room.builds(SLEEPS)
    room.ask(practice.ON, reset=True)
    room.until(practice.BUILDING)
    room.end()
    room.builds(tuple(part.format(room.notes) for part in NOTES))

    room.begin()
    room.until(practice.ON)

    assert room.notes.read_text() == ";"


def test_a_build_that_failed_is_told_and_can_be_switched_off(room: Room) -> None:
    room.builds(("-c", "raise SystemExit('1,2 s …\\nvungcao demo: Thiếu\\nchỗ mẫu')"))
    room.ask(practice.ON)

    assert room.until(practice.FAILED).fault == "Thiếu chỗ mẫu"

    room.ask(practice.OFF)
    room.until(practice.OFF)
    assert room.keeper.own() == set()


def test_a_reset_that_failed_leaves_the_class_running_and_says_so(room: Room) -> None:
    room.ask(practice.ON)
    room.until(practice.ON)
    room.builds(("-c", "raise SystemExit('Đĩa đầy')"))

    room.ask(practice.ON, reset=True)
    room.until(practice.BUILDING)
    state = room.until(practice.ON)

    assert state.fault == "Đĩa đầy"
    assert state.resets == 0
    assert room.running() == ["practice", "practice-jobs"]


def test_a_builder_that_was_killed_says_what_to_do(room: Room) -> None:
    room.builds(SLEEPS)
    room.ask(practice.ON)
    room.until(practice.BUILDING)
    (builder,) = room.keeper.own()

    os.kill(builder, signal.SIGKILL)

    assert "bấm “Đặt lại từ đầu”" in room.until(practice.FAILED).fault


def test_a_full_disk_stops_neither_the_supervisor_nor_the_telling(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = practice.say
    monkeypatch.setattr(practice, "say", full)
    room.builds(DONE)
    room.ask(practice.ON)
    for _ in range(3):
        room.keeper.each_round()
    monkeypatch.setattr(practice, "say", said)

    assert room.until(practice.ON).port > 0


def full(*arguments: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_port_to_which_the_proxy_leads_is_not_exchanged_for_another(room: Room) -> None:
    room.begin(url="https://thuc-hanh.mau.invalid")
    taken = ports.reserve(room.keeper.here.port + 1, room.keeper.here.host)
    room.builds(DONE)
    room.ask(practice.ON)

    state = room.until(practice.FAILED)

    assert f"Cổng {taken.port} đang bận" in state.fault
    taken.token.close()


def test_an_orderly_stop_ends_the_build(room: Room) -> None:
    room.builds(SLEEPS)
    room.ask(practice.ON)
    room.until(practice.BUILDING)
    (builder,) = room.keeper.own()

    room.keeper.close()

    assert not processes.is_alive(builder)


SUPERVISOR = """
import sys, time
from dataclasses import replace
from pathlib import Path
from vungcao.runtime import practice, practice_keeper
from vungcao.runtime.env import environment

practice_keeper.BUILDER = ("-c", "import time; time.sleep(600)")
home = Path(sys.argv[1])
practice.ask(home, practice.ON)
keeper = practice_keeper.Keeper(replace(environment(), home=home), [])
keeper.each_round()
print(*keeper.own(), flush=True)
time.sleep(600)
"""


def test_the_builder_dies_with_a_supervisor_that_is_killed(tmp_path: Path) -> None:
    supervisor = subprocess.Popen(
        [sys.executable, "-c", SUPERVISOR, str(tmp_path)],
        cwd=PROJECT,
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE,
    )
    assert supervisor.stdout is not None
    builder = int(supervisor.stdout.readline())
    assert processes.is_alive(builder)

    supervisor.send_signal(signal.SIGKILL)
    supervisor.communicate()

    wait_until(lambda: not processes.is_alive(builder))
