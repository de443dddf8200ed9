"""Books of numbers and signing keys as an administrator sees them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max, QuerySet

from vungcao.kernel.access.queries import reach
from vungcao.kernel.access.roles import Permission
from vungcao.kernel.accounts.models import User
from vungcao.kernel.documents.models import DocumentNumber, NumberSeries, SigningKey
from vungcao.kernel.organisations import queries as organisations
from vungcao.kernel.organisations.models import Organisation

MOST_SHOWN = 200


@dataclass(frozen=True)
class Book:
    """A way of numbering, whose it is, and how far it has come this year."""

    series: NumberSeries
    office: str
    last: int


def books(reader: User, day: date) -> list[Book]:
    """The ways in force or to come, by office and kind."""
    found = NumberSeries.objects.visible_to(reader).exclude(valid_until__lte=day)
    rows = list(found.select_related("basis").order_by("organisation", "kind", "valid_from", "pk"))
    names = organisations.called([row.organisation_id for row in rows], day)
    taken = DocumentNumber.objects.filter(
        organisation__in={row.organisation_id for row in rows}, year=day.year
    )
    counts = taken.values_list("organisation", "kind").annotate(last=Max("number"))
    last = {(office, kind): number for office, kind, number in counts}
    return [
        Book(row, names.get(row.organisation_id, ""), last.get((row.organisation_id, row.kind), 0))
        for row in rows
    ]


def keys(reader: User, day: date) -> list[tuple[SigningKey, str]]:
    """The keys that still sign, with the office for which they do."""
    found = SigningKey.objects.visible_to(reader).exclude(valid_until__lte=day)
    rows = list(found.select_related("signer").order_by("organisation", "pk"))
    names = organisations.called([row.organisation_id for row in rows], day)
    return [(row, names.get(row.organisation_id, "")) for row in rows]


def special(series: NumberSeries) -> QuerySet[DocumentNumber]:
    """The latest numbers of a book that are held back or cancelled."""
    found = DocumentNumber.objects.filter(
        organisation=series.organisation_id, kind=series.kind, document=None
    )
    return found.order_by("-year", "-number", "pk")[:MOST_SHOWN]


def offices(reader: User, permission: Permission, day: date) -> dict[int, str]:
    """The bodies for which the reader keeps books, by name."""
    paths = reach(reader, day, permission)
    bodies = Organisation.objects.in_force(day).values_list("pk", "scope")
    mine = [pk for pk, scope in bodies.order_by("pk") if any(scope.startswith(p) for p in paths)]
    names = organisations.called(mine, day)
    return dict(sorted(names.items(), key=lambda one: (one[1], one[0])))
