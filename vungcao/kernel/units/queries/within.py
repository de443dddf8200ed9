"""Units by name inside a reach, as a reader chooses one of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from vungcao.kernel.scopes.rules import end_of
from vungcao.kernel.units import names
from vungcao.kernel.units.models import Form, Kind, Name

ORDER = (Kind.NATION, Kind.PROVINCE, Kind.DISTRICT, Kind.COMMUNE, Kind.AREA, Kind.VILLAGE)


@dataclass(frozen=True)
class Place:
    """A unit as it was called on one day; `scope` leads to the one responsible now."""

    id: int
    kind: Kind
    scope: str
    form: Form
    text: str

    @property
    def name(self) -> str:
        return f"{self.form.label} {self.text}".strip()


def places(ids: Iterable[int], day: date) -> dict[int, Place]:
    """Those of these units that lived on `day`; one query."""
    return {place.id: place for place in _places(_living(day).filter(unit__in=set(ids)))}


def within(scopes: Iterable[str], text: str, day: date, limit: int = 30) -> list[Place]:
    """Units of a reach that bore a name with `text` on `day`, the larger ones first."""
    toneless = names.fold_toneless(text)
    reached = Q(pk__in=[])
    for scope in scopes:
        reached |= Q(unit__scope__gte=scope, unit__scope__lt=end_of(scope))
    if not toneless:
        return []
    level = Case(
        *(When(unit__kind=kind, then=Value(rank)) for rank, kind in enumerate(ORDER)),
        default=Value(len(ORDER)),
        output_field=IntegerField(),
    )
    found = _living(day).filter(reached, folded__contains=toneless)
    return _places(found.order_by(level, "folded", "pk")[:limit])


def _living(day: date) -> QuerySet[Name]:
    lives = Q(unit__valid_until=None) | Q(unit__valid_until__gt=day)
    return Name.objects.in_force(day).filter(lives, unit__valid_from__lte=day)


def _places(rows: QuerySet[Name]) -> list[Place]:
    told = rows.values_list("unit", "unit__kind", "unit__scope", "form", "text")
    return [Place(pk, Kind(kind), scope, Form(form), text) for pk, kind, scope, form, text in told]
