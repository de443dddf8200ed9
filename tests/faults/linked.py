"""A product in which officers of three agencies handle one dossier after another over HTTP."""

import http.client
import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from tests.faults.product import Product, wait_for
from tests.faults.three_agencies import PASSWORD
from tests.faults.visitor import Visitor
from vungcao.runtime import database_urls, env
from vungcao.runtime.env import PROJECT

NAMES = {"desk": "mot-cua", "department": "tham-dinh", "leader": "giao-viec", "province": "ky-tinh"}
# In which tables the transactions are held up when the processes die. Halfway: events, clock,
# parties and papers are written, the dossier (or the notice) is not. Unheard: everything is, the
# transaction commits, and nobody is left to say so.
HALFWAY, UNHEARD = ("onestop_dossier", "notices_notice"), ("audit_link",)
HELD_UP = """
select count(distinct pid) from pg_locks where not granted and relation = any(%s::regclass[])
"""


@dataclass(frozen=True)
class Deed:
    """What one officer does: fills in the form of a page and sends it, perhaps elsewhere."""

    who: str
    page: str
    said: dict[str, str]
    at: str = ""


@dataclass(frozen=True)
class Form:
    """A form on somebody's screen, ready to be sent any number of times."""

    cookies: dict[str, str]
    at: str
    said: dict[str, str]


@dataclass(frozen=True)
class Answer:
    """What came of a press; no status when the connection broke."""

    status: int | None
    text: str = field(default="", repr=False)
    at: str = ""


class Linked(Product):
    """The product without a second factor, and a keeper who looks into its database."""

    def __init__(self, home: Path) -> None:
        super().__init__(home)
        self.keeper: subprocess.Popen[str] | None = None
        self.ready: dict[str, Any] = {}
        self.browsers: dict[str, Visitor] = {}
        self.kills = 0

    def variables(self) -> dict[str, str]:
        return super().variables() | {"VUNGCAO_SECOND_FACTOR": "none"}

    def open_offices(self) -> None:
        """Make the agencies ready and sign their officers in."""
        self.keeper = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.three_agencies"],
            env=self.variables(),
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.ready = self._told()
        for name, account in NAMES.items():
            self.browsers[name] = Visitor("localhost", self.port)
            assert self.browsers[name].sign_in(account, PASSWORD), name

    def look(self) -> dict[str, Any]:
        """How everything stands by what is committed."""
        assert self.keeper is not None
        assert self.keeper.stdin is not None
        self.keeper.stdin.write("\n")
        self.keeper.stdin.flush()
        return self._told()

    def _told(self) -> dict[str, Any]:
        assert self.keeper is not None
        assert self.keeper.stdout is not None
        found: dict[str, Any] = json.loads(self.keeper.stdout.readline())
        return found

    def end(self) -> None:
        if self.keeper is not None:
            self.keeper.communicate()  # it ends with its input
        super().end()

    def opened(self, deed: Deed) -> Form:
        """The page of a deed, drawn anew and filled in."""
        browser = self.browsers[deed.who]
        assert browser.ask(deed.page) == 200, deed
        held = {name: browser.hidden(name) for name in ("csrfmiddlewaretoken", "seen")}
        said = {name: value for name, value in held.items() if value}
        return Form(dict(browser.cookies), deed.at or deed.page, said | deed.said)

    def press(self, form: Form) -> Answer:
        """Send a form as it stands and read the page to which it leads."""
        browser, at = Visitor("localhost", self.port, form.cookies), form.at
        try:
            status = browser.send(at, form.said)
            if status == 302:
                at = browser.to
                status = browser.ask(at)
        except (OSError, http.client.HTTPException):
            return Answer(None)
        return Answer(status, browser.text, at)

    def all_at_once(self, forms: Sequence[Form]) -> list[Answer]:
        with ThreadPoolExecutor(len(forms)) as pool:
            return list(pool.map(self.press, forms))

    def killed_in(
        self, tables: Sequence[str], forms: Sequence[Form], waiting: int = 1
    ) -> list[Answer]:
        """Web and workers die while so many presses are held up; what the browsers got."""
        place = database_urls.address(env.read(self.variables()), "owner")
        with ThreadPoolExecutor(len(forms)) as pool:
            with psycopg.connect(place.conninfo()) as at:
                for table in tables:
                    at.execute(sql.SQL("lock table {} in share mode").format(sql.Identifier(table)))
                pressed = [pool.submit(self.press, form) for form in forms]
                wait_for(lambda: _count(at, tables) >= waiting, self.said.read_text)
                self.kill()
            return [one.result() for one in pressed]

    def kill(self) -> None:
        """Whole groups: what the web process has started dies in the same moment."""
        for pid in (self.web(), self.worker(), self._child("--name delivery ")):
            os.killpg(pid, signal.SIGKILL)
        self.kills += 1

    def recovered(self) -> None:
        """All of them run again and the web answers."""
        wait_for(self._runs, self.said.read_text)
        self.wait_until_healthy()

    def _runs(self) -> bool:
        try:
            return bool(self.web() and self.worker() and self._child("--name delivery "))
        except (AssertionError, ValueError):
            return False


def _count(at: psycopg.Connection[Any], tables: Sequence[str]) -> int:
    found = at.execute(HELD_UP, [list(tables)]).fetchone()
    assert found is not None
    return int(found[0])
