"""Quarters and months of a table added into the longer period they make up.

Every unit's figures come together over time first, by the way its indicator says. A unit of which a
part is missing gives nothing to the longer period: it lacks periods, is counted and is named, and
no sum passes over the gap in silence. What is summed needs the parts in which the unit stood; of
what is taken last only the last part counts; a mean or a maximum needs them all.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from vungcao.systems.statistics.rules import adding, tables
from vungcao.systems.statistics.rules.adding import Added, Part, Way
from vungcao.systems.statistics.rules.exact import Figure, State
from vungcao.systems.statistics.rules.tables import BLANK, Column, Given, Ground, Source

Parted = Mapping[int, Sequence[Source]]  # of one unit, by part


@dataclass(frozen=True)
class Whole:
    """A longer period of one unit: its figures, of how many parts, and of how many it should be."""

    slots: tuple[Added, ...]
    got: int
    wanted: int
    found: Sequence[Source] = field(default_factory=tuple)

    @property
    def is_whole(self) -> bool:
        return self.got == self.wanted


def sources(column: Column, parts: Sequence[int], given: Given, ground: Ground) -> Iterator[Source]:
    """What each unit of the map gives to the longer period that these parts make up."""
    by_goal: dict[tuple[int, int], dict[int, list[Source]]] = defaultdict(dict)
    for part in parts:
        for one in tables.sources(column, part, given, ground):
            by_goal[one.row, one.goal].setdefault(part, []).append(one)
    for (row, goal), found in sorted(by_goal.items()):
        whole = together(column, parts, _stood(goal, parts, found, ground), found)
        if whole is None:
            continue
        yield Source(
            unit=goal,
            goal=goal,
            row=row,
            slots=whole.slots,
            is_told=whole.is_whole,
            is_open=any(one.is_open for one in whole.found),
            is_divided=any(one.is_divided for one in whole.found),
            parts=(whole.got, whole.wanted),
            is_brought=any(one.is_brought for one in whole.found),
        )


def _stood(goal: int, parts: Sequence[int], found: Parted, ground: Ground) -> list[int]:
    """The parts in which a unit was there, or reported though nobody knew of it.

    Of what the register does not know in any of them, all are awaited.
    """
    known = {part for part in parts if ground.stands(goal, part)}
    told = {part for part, those in found.items() if any(one.is_told for one in those)}
    return [part for part in parts if not known or part in known | told]


def together(
    column: Column, parts: Sequence[int], stood: Sequence[int], found: Parted
) -> Whole | None:
    """The figures of one unit over time; None where it has no place in the longer period."""
    if any(slot.over_time is Way.NONE for slot in column.slots):
        every = [one for each in found.values() for one in each]
        return Whole((Added(Figure(State.NOT_APPLICABLE)),) * len(column.slots), 1, 1, every)
    wanted = _wanted(column, parts, stood)
    if not wanted:
        return None
    told = [part for part in wanted if _is_told(column, found.get(part, ()))]
    used = [one for part in wanted for one in found.get(part, ())]
    if len(told) < len(wanted):
        return Whole((BLANK,) * len(column.slots), len(told), len(wanted), used)
    slots = []
    for nth, slot in enumerate(column.slots):
        said = [(part, _over_units(column, nth, found[part])) for part in wanted]
        given = (Part(one.figure, at=part, missing=min(1, one.missing)) for part, one in said)
        slots.append(adding.add(given, slot.over_time))
    return Whole(tuple(slots), len(told), len(wanted), used)


def _wanted(column: Column, parts: Sequence[int], stood: Sequence[int]) -> list[int]:
    """The parts that the unit must have given."""
    ways = {slot.over_time for slot in column.slots}
    if ways == {Way.LAST}:
        return [part for part in stood if part == parts[-1]]
    if ways == {Way.SUM}:
        return list(stood)
    return list(parts)


def _is_told(column: Column, found: Sequence[Source]) -> bool:
    """Whether every place of a part has said what it knows; what it does not collect it lacks."""
    return bool(found) and all(
        one.is_told and not any(_lacks(slot.figure) for slot in one.slots) for one in found
    )


def _lacks(figure: Figure) -> bool:
    return figure.state in (State.NOT_ENTERED, State.NOT_COLLECTED)


def _over_units(column: Column, nth: int, found: Sequence[Source]) -> Added:
    """What has come to the unit in one part; of more than one where a reform joined them."""
    if len(found) == 1:
        return found[0].slots[nth]
    given = (Part(one.slots[nth].figure, missing=one.slots[nth].missing) for one in found)
    return adding.add(given, column.slots[nth].way)
