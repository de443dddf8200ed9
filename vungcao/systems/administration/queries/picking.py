"""Finding the one unit that an officer means by a typed name or code."""

from collections import Counter
from datetime import date, timedelta

from vungcao.kernel.units.models import Code, Kind, Unit
from vungcao.kernel.units.queries import GSO, Match, UnitOnDay, match, on_day


def pick(text: str, day: date) -> Match:
    """What `text` means on `day`: digits are a code; a comma puts the unit above after the name."""
    text = text.strip()
    if text.isdigit():
        return _coded(text, day)
    name, comma, above = text.partition(",")
    if not comma:
        return match(text, day)
    parent = match(above, day)
    return match(name, day, under=parent.found) if parent.found else parent


def with_places(units: tuple[UnitOnDay, ...], day: date) -> list[tuple[int, str]]:
    """Units that are easily confused (id, words): name, code and where each of them stood."""
    above = {unit.id: unit.name for unit in on_day([u.parent for u in units if u.parent], day)}
    return [
        (unit.id, ", ".join(word for word in _words(unit, above.get(unit.parent or 0)) if word))
        for unit in units
    ]


def usual_names(day: date) -> list[str]:
    """What a field suggests while one types: units of the day before `day`.

    Villages are too many for a list.
    """
    eve = day - timedelta(days=1)
    living = Unit.objects.in_force(eve).exclude(kind__in=(Kind.VILLAGE, Kind.NATION, Kind.AREA))
    found = on_day(living.values_list("pk", flat=True), eve)
    names = {unit.id: unit.name for unit in found}
    bearers = Counter(names.values())
    return [
        unit.name
        if bearers[unit.name] == 1
        else f"{unit.name}, {names.get(unit.parent or 0) or unit.code}"
        for unit in found
    ]


def _coded(code: str, day: date) -> Match:
    codes = Code.objects.in_force(day).filter(scheme=GSO, code=code).order_by("pk")
    found = tuple(on_day(codes.values_list("unit", flat=True), day))
    if len(found) == 1:
        return Match(found=found[0])
    return Match(choices=found)  # a province and a commune may bear the same digits


def _words(unit: UnitOnDay, above: str | None) -> tuple[str, str, str]:
    return unit.name, above or "", f"mã {unit.code}" if unit.code else ""
