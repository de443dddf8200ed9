"""What every test may count on: a frozen day, a cloned database, the application's own role."""

import gc
import importlib.util
import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import hypothesis
import psycopg
import pytest
from pytest_django import DjangoDbBlocker

from tests import templates
from vungcao.config import boot

os.environ.setdefault(
    "DJANGO_ALLOW_ASYNC_UNSAFE", "true"
)  # a browser's loop runs in the same thread

hypothesis.settings.register_profile("local", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "local")

gc.disable()  # until everything is read, see `pytest_collection_finish`
CLOCK = "vungcao.kernel.calendar.clock"


TEMPLATES = {
    "plain": templates.migrated,
    "front": templates.front,
    "province": templates.province,
    "ground": templates.ground,
    "register": templates.register,
}

# What a test may ask for, in the order in which it is there.
WAITED_FOR: tuple[set[str], ...] = (
    set(),
    {"db", "transactional_db", "migrated", "front"},
    {"province", "ground", "register"},
    {"product", "linked"},
    {"browser"},
)
WIDEST_FIRST = ("register", "ground", "province", "plain", "front")


class Clones:
    """The databases of this process: of each template that a test has asked for, one."""

    def __init__(self) -> None:
        self.prefix = f"run_{os.getpid()}"
        self.made: set[str] = set()

    def make(self, kind: str) -> None:
        """Build the clone `kind` anew; its template is built when it is the first of its state."""
        templates.clone(TEMPLATES[kind](), self.name(kind))
        self.made.add(kind)

    def name(self, kind: str) -> str:
        return f"{self.prefix}_{kind}"

    def enter(self, kind: str) -> None:
        """Let the default connection lead to the clone `kind`."""
        from django.db import connections

        if kind not in self.made:
            self.make(kind)
        connection = connections["default"]
        if connection.settings_dict["NAME"] != self.name(kind):
            connection.close()
            connection.settings_dict["NAME"] = self.name(kind)
        self.current = kind

    def drop(self) -> None:
        for kind in self.made:
            templates.drop(self.name(kind))


CLONES = Clones()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--screenshots", metavar="FOLDER", help="keep the last page of each journey")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    """Before the browser closes (`make screenshots`)."""
    folder = item.config.getoption("--screenshots")
    page = getattr(item, "funcargs", {}).get("page")
    if folder and page and item.path.name.startswith("test_"):
        name = re.sub(r"\W+", "-", item.name.removeprefix("test_")).strip("-")
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def pytest_configure() -> None:
    from django.conf import settings

    from vungcao.runtime.setup import compile_catalogues

    compile_catalogues()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Before the first collectstatic WhiteNoise would warn, and a warning is an error.
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Last what waits for the most; by whole modules, as the processes take them.

    `tests.warm` builds the templates and then the home of a product meanwhile. Browsers last of
    all: their loop stays in the thread, and what runs a loop of its own would fail.
    """
    waits: dict[Path, int] = {}
    for item in items:
        needed = {*getattr(item, "fixturenames", ()), *(["db"] if _is_marked(item) else [])}
        found = max(nth for nth, names in enumerate(WAITED_FOR) if not names or names & needed)
        waits[item.path] = max(found, waits.get(item.path, 0))
    items.sort(key=lambda item: waits[item.path])


def pytest_collection_finish() -> None:
    """As a process of the product does (`boot.loading`): what was read is never garbage."""
    gc.freeze()
    gc.set_threshold(boot.OBJECTS, 20, 50)
    gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Choose the clone before any fixture opens a transaction on it; speak Vietnamese again.

    Wagtail remembers the roots of sites by their keys, which another clone gives to others.
    """
    from django.core.cache import cache
    from django.utils import translation

    cache.clear()

    translation.deactivate()  # a page that was asked for in English leaves the thread so
    fixtures = set(getattr(item, "fixturenames", ()))
    if {"db", "transactional_db", "live_server", *TEMPLATES} & fixtures or _is_marked(item):
        CLONES.enter(next((kind for kind in WIDEST_FIRST if kind in fixtures), "plain"))


def _is_marked(item: pytest.Item) -> bool:
    from django.test import TransactionTestCase

    owner = getattr(item, "cls", None)
    is_case = isinstance(owner, type) and issubclass(owner, TransactionTestCase)
    return is_case or item.get_closest_marker("django_db") is not None


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Instead of Django's test database: clones; and a new clone instead of every flush."""
    from django.db import connections
    from django.test import TransactionTestCase

    def clone_again(case: object) -> None:
        with django_db_blocker.unblock():
            connections.close_all()
            CLONES.make(CLONES.current)

    patch = pytest.MonkeyPatch()
    patch.setattr(TransactionTestCase, "_fixture_teardown", clone_again)
    yield
    patch.undo()
    with django_db_blocker.unblock():
        connections.close_all()
    CLONES.drop()


@pytest.fixture
def front() -> None:
    """The clone in which a front page and a section stand: what `factories.section` would make."""


@pytest.fixture
def plain(db: None) -> None:
    """The clone without any row, for a folder in which another one is the rule."""


@pytest.fixture
def province(db: None) -> None:
    """The clone that holds the reference data: units, reforms, norms, calendars."""


@pytest.fixture
def ground(db: None) -> None:
    """The clone in which the demo's villages, bodies and accounts stand as well."""


@pytest.fixture
def register(db: None) -> None:
    """The clone in which the demo's 522 prestigious persons stand as well."""


@pytest.fixture
def owner(db: None) -> Iterator[psycopg.Connection[Any]]:
    """A second connection, as the owner, committing at once: sees only what is committed."""
    from django.db import connection

    place = templates.owner_address(str(connection.settings_dict["NAME"]))
    with psycopg.connect(place.conninfo(), autocommit=True) as as_owner:
        yield as_owner


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> date:
    """The day on which all tests run."""
    day = date(2026, 11, 23)
    if importlib.util.find_spec(CLOCK) is not None:
        monkeypatch.setattr(f"{CLOCK}.today", lambda: day)
    return day


@pytest.fixture(autouse=True)
def unbound() -> None:
    """No test inherits what another one was bound to."""
    from vungcao.kernel.scopes import services

    services._current.set(services.NOTHING)
