"""Finding the one unit that an officer means by a typed name, code or number."""

from collections import Counter
from datetime import date, timedelta

from vungcao.kernel.units.models import Code, Kind, Unit
from vungcao.kernel.units.queries import GSO, Match, match, on_day


def pick(text: str, day: date) -> Match:
    """What `text` means on `day`: `#123` is our own number, digits are a code, else a name."""
    text = text.strip()
    if text.startswith("#") and text[1:].isdigit():
        return _one(Unit.objects.in_force(day).filter(pk=int(text[1:])).first(), day)
    if text.isdigit():
        codes = Code.objects.in_force(day).filter(scheme=GSO, code=text).select_related("unit")
        found = list(codes.order_by("pk"))
        if len(found) > 1:  # a province and a commune may bear the same digits
            return Match(choices=tuple(on_day([code.unit_id for code in found], day)))
        return _one(found[0].unit if found else None, day)
    return match(text, day)


def usual_names(day: date) -> list[tuple[str, str]]:
    """What a field suggests while one types (value, label): units of the day before `day`.

    A name that several units bear is suggested by its code. Villages are too many for a list.
    """
    eve = day - timedelta(days=1)
    living = Unit.objects.in_force(eve).exclude(kind__in=(Kind.VILLAGE, Kind.NATION, Kind.AREA))
    found = on_day(living.values_list("pk", flat=True), eve)
    bearers = Counter(unit.name for unit in found)
    return [
        (unit.name if bearers[unit.name] == 1 else unit.code or f"#{unit.id}", unit.name)
        for unit in found
    ]


def _one(unit: Unit | None, day: date) -> Match:
    return Match() if unit is None else Match(found=on_day([unit.pk], day)[0])
