"""Before anybody's first migration: what the owner makes, the application may use."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import pre_migrate


class ScopesConfig(AppConfig):
    name = "vungcao.kernel.scopes"

    def ready(self) -> None:
        pre_migrate.connect(grant_defaults, sender=self)


def grant_defaults(using: str, **_: Any) -> None:
    from vungcao.kernel.scopes import queries

    queries.grant_defaults(using)
