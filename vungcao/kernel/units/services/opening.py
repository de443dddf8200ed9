"""Entering units that are simply there: reference data, villages of a list, demo units."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.models import Citation
from vungcao.kernel.units import names, queries
from vungcao.kernel.units.models import Code, Form, Hierarchy, Kind, Name, Placement, Unit
from vungcao.kernel.units.queries import scopes
from vungcao.kernel.units.services.announcing import announce


@dataclass(frozen=True)
class NewUnit:
    """A unit to enter. `parent` is a unit that is there, or the key of one of the same batch."""

    kind: Kind
    form: Form
    name: str
    parent: Unit | str | None
    basis: Citation
    valid_from: date
    key: str | None = None
    code: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    area_km2: Decimal | None = None
    valid_until: date | None = None
    stood_under: tuple[Unit, date] | None = None  # another parent until that day


@dataclass(frozen=True)
class NewPlacement:
    """Where a unit stands in a hierarchy between two days."""

    unit: Unit
    parent: Unit
    basis: Citation
    valid_from: date
    valid_until: date | None = None


@transaction.atomic
def open_units(*, units: Sequence[NewUnit], by: AbstractBaseUser) -> list[Unit]:
    """Enter units with their names, codes and places; a parent stands before its children.

    The nation alone has no parent and always has number 1.
    """
    made = build(units)
    Unit.objects.bulk_create(made)
    dated = list(zip(made, units, strict=True))
    Name.objects.bulk_create(_name(unit, new) for unit, new in dated)
    Code.objects.bulk_create(_code(unit, new) for unit, new in dated if new.code)
    Placement.objects.bulk_create(_placements(dated))
    audit.record(
        by=by,
        action="units.opened",
        subject="units.Unit",
        count=len(made),
        first=made[0].pk if made else None,
    )
    announce()
    return made


@transaction.atomic
def place(
    *, hierarchy: Hierarchy, placements: Iterable[NewPlacement], by: AbstractBaseUser
) -> None:
    """Place units in another hierarchy than the administrative one, which only reforms change."""
    made = Placement.objects.bulk_create(
        Placement(
            unit=new.unit,
            hierarchy=hierarchy,
            parent=new.parent,
            basis=new.basis,
            valid_from=new.valid_from,
            valid_until=new.valid_until,
        )
        for new in placements
    )
    audit.record(by=by, action="units.placed", subject=f"hierarchy:{hierarchy}", count=len(made))
    announce()


def build(units: Sequence[NewUnit]) -> list[Unit]:
    """The units with number and path, not yet written."""
    numbers = iter(scopes.reserve_ids(len(units)))
    by_key: dict[str, Unit] = {}
    made = []
    for new in units:
        parent = by_key[new.parent] if isinstance(new.parent, str) else new.parent
        pk = 1 if new.kind == Kind.NATION else next(numbers)
        unit = Unit(
            pk=pk,
            kind=new.kind,
            key=new.key,
            scope=f"{parent.scope if parent else '/'}{pk}/",
            latitude=new.latitude,
            longitude=new.longitude,
            area_km2=new.area_km2,
            basis=new.basis,
            valid_from=new.valid_from,
            valid_until=new.valid_until,
        )
        if new.key:
            by_key[new.key] = unit
        made.append(unit)
    return made


def _name(unit: Unit, new: NewUnit) -> Name:
    text = names.tidy(new.name)
    return Name(
        unit=unit,
        form=new.form,
        text=text,
        folded=names.fold_toneless(text),
        basis=new.basis,
        valid_from=new.valid_from,
        valid_until=new.valid_until,
    )


def _code(unit: Unit, new: NewUnit) -> Code:
    return Code(
        unit=unit,
        kind=new.kind,
        scheme=queries.GSO,
        code=new.code,
        basis=new.basis,
        valid_from=new.valid_from,
        valid_until=new.valid_until,
    )


def _placements(dated: list[tuple[Unit, NewUnit]]) -> list[Placement]:
    by_key: Mapping[str, Unit] = {new.key: unit for unit, new in dated if new.key}
    made = []
    for unit, new in dated:
        if new.parent is None:
            continue
        parent = by_key[new.parent] if isinstance(new.parent, str) else new.parent
        since = new.valid_from
        if new.stood_under is not None:
            earlier, until = new.stood_under
            made.append(_placement(unit, earlier, new.basis, since, until))
            since = until
        made.append(_placement(unit, parent, new.basis, since, new.valid_until))
    return made


def _placement(
    unit: Unit, parent: Unit, basis: Citation, since: date, until: date | None
) -> Placement:
    return Placement(
        unit=unit,
        hierarchy=Hierarchy.ADMINISTRATIVE,
        parent=parent,
        basis=basis,
        valid_from=since,
        valid_until=until,
    )
