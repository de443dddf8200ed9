"""How a command enters Django: with which role, and only where there is a database."""

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager

from vungcao.runtime import database_urls
from vungcao.runtime.env import environment

# A request makes some thousands of objects that live as long as it does: looking among them every
# 700 for what is garbage took a tenth of its time.
OBJECTS = 20_000


def choose_role(role: str) -> None:
    """Before the settings are read; a role given from outside stays."""
    os.environ.setdefault("VUNGCAO_DB_ROLE", role)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vungcao.config.settings")
    environment.cache_clear()


def enter(role: str = "app") -> None:
    """Load Django for a command that reads or writes the database."""
    choose_role(role)
    database_urls.require(environment())

    import django

    with loading():
        django.setup()


@contextmanager
def loading() -> Iterator[None]:
    """While modules are read nothing of them is garbage, and afterwards they stay.

    Looking for it over and over takes a tenth of a start; what was read is not looked at again.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(OBJECTS, 20, 50)
        gc.enable()
