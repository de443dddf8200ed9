"""Units from the files of `data/`: what was there first, reforms, former districts.

Loading again changes nothing: what has its key already stays as it is.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from django.contrib.auth.base_user import AbstractBaseUser

from vungcao.kernel.citations.models import Citation
from vungcao.kernel.offers import reference
from vungcao.kernel.units import services
from vungcao.kernel.units.models import (
    Establishment,
    Form,
    Hierarchy,
    Kind,
    Placement,
    Reform,
    Unit,
)
from vungcao.kernel.units.services import drafting

Rows = list[dict[str, str]]
FORMER_DISTRICT = "Địa bàn huyện cũ, tính theo các xã hợp thành"
FORMER_DISTRICT_UNSURE = "Địa bàn huyện cũ, đơn vị hợp thành thuộc nhiều huyện"


def load_units(rows: Rows, by: AbstractBaseUser) -> None:
    """Units as they stood before the first reform of the files."""
    bases = _bases()
    there = _units()
    new = [row for row in rows if row["key"] not in there]
    services.open_units(
        units=[
            services.NewUnit(
                key=row["key"],
                kind=Kind(row["kind"]),
                form=Form(row["form"]),
                name=row["name"],
                code=row["code"],
                parent=there.get(row["parent"], row["parent"]) if row["parent"] else None,
                basis=bases[row["basis"]],
                valid_from=date.fromisoformat(row["valid_from"]),
                latitude=_decimal(row["latitude"]),
                longitude=_decimal(row["longitude"]),
                area_km2=_decimal(row["area_km2"]),
            )
            for row in new
        ],
        by=by,
    )


def load_reforms(rows: Rows, by: AbstractBaseUser) -> None:
    """Reforms with their lines (three files of their own), each applied before the next is read.

    They are applied as decided before their day; the command lets those that are due take effect.
    """
    bases = _bases()
    known = set(Reform.objects.values_list("key", flat=True))
    lines = {
        file: _by_reform(reference.rows(f"reform_{file}.csv"))
        for file in ("establishments", "successions", "revisions")
    }
    for row in sorted(rows, key=lambda row: row["effective_on"]):
        if row["key"] in known:
            continue
        day = date.fromisoformat(row["effective_on"])
        head = services.Head(
            title=row["title"],
            effective_on=day,
            basis=bases[row["basis"]],
            decision_number=row["decision_number"],
            decided_on=date.fromisoformat(row["decided_on"]) if row["decided_on"] else None,
            key=row["key"],
        )
        reform = services.draft(head=head, by=by)
        _write_lines(reform, {file: found[row["key"]] for file, found in lines.items()}, by)
        services.apply(reform=reform, today=day - timedelta(days=1), by=by)


def load_former_districts(rows: Rows, by: AbstractBaseUser) -> None:
    """In which former district each commune of today lies."""
    units = _units()
    placed = set(
        Placement.objects.filter(hierarchy=Hierarchy.FORMER_DISTRICT).values_list("unit", flat=True)
    )
    bases = _bases()
    services.place(
        hierarchy=Hierarchy.FORMER_DISTRICT,
        placements=[
            services.NewPlacement(
                unit=units[row["unit"]],
                parent=units[row["district"]],
                basis=bases[FORMER_DISTRICT if row["state"] == "seen" else FORMER_DISTRICT_UNSURE],
                valid_from=date.fromisoformat(row["valid_from"]),
            )
            for row in rows
            if units[row["unit"]].pk not in placed
        ],
        by=by,
    )


def _write_lines(reform: Reform, lines: Mapping[str, Rows], by: AbstractBaseUser) -> None:
    units = _units()
    made: dict[str, Establishment] = {}
    for row in lines["establishments"]:
        place = drafting.establishment(
            reform,
            services.NewEstablishment(
                key=row["key"],
                kind=Kind(row["kind"]),
                form=Form(row["form"]),
                name=row["name"],
                code=row["code"],
                parent=made.get(row["parent"]) or units[row["parent"]],
                latitude=_decimal(row["latitude"]),
                longitude=_decimal(row["longitude"]),
                area_km2=_decimal(row["area_km2"]),
            ),
        )
        made[f"{reform.key}/{row['key']}"] = place
    places: Mapping[str, Unit | Establishment] = {**units, **made}
    successions = [
        drafting.succession(
            reform,
            units[row["from_unit"]],
            places[row["to_unit"]],
            weight=int(row["weight"]),
            position=int(row["position"]),
        )
        for row in lines["successions"]
    ]
    revisions = [
        drafting.revision(
            reform,
            units[row["unit"]],
            services.Changes(
                name=row["name"],
                form=Form(row["form"]),
                code=row["code"],
                parent=places[row["parent"]] if row["parent"] else None,
                is_abolished=row["is_abolished"] == "true",
                receiver=places[row["receiver"]] if row["receiver"] else None,
            ),
        )
        for row in lines["revisions"]
    ]
    services.write_changes(reform=reform, changes=[*made.values(), *successions, *revisions], by=by)


def _by_reform(rows: Rows) -> Mapping[str, Rows]:
    found: dict[str, Rows] = defaultdict(list)
    for row in rows:
        found[row["reform"]].append(row)
    return found


def _bases() -> dict[str, Citation]:
    return {found.number: found for found in Citation.objects.filter(article="")}


def _units() -> dict[str, Unit]:
    return {unit.key: unit for unit in Unit.objects.exclude(key=None) if unit.key}


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None
