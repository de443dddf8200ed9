"""Announcing what has become of rows of the register: ids only, and few however long a list is."""

from collections.abc import Sequence

from vungcao.kernel.offers.outbox import Announcement, put
from vungcao.kernel.people.rules import commune_of
from vungcao.systems.prestige.models import Recognition


def tell(topic: str, rows: Sequence[Recognition], **details: int) -> None:
    """One announcement for each commune, naming its first row.

    Of more than one row a further one, `prestige.listed`, says that many changed at once.
    """
    first: dict[str, Recognition] = {}
    for row in rows:
        first.setdefault(commune_of(row.scope), row)
    for row in first.values():
        subject = f"{Recognition._meta.label}:{row.pk}"
        put(Announcement(topic, subject, row.scope, details={**details}))
    if len(rows) > 1:
        put(Announcement("prestige.listed", Recognition._meta.label, rows[0].scope))
