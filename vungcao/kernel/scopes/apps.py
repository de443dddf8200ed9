"""Before anybody's first migration: what the owner makes, the application may use.

And on every connection: how many plans it keeps.
"""

from typing import Any

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import pre_migrate

# Changes of all kinds ask some hundred statements; a plan takes about 0.2 MB.
PLANS_KEPT = 300


class ScopesConfig(AppConfig):
    name = "vungcao.kernel.scopes"

    def ready(self) -> None:
        pre_migrate.connect(grant_defaults, sender=self)
        connection_created.connect(keep_plans)


def grant_defaults(using: str, **_: Any) -> None:
    from vungcao.kernel.scopes import queries

    queries.grant_defaults(using)


def keep_plans(connection: Any, **_: Any) -> None:
    """psycopg keeps a hundred and forgets the others in turn: all would be planned anew."""
    connection.connection.prepared_max = PLANS_KEPT
