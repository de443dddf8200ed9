"""All names that places ever bore, and how they hang together through reforms."""

from datetime import date

from vungcao.kernel.search.rules import Called, Gazetteer
from vungcao.kernel.units.queries import kin, names_ever


def gazetteer(day: date) -> Gazetteer:
    """As far as reforms have come on a day."""
    known = names_ever()
    said: dict[int, set[str]] = {}
    for one in known:
        said.setdefault(one.unit, set()).add(f"{one.form} {one.text}".strip())
    also = {
        unit: frozenset(name for other in others for name in said.get(other, ())) - said[unit]
        for unit, others in kin(day).items()
        if unit in said
    }
    return Gazetteer((Called(one.unit, one.form, one.text) for one in known), also)
