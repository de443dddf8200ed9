"""Books of numbers and signing keys as an administrator sees them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _

from vungcao.kernel.access.queries import reach
from vungcao.kernel.access.roles import Permission
from vungcao.kernel.accounts.models import User
from vungcao.kernel.documents import rules
from vungcao.kernel.documents.models import (
    Document,
    DocumentNumber,
    NumberSeries,
    NumberState,
    SigningKey,
)
from vungcao.kernel.organisations import queries as organisations
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.organisations.rules import folded

MOST_SHOWN = 200


@dataclass(frozen=True)
class Book:
    """A way of numbering, whose it is, and how far it has come this year."""

    series: NumberSeries
    office: str
    last: int
    year: int

    @property
    def latest(self) -> str:
        """The last number as it was written; nothing before the first of the year."""
        return self._written(self.last) if self.last else ""

    @property
    def next(self) -> str:
        return self._written(self.last + 1)

    @property
    def words(self) -> str:
        return in_words(self.series.pattern)

    def _written(self, number: int) -> str:
        return rules.written(self.series.pattern, number, self.year, self.series.symbol)


def in_words(pattern: str) -> str:
    """A pattern as an officer would explain it."""
    digits = _("số có ít nhất hai chữ số") if "{so2}" in pattern else _("không thêm số 0 ở trước")
    return f"{digits}, {_('có năm')}" if "{nam}" in pattern else digits


@dataclass(frozen=True)
class Wanted:
    """What a list of books is narrowed to; without a state, those in force or to come."""

    text: str = ""
    kind: str = ""
    state: str = ""


def books(reader: User, wanted: Wanted, day: date) -> QuerySet[NumberSeries]:
    """Books of offices within reach, with what their office is called, folded, as `called`."""
    found = NumberSeries.objects.visible_to(reader).select_related("basis")
    found = found.annotate(called=organisations.folded_name("organisation", day))
    states = {
        "": found.exclude(valid_until__lte=day),
        "now": found.in_force(day),
        "coming": found.filter(valid_from__gt=day),
        "ended": found.filter(valid_until__lte=day),
    }
    found = states[wanted.state]
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    for word in folded(wanted.text).split():
        found = found.filter(Q(called__contains=word) | Q(symbol__icontains=word))
    return found


def described(rows: list[NumberSeries], day: date) -> list[Book]:
    """Books with their offices' names and how far they have come in the year of a day."""
    names = organisations.called([row.organisation_id for row in rows], day)
    taken = DocumentNumber.objects.filter(
        organisation__in={row.organisation_id for row in rows}, year=day.year
    )
    counts = taken.values_list("organisation", "kind").annotate(last=Max("number"))
    last = {(office, kind): number for office, kind, number in counts}
    return [
        Book(
            series=row,
            office=names.get(row.organisation_id, ""),
            last=last.get((row.organisation_id, row.kind), 0),
            year=day.year,
        )
        for row in rows
    ]


def keys(reader: User, day: date) -> list[tuple[SigningKey, str]]:
    """The keys that still sign, with the office for which they do."""
    found = SigningKey.objects.visible_to(reader).exclude(valid_until__lte=day)
    rows = list(found.select_related("signer").order_by("organisation", "pk"))
    names = organisations.called([row.organisation_id for row in rows], day)
    return [(row, names.get(row.organisation_id, "")) for row in rows]


def special(series: NumberSeries) -> list[tuple[DocumentNumber, str]]:
    """The latest numbers of a book that are held back or cancelled, as they would be written."""
    found = DocumentNumber.objects.filter(
        organisation=series.organisation_id, kind=series.kind, document=None
    )
    rows = found.select_related("series").order_by("-year", "-number", "pk")[:MOST_SHOWN]
    return [(row, written(row)) for row in rows]


def held(document: Document) -> dict[int, DocumentNumber]:
    """The numbers held back in the book of a document, those of the earliest days first."""
    found = DocumentNumber.objects.filter(
        organisation=document.issuer_id, kind=document.kind, state=NumberState.RESERVED
    )
    rows = found.select_related("series").order_by("year", "number", "pk")[:MOST_SHOWN]
    return {row.pk: row for row in rows}


def written(row: DocumentNumber) -> str:
    """A number as the book writes it."""
    return rules.written(row.series.pattern, row.number, row.year, row.series.symbol)


def offices(reader: User, permission: Permission, day: date) -> dict[int, str]:
    """The bodies for which the reader keeps books, by name."""
    paths = reach(reader, day, permission)
    bodies = Organisation.objects.in_force(day).values_list("pk", "scope")
    mine = [pk for pk, scope in bodies.order_by("pk") if any(scope.startswith(p) for p in paths)]
    names = organisations.called(mine, day)
    return dict(sorted(names.items(), key=lambda one: (one[1], one[0])))
