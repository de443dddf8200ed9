"""Which counts of dossiers anybody may read: none from which one person's affair could be told."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

FEWEST = 5  # a convention of the system, as for the register; no text that sets it has been read


@dataclass(frozen=True)
class Month:
    """Dossiers of one unit in one month: received in it, done in it, and of these in time."""

    received: int = 0
    done: int = 0
    on_time: int = 0

    def __add__(self, other: "Month") -> "Month":
        pairs = ((getattr(self, one.name), getattr(other, one.name)) for one in fields(self))
        return Month(*(mine + theirs for mine, theirs in pairs))

    @property
    def is_small(self) -> bool:
        """Whether one of its numbers, or of those that follow from them, is about too few."""
        told = (self.received, self.done, self.on_time, self.done - self.on_time)
        return any(0 < number < FEWEST for number in told)


def guarded(counts: Mapping[int, Month]) -> tuple[dict[int, Month | None], Month | None]:
    """What each unit may show, and all of them together; None where that would tell too much.

    Whoever knows the whole can subtract what is shown: what is hidden is at least two units that
    together are not small, else more is hidden, the smallest first, and in the end the whole.
    """
    dark = {unit for unit, one in counts.items() if one.is_small}
    others = sorted(counts.keys() - dark, key=lambda unit: (counts[unit].received, unit))
    while dark and others and (len(dark) < 2 or _sum(counts, dark).is_small):
        dark.add(others.pop(0))
    shown = {unit: None if unit in dark else one for unit, one in counts.items()}
    hides_all = bool(dark) and (len(dark) < 2 or _sum(counts, dark).is_small)
    return shown, None if hides_all else _sum(counts, set(counts))


def _sum(counts: Mapping[int, Month], units: set[int]) -> Month:
    return sum((counts[unit] for unit in units), Month())
