"""What the search finds of dossiers: their numbers and procedures, never a person."""

from collections.abc import Iterator
from datetime import date

from vungcao.kernel.cases.models import Case
from vungcao.kernel.offers.search import Entry
from vungcao.systems.onestop.queries.worklist import KIND

LIGHT = 5


def read(keys: frozenset[str] | None, day: date) -> Iterator[Entry]:
    """Dossiers by number, at the place that holds them now."""
    found = Case.objects.filter(kind=KIND)
    if keys is not None:
        found = found.filter(code__in=keys)
    rows = found.order_by("pk").values_list("code", "number", "label", "scope")
    for code, number, label, scope in rows.iterator():
        yield Entry(code, f"Hồ sơ {number}", label, scope=scope, weight=LIGHT)


def key_of(key: str) -> str:
    """The code of a case that was announced."""
    found = Case.objects.filter(pk=key, kind=KIND) if key.isdecimal() else Case.objects.none()
    return found.values_list("code", flat=True).first() or ""
