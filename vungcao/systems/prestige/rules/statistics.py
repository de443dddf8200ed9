"""Counting persons by unit and by what is said of them; plain values in, a table out.

The bands of age are the product's own: no text read so far sets them. Components are what a person
may have several of, so they may add up to more than the persons.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

SEX, AGE, ETHNIC, COMPONENT = "sex", "age", "ethnic", "component"
UNKNOWN = ""  # the column of what nobody has recorded
BANDS = ((0, "under40"), (40, "from40"), (50, "from50"), (60, "from60"), (70, "from70"))
TOTAL = ("", "")

Column = tuple[str, str]  # a group of columns and one of them; `TOTAL` is all persons


@dataclass(frozen=True)
class Facts:
    """What figures know of one person: no name, no number, nothing that leads back."""

    unit: int
    sex: str = UNKNOWN
    age: str = UNKNOWN
    ethnic: str = UNKNOWN
    components: frozenset[str] = frozenset()

    @property
    def columns(self) -> list[Column]:
        one_each = [(SEX, self.sex), (AGE, self.age), (ETHNIC, self.ethnic)]
        return [TOTAL, *one_each, *((COMPONENT, code) for code in sorted(self.components))]


def band(birth: str, day: date) -> str:
    """The band of age on a day of somebody born on `birth` (ISO, also a year or month alone).

    With the year alone the age is the one reached in that year.
    """
    if not birth:
        return UNKNOWN
    year, *rest = (int(part) for part in birth.split("-"))
    is_before = bool(rest) and (day.month, day.day)[: len(rest)] < tuple(rest)
    age = day.year - year - is_before
    return next((code for least, code in reversed(BANDS) if age >= least), UNKNOWN)


@dataclass(frozen=True)
class Table:
    """Persons by unit and column. What has no entry was counted and is nobody: 0."""

    units: tuple[int, ...]
    counts: Mapping[tuple[int, Column], int]
    totals: Mapping[Column, int]

    def of(self, unit: int, column: Column) -> int:
        return self.counts.get((unit, column), 0)

    def codes(self, group: str, order: Sequence[str]) -> tuple[str, ...]:
        """The columns of a group in which there is somebody, in the given order; unknown last."""
        there = {code for found, code in self.totals if found == group}
        known = [code for code in order if code in there]
        others = sorted(there - set(known) - {UNKNOWN})
        return (*known, *others, *([UNKNOWN] if UNKNOWN in there else []))


def counted(persons: Iterable[Facts], units: Collection[int] = ()) -> Table:
    """The table of these persons; `units` are rows that are there also without anybody."""
    counts: Counter[tuple[int, Column]] = Counter()
    totals: Counter[Column] = Counter()
    for person in persons:
        for column in person.columns:
            counts[person.unit, column] += 1
            totals[column] += 1
    there = dict.fromkeys([*units, *(unit for unit, _column in counts)])
    return Table(tuple(there), dict(counts), dict(totals))


def quarter_end(day: date) -> date:
    """The last end of a quarter on or before a day."""
    begin = date(day.year, day.month - (day.month - 1) % 3, 1)
    following = day + timedelta(1)
    is_end = following.day == 1 and following.month % 3 == 1
    return day if is_end else begin - timedelta(1)
