"""How a command enters Django: with which role, and only where there is a database."""

import os

from vungcao.runtime import database_urls
from vungcao.runtime.env import environment


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

    django.setup()
