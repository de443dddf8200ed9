"""Keeps practice as administration wishes it, beside the supervisor's other work."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

from vungcao.runtime import children, health, ports, practice
from vungcao.runtime.children import MARK, Child
from vungcao.runtime.env import PROJECT, Environment
from vungcao.runtime.errors import Refused
from vungcao.runtime.practice import BUILDING, FAILED, OFF, ON, State
from vungcao.runtime.processes import die_with_parent

BUILDER = ("-m", "vungcao.config.commands", "demo", "--practice")
KEEP = "--keep"
PATIENCE = 6.0
COMES_WITHIN = 90.0
INTERRUPTED = "Việc dựng bị ngắt giữa chừng: bấm “Đặt lại từ đầu” để làm lại."


class Keeper:
    """Asked in each round of the supervisor: starts, resets and stops practice without waiting.

    The class goes on while it is being put back; only its worker pauses.
    """

    def __init__(self, here: Environment, offspring: list[Child]) -> None:
        self.here, self.offspring = here, offspring
        self.builder: subprocess.Popen[bytes] | None = None
        self.children: dict[str, Child] = {}
        self.leaving: list[tuple[Child, float]] = []
        self.coming: tuple[str, float] | None = None  # the fault to tell, and how long to wait
        self.tried: int | None = None  # the reset for which practice was last built
        self.done = practice.state(here.home).resets
        self.reservation: ports.Reservation | None = None
        self._say(OFF)

    def each_round(self) -> None:
        """Whatever fails here is told; the province's own work goes on."""
        try:
            self._see_off()
            self._look()
        except Exception as error:
            self._say(self._running_or(FAILED), str(error))
        if not self.is_told:
            self._tell()

    def own(self) -> set[int]:
        """Those whom the supervisor leaves to us, else nobody would learn how they ended."""
        leaving = {one.process.pid for one, _end in self.leaving if one.process is not None}
        return leaving if self.builder is None else leaving | {self.builder.pid}

    def close(self) -> None:
        """End a build that is not done; the web process is one of the supervisor's children."""
        for child, _end in self.leaving:
            child.signal_group(signal.SIGKILL)
            if child.process is not None:
                child.process.wait()
        if self.builder is not None and self.builder.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(self.builder.pid, signal.SIGKILL)
            self.builder.wait()
        if self.reservation is not None:
            self.reservation.token.close()
        self._say(OFF)

    def _look(self) -> None:
        wish = practice.wish(self.here.home)
        if self.coming is not None:
            self._look_whether_it_answers(*self.coming)
        if self.builder is not None:
            self._look_at_builder(self.builder)
        elif self.leaving:
            return  # whoever comes next needs their port
        elif wish.wanted == ON and wish.resets != self.tried:
            self._build(wish.resets)
        elif wish.wanted == OFF and self.tried is not None:
            self.tried = self.coming = None
            self._let_go("practice", "practice-jobs")
            self._say(OFF)

    def _build(self, resets: int) -> None:
        """A class that nobody asked to put back is kept: a restart takes nothing from it."""
        is_kept = self.tried is None and resets == self.done
        self.tried, self.coming = resets, None
        with (practice.within(self.here.home) / "build.log").open("wb") as out:
            self.builder = subprocess.Popen(
                [sys.executable, *BUILDER, *([KEEP] if is_kept else [])],
                cwd=PROJECT,
                env=_variables(self.here),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=die_with_parent(signal.SIGTERM),
            )
        self._let_go("practice-jobs")
        self._say(BUILDING)

    def _look_at_builder(self, builder: subprocess.Popen[bytes]) -> None:
        code = builder.poll()
        if code is None:
            return
        self.builder = None
        if code == 0 and self.tried is not None:
            self.done = self.tried
        fault = self._fault() if code else ""
        if code == 0 or "practice" in self.children:
            self._start()
            self.coming = fault, time.monotonic() + COMES_WITHIN
        else:
            self._say(FAILED, fault)

    def _look_whether_it_answers(self, fault: str, end: float) -> None:
        """Nobody is sent to an address that does not answer yet."""
        assert self.reservation is not None
        name, port = practice.inside(self.here).allowed_hosts[:1], self.reservation.port
        if time.monotonic() > end or health.answers(self.here.host, port, *name):
            self.coming = None
            self._say(ON, fault)

    def _fault(self) -> str:
        """The sentence with which the builder ended."""
        said = (practice.within(self.here.home) / "build.log").read_text(errors="replace")
        _progress, is_there, sentence = said.rpartition("vungcao demo: ")
        if is_there:
            return " ".join(sentence.split())[:400]
        return " ".join(said.split())[-300:] or INTERRUPTED

    def _start(self) -> None:
        """Of the workers one is enough for a class."""
        inner = practice.inside(self.here)
        port = self._port()
        if "practice" not in self.children:
            self._add("practice", children.web(inner, port))
        self._add("practice-jobs", children.worker_of_class(inner, port))

    def _port(self) -> int:
        wanted = self.here.port + 1
        if self.reservation is None:
            found = ports.reserve(wanted, self.here.host)
            if found.port != wanted and self.here.practice_url:
                found.token.close()
                raise Refused(
                    f"Cổng {wanted} đang bận, mà PRACTICE_URL dẫn đến cổng ấy: dừng chương trình "
                    "kia, tắt rồi bật lại chế độ thực hành."
                )
            self.reservation = found
        return self.reservation.port

    def _add(self, name: str, child: Child) -> None:
        inner = practice.inside(self.here)
        child.name, child.variables = name, {**child.variables, **practice.surroundings(inner)}
        self.children[name] = child
        self.offspring.append(child)

    def _let_go(self, *names: str) -> None:
        for name in names:
            child = self.children.pop(name, None)
            if child is not None:
                self.offspring.remove(child)
                if child.process is not None:
                    child.process.send_signal(signal.SIGTERM)
                    self.leaving.append((child, time.monotonic() + PATIENCE))

    def _see_off(self) -> None:
        for child, end in self.leaving:
            if child.is_running() and time.monotonic() > end:
                child.signal_group(signal.SIGKILL)
        self.leaving = [(child, end) for child, end in self.leaving if child.is_running()]

    def _running_or(self, otherwise: str) -> str:
        return ON if "practice" in self.children else otherwise

    def _say(self, name: str, fault: str = "") -> None:
        is_there = self.reservation is not None and "practice" in self.children
        port = self.reservation.port if self.reservation and is_there else 0
        self.state = State(name, port, fault, self.done)
        self._tell()

    def _tell(self) -> None:
        """On a full disk again in the next round."""
        self.is_told = False
        with suppress(OSError):
            practice.say(self.here.home, self.state)
            self.is_told = True


def _variables(here: Environment) -> dict[str, str]:
    given = os.environ | {"VUNGCAO_HOME": str(here.home), MARK: str(here.home)}
    given["PYTHONPATH"] = str(PROJECT)
    return {name: value for name, value in given.items() if name != "VUNGCAO_DB_ROLE"}
