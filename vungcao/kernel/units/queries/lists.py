"""Units as of a day with the facts of that day, in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce, Collate

from vungcao.kernel.citations.models import State
from vungcao.kernel.units.models import Code, Form, Hierarchy, Kind, Name, Placement, Unit

GSO = "gso"


@dataclass(frozen=True)
class UnitOnDay:
    """A unit as it stood on one day. `parent` is its place in the hierarchy that was asked for."""

    id: int
    kind: Kind
    scope: str
    form: Form
    text: str
    code: str
    parent: int | None
    latitude: Decimal | None
    longitude: Decimal | None
    area_km2: Decimal | None
    valid_from: date
    valid_until: date | None
    state: State

    @property
    def name(self) -> str:
        """The full name, form and all."""
        return f"{self.form.label} {self.text}".strip()

    @property
    def is_seen(self) -> bool:
        return self.state == State.SEEN


def as_of(
    day: date,
    *,
    kind: Kind | None = None,
    under: Iterable[str] | Unit | UnitOnDay | None = None,
    hierarchy: Hierarchy = Hierarchy.ADMINISTRATIVE,
) -> list[UnitOnDay]:
    """The units that lived on `day`, by name and id.

    `under` is a unit, and then means everything that stood below it on that day in `hierarchy`;
    or scopes (a reader's reach), and then means what these are responsible for now.
    """
    units = Unit.objects.in_force(day)
    if isinstance(under, Unit | UnitOnDay):
        pk = under.pk if isinstance(under, Unit) else under.id
        units = units.filter(pk__in=_below(pk, day, hierarchy))
    elif under is not None:
        units = units.under(under)
    if kind is not None:
        units = units.filter(kind=kind)
    return on_day(units.values_list("pk", flat=True), day, hierarchy=hierarchy)


def on_day(
    ids: Iterable[int], day: date, *, hierarchy: Hierarchy = Hierarchy.ADMINISTRATIVE
) -> list[UnitOnDay]:
    """These units with what was true of them on `day`; one that was gone keeps its last facts.

    One that is only known from a later day on bears its first name: figures may be older.
    """
    wanted = list(ids)
    names: dict[int, tuple[str, str]] = {}
    codes: dict[int, str] = {}
    parents: dict[int, int] = {}
    facts = {"unit__in": wanted, "valid_from__lte": day}
    called = Name.objects.filter(unit__in=wanted).order_by("valid_from")
    for unit, form, text, since in called.values_list("unit", "form", "text", "valid_from"):
        if since <= day or unit not in names:
            names[unit] = (form, text)
    coded = Code.objects.filter(scheme=GSO, **facts).order_by("valid_from")
    codes.update(coded.values_list("unit", "code"))
    placed = Placement.objects.filter(hierarchy=hierarchy, **facts).order_by("valid_from")
    parents.update(placed.values_list("unit", "parent"))
    units = Unit.objects.filter(pk__in=wanted).select_related("basis")
    found = [
        _row(unit, names.get(unit.pk, ("", "")), codes, parents) for unit in units.order_by("pk")
    ]
    return sorted(found, key=lambda unit: (unit.text, unit.id))


def folded_name(unit: str, day: date) -> Collate:
    """To order rows by what a unit was called on a day; `unit` is the field that leads to it."""
    named = Name.objects.filter(unit=OuterRef(unit)).values("folded")
    then = named.filter(valid_from__lte=day).order_by("-valid_from", "pk")[:1]
    first = named.order_by("valid_from", "pk")[:1]
    return Collate(Coalesce(Subquery(then), Subquery(first)), "C")


def by_code(scheme: str, kind: Kind, code: str, day: date) -> Unit | None:
    """The unit that bore this code on this day."""
    codes = Code.objects.in_force(day).filter(scheme=scheme, kind=kind, code=code)
    found = codes.select_related("unit").order_by("pk").first()
    return found.unit if found else None


def children(
    unit: Unit, day: date, hierarchy: Hierarchy = Hierarchy.ADMINISTRATIVE
) -> list[UnitOnDay]:
    """The units that stood directly below `unit` on `day`."""
    placed = Placement.objects.in_force(day).filter(parent=unit, hierarchy=hierarchy)
    living = Unit.objects.in_force(day).filter(pk__in=placed.values("unit"))
    return on_day(living.values_list("pk", flat=True), day, hierarchy=hierarchy)


def ancestors(
    unit: Unit, day: date, hierarchy: Hierarchy = Hierarchy.ADMINISTRATIVE
) -> list[UnitOnDay]:
    """The units above `unit` on `day`, from the nation down; none when it stood nowhere."""
    chain: list[int] = []
    at: int | None = unit.pk
    while at is not None and at not in chain:
        chain.append(at)
        placed = Placement.objects.in_force(day).filter(unit=at, hierarchy=hierarchy)
        at = placed.order_by("pk").values_list("parent", flat=True).first()
    above = {found.id: found for found in on_day(chain[1:], day, hierarchy=hierarchy)}
    return [above[pk] for pk in reversed(chain[1:])]


def _below(unit: int, day: date, hierarchy: Hierarchy) -> set[int]:
    placed = Placement.objects.in_force(day).filter(hierarchy=hierarchy)
    below: dict[int, list[int]] = {}
    for child, parent in placed.values_list("unit", "parent"):
        below.setdefault(parent, []).append(child)
    reached: set[int] = set()
    waiting = [unit]
    while waiting:
        found = [child for child in below.get(waiting.pop(), ()) if child not in reached]
        reached.update(found)
        waiting.extend(found)
    return reached


def _row(
    unit: Unit, name: tuple[str, str], codes: dict[int, str], parents: dict[int, int]
) -> UnitOnDay:
    return UnitOnDay(
        id=unit.pk,
        kind=Kind(unit.kind),
        scope=unit.scope,
        form=Form(name[0]),
        text=name[1],
        code=codes.get(unit.pk, ""),
        parent=parents.get(unit.pk),
        latitude=unit.latitude,
        longitude=unit.longitude,
        area_km2=unit.area_km2,
        valid_from=unit.valid_from,
        valid_until=unit.valid_until,
        state=State(unit.basis.state),
    )
