"""Finding the one unit that somebody means by a typed name or code, and what is below it."""

from collections.abc import Iterable
from datetime import date

from vungcao.kernel.units.models import Code, Hierarchy, Placement, Unit
from vungcao.kernel.units.queries.lists import GSO, UnitOnDay, on_day
from vungcao.kernel.units.queries.matches import Match, match


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


def below(parents: Iterable[int], day: date) -> list[UnitOnDay]:
    """The units that stand directly below any of `parents`; each says below which one."""
    placed = Placement.objects.in_force(day).filter(
        hierarchy=Hierarchy.ADMINISTRATIVE, parent__in=list(parents)
    )
    living = Unit.objects.in_force(day).filter(pk__in=placed.values("unit"))
    return on_day(living.values_list("pk", flat=True), day)


def with_some_below(units: Iterable[int], day: date) -> frozenset[int]:
    """Which of these units have others below them."""
    placed = Placement.objects.in_force(day).filter(
        hierarchy=Hierarchy.ADMINISTRATIVE, parent__in=list(units)
    )
    return frozenset(placed.order_by("parent").values_list("parent", flat=True).distinct())


def _coded(code: str, day: date) -> Match:
    codes = Code.objects.in_force(day).filter(scheme=GSO, code=code).order_by("pk")
    found = tuple(on_day(codes.values_list("unit", flat=True), day))
    if len(found) == 1:
        return Match(found=found[0])
    return Match(choices=found)  # a province and a commune may bear the same digits


def _words(unit: UnitOnDay, above: str | None) -> tuple[str, str, str]:
    return unit.name, above or "", f"mã {unit.code}" if unit.code else ""
