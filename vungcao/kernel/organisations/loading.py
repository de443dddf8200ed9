"""Organisations from the files of `data/`; loading again changes nothing.

Bodies that stand in every unit of a level come from a pattern with its legal basis, not from a
list written by hand.
"""

from collections import defaultdict
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser

from vungcao.kernel.calendar.models import WorkingCalendar
from vungcao.kernel.norms.loading import Bases, day, end
from vungcao.kernel.offers import reference
from vungcao.kernel.offers.reference import Row
from vungcao.kernel.organisations import services
from vungcao.kernel.organisations.models import (
    Organisation,
    OrganisationKind,
    OrganisationName,
    OrganisationSuccession,
)
from vungcao.kernel.organisations.services import Change, NewOrganisation
from vungcao.kernel.units.models import Hierarchy, Kind, Placement, Unit
from vungcao.kernel.units.queries import UnitOnDay, as_of


def load_bodies(rows: list[Row], by: AbstractBaseUser) -> None:
    """Bodies in the file's order, a parent before those under it; then their later names.

    Without a day a body begins with its unit: nobody has read when it was founded.
    """
    bases, calendars = Bases(by), _calendars()
    names = _names_by_body()
    units = {unit.key: unit for unit in Unit.objects.exclude(key=None)}
    there = _there()
    for row in rows:
        if row["key"] in there:
            continue
        unit, first = units[row["unit"]], names[row["key"]][0]
        new = NewOrganisation(
            key=row["key"],
            kind=OrganisationKind(row["kind"]),
            unit=unit,
            calendar=calendars[row["calendar"]],
            name=first["text"],
            abbreviation=first["abbreviation"],
            parent=there[row["parent"]] if row["parent"] else None,
            basis=bases.of(row),
            valid_from=_since(row, unit),
        )
        there[row["key"]] = services.establish(new=new, by=by)
    _rename(names, there, bases, by)


def load_patterns(rows: list[Row], by: AbstractBaseUser) -> None:
    """The body that each unit of a level has from a day on; patterns that follow stand under it."""
    bases, calendars = Bases(by), _calendars()
    for row in rows:
        there = _there()
        province = Unit.objects.get(key=row["province"])
        units = as_of(day(row["valid_from"]), kind=Kind(row["level"]), under=province)
        rows_of = Unit.objects.in_bulk([unit.id for unit in units])
        new = [
            NewOrganisation(
                key=_key(row["key"], rows_of[unit.id]),
                kind=OrganisationKind(row["kind"]),
                unit=rows_of[unit.id],
                calendar=calendars[row["calendar"]],
                name=_filled(row["name"], unit),
                abbreviation=_filled(row["abbreviation"], unit),
                parent=there.get(row["parent"]) or there.get(_key(row["parent"], rows_of[unit.id])),
                basis=bases.of(row),
                valid_from=day(row["valid_from"]),
            )
            for unit in units
            if _key(row["key"], rows_of[unit.id]) not in there
        ]
        if new:
            services.establish_many(new=new, by=by)


def load_successions(rows: list[Row], by: AbstractBaseUser) -> None:
    """Acts in the order of their days; lines with one act key are one act."""
    bases = Bases(by)
    there = _there()
    known = set(OrganisationSuccession.objects.values_list("source", "effective_on"))
    acts: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        acts[row["act"]].append(row)
    for lines in sorted(acts.values(), key=lambda lines: lines[0]["effective_on"]):
        head = lines[0]
        sources = tuple(there[key] for key in dict.fromkeys(row["before"] for row in lines))
        if (sources[0].pk, day(head["effective_on"])) in known:
            continue
        targets = _targets(lines, there)
        files = [at for at, row in enumerate(lines) if row["receives_files"] == "true"]
        change = Change(
            kind=OrganisationSuccession.Kind(head["kind"]),
            sources=sources,
            targets=targets,
            effective_on=day(head["effective_on"]),
            basis=bases.of(head),
            files_to=targets.index(there[lines[files[0]]["after"]]) if files else None,
        )
        services.succeed(change=change, by=by)


def _targets(lines: list[Row], there: dict[str, Organisation]) -> tuple[Organisation, ...]:
    """The bodies of the lines; `pattern:district` stands for those of a former district."""
    found: dict[int, Organisation] = {}
    for row in lines:
        pattern, colon, district = row["after"].partition(":")
        bodies = [there[row["after"]]] if not colon and pattern else []
        if colon:
            bodies = _of_former_district(pattern, district, there)
        found.update({body.pk: body for body in bodies})
    return tuple(found.values())


def _of_former_district(
    pattern: str, district: str, there: dict[str, Organisation]
) -> list[Organisation]:
    placed = Placement.objects.filter(
        hierarchy=Hierarchy.FORMER_DISTRICT, parent__key=district
    ).select_related("unit")
    return [there[_key(pattern, row.unit)] for row in placed.order_by("unit__key", "pk")]


def _rename(
    names: dict[str, list[Row]],
    there: dict[str, Organisation],
    bases: Bases,
    by: AbstractBaseUser,
) -> None:
    known = set(OrganisationName.objects.values_list("organisation", "valid_from"))
    for key, rows in names.items():
        for row in rows[1:]:
            if (there[key].pk, day(row["valid_from"])) not in known:
                services.rename(
                    organisation=there[key],
                    text=row["text"],
                    abbreviation=row["abbreviation"],
                    valid_from=day(row["valid_from"]),
                    basis=bases.of(row),
                    by=by,
                )


def _names_by_body() -> dict[str, list[Row]]:
    names: dict[str, list[Row]] = defaultdict(list)
    for row in reference.rows("organisation_names.csv"):
        names[row["organisation"]].append(row)
    return names


def _since(row: Row, unit: Unit) -> date:
    return end(row["valid_from"]) or unit.valid_from


def _filled(pattern: str, unit: UnitOnDay) -> str:
    return pattern.format(form=str(unit.form.label).lower(), name=unit.text)


def _key(pattern: str, unit: Unit) -> str:
    return f"{pattern}/{unit.key}"


def _there() -> dict[str, Organisation]:
    return {body.key: body for body in Organisation.objects.exclude(key=None) if body.key}


def _calendars() -> dict[str, WorkingCalendar]:
    return {calendar.code: calendar for calendar in WorkingCalendar.objects.all()}
