"""The demo province's counts: synthetic, each half-year, by the units of their day."""

from collections.abc import Iterable
from datetime import date
from hashlib import blake2b

from django.contrib.auth.base_user import AbstractBaseUser

from vungcao.kernel.citations.models import Citation
from vungcao.kernel.units import queries, services
from vungcao.kernel.units.models import Kind, Unit

# Two days of the old communes, two of today's; the villages once more after their merger.
DAYS = (date(2024, 12, 31), date(2025, 6, 30), date(2025, 12, 31), date(2026, 6, 30))
AFTER_THE_PRACTICE = date(2026, 9, 30)
HOUSEHOLDS = {Kind.COMMUNE: (700, 3600), Kind.VILLAGE: (60, 240)}
Counts = dict[int, int]  # by unit


def number(key: str, least: int, most: int) -> int:
    """A number that looks drawn by lot and is the same in every run."""
    drawn = int.from_bytes(blake2b(key.encode(), digest_size=8).digest())
    return least + drawn % (most - least + 1)


def of_communes(basis: Citation, by: AbstractBaseUser) -> None:
    _count(Kind.COMMUNE, None, DAYS, basis, by)


def of_villages(commune: Unit, basis: Citation, by: AbstractBaseUser) -> None:
    _count(Kind.VILLAGE, commune, (*DAYS, AFTER_THE_PRACTICE), basis, by)


def _count(
    kind: Kind, under: Unit | None, days: Iterable[date], basis: Citation, by: AbstractBaseUser
) -> None:
    """Each day grows out of the one before it, restated to the units that have come since."""
    before: date | None = None
    for day in days:
        lived = queries.as_of(day, kind=kind, under=under)
        units = Unit.objects.in_bulk([unit.id for unit in lived])
        households = _counted("households", before, day, kind)
        population = _counted("population", before, day, kind)
        new = []
        for pk, unit in sorted(units.items()):
            key = str(unit.key or pk)
            homes = _grown(households[pk], key) if pk in households else _first(key, kind)
            people = _grown(population[pk], key) if pk in population else homes * _size(key) // 10
            new.append(services.NewTally("households", unit, day, homes, basis))
            new.append(services.NewTally("population", unit, day, people, basis))
        services.record_tallies(tallies=new, by=by)
        before = day


def _counted(measure: str, day: date | None, today: date, kind: Kind) -> Counts:
    if day is None:
        return {}
    rows = queries.totals(measure, day, as_of=today, kind=kind).rows
    return {row.unit.id: row.value for row in rows}


def _first(key: str, kind: Kind) -> int:
    return number(key, *HOUSEHOLDS[kind])


def _size(key: str) -> int:
    """Tenths of a person in a household."""
    return number(f"{key} size", 36, 45)


def _grown(value: int, key: str) -> int:
    """By a few thousandths in half a year; where many move away, fewer."""
    return value * (1000 + number(f"{key} growth", -6, 14)) // 1000
