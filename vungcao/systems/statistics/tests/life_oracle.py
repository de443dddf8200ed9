"""What an answer must be after each act, in the plainest words; it asks nothing of the product."""

from dataclasses import dataclass, field, replace
from fractions import Fraction
from uuid import UUID

DRAFT, SUBMITTED, CERTIFIED, ACCEPTED, CLOSED = range(5)
CELLS = tuple(f"{who}.{what}" for who in ("tay", "nung") for what in ("homes", "male", "female"))
# What is done, from which step, by whom: to which step that leads.
WAYS = {
    ("submit", DRAFT, "officer"): SUBMITTED,
    ("submit", DRAFT, "specialist"): SUBMITTED,
    ("certify", SUBMITTED, "leader"): CERTIFIED,
    ("accept", CERTIFIED, "specialist"): ACCEPTED,
    ("accept", CERTIFIED, "head"): ACCEPTED,
    ("close", ACCEPTED, "specialist"): CLOSED,
    ("close", ACCEPTED, "head"): CLOSED,
    ("withdraw", SUBMITTED, "officer"): DRAFT,
    ("withdraw", CERTIFIED, "leader"): DRAFT,
    ("give_back", SUBMITTED, "leader"): DRAFT,
    ("give_back", CERTIFIED, "specialist"): DRAFT,
    ("give_back", CERTIFIED, "head"): DRAFT,
    ("unlock", ACCEPTED, "head"): DRAFT,
    ("correct", CLOSED, "specialist"): CLOSED,
    ("correct", CLOSED, "head"): CLOSED,
}
ACTIONS = tuple(dict.fromkeys(action for action, _stage, _part in WAYS))


@dataclass(frozen=True)
class Person:
    """Who plays which parts, and in which commune; without one, in all."""

    name: str
    parts: frozenset[str]
    home: int | None = None


@dataclass(frozen=True)
class Typed:
    """A value for a cell (a number, "p" or "n"), or a note; `base` is the revision seen there."""

    id: UUID
    cell: str
    text: str
    base: int | None


@dataclass
class Expected:
    """One answer: what its cells hold and since when, its step, and who has done what."""

    unit: int
    stage: int = DRAFT
    counter: int = 0
    cells: dict[str, tuple[str, int]] = field(default_factory=dict)
    seen: dict[UUID, tuple[Typed, int]] = field(default_factory=dict)
    returned: dict[str, int] = field(default_factory=dict)
    noted: set[str] = field(default_factory=set)
    author: str = ""
    stood_in: set[str] = field(default_factory=set)

    def take(self, op: Typed, *, is_shut: bool) -> tuple[int, int]:
        """Code and revision of the reply. The same again is answered again and does nothing."""
        if op.id in self.seen:
            first, revision = self.seen[op.id]
            return (200, revision) if first == op else (422, 0)
        if op.text == "note":
            if self.stage == CLOSED:
                return 423, 0
            self.noted.add(op.cell)
            return self._heard(op, self.counter)
        if is_shut or (self.returned and op.cell not in self.returned):
            return 423, 0
        now, revision = self.cells.get(op.cell, ("n", 0))
        if op.text == now:
            return self._heard(op, revision)
        if op.base != revision:
            return 409, revision
        self.counter += 1
        self.cells[op.cell] = (op.text, self.counter)
        return self._heard(op, self.counter)

    def _heard(self, op: Typed, revision: int) -> tuple[int, int]:
        self.seen[op.id] = (op, revision)
        return 200, revision

    def after(self, action: str, who: Person) -> int | None:
        """The step to which an action leads this person; none where it is not theirs."""
        found = [WAYS.get((action, self.stage, part)) for part in sorted(who.parts)]
        if action == "withdraw" and self.stage == SUBMITTED and who.name == self.author:
            return DRAFT
        if action == "certify" and who.name == self.author:
            return None
        if action == "accept" and who.name in {self.author, *self.stood_in}:
            return None
        return next((step for step in found if step is not None), None)

    def blanks(self) -> list[str]:
        return [cell for cell in CELLS if self.cells.get(cell, ("n", 0))[0] == "n"]

    def number(self, *cells: str) -> int:
        texts = [self.cells.get(cell, ("n", 0))[0] for cell in cells]
        return sum(int(text) for text in texts if text.isdigit())

    @property
    def fits(self) -> bool:
        """Nobody has more homes than people, and nothing is blank."""
        few = (
            self.number(f"{who}.homes") <= self.number(f"{who}.male", f"{who}.female")
            for who in ("tay", "nung")
        )
        return all(few) and not self.blanks()

    @property
    def is_answered(self) -> bool:
        """Every returned cell has another value since, or a note."""
        return all(
            self.cells[cell][1] > since or cell in self.noted
            for cell, since in self.returned.items()
        )

    def but(self, ops: list[Typed]) -> "Expected | None":
        """As it would be with these corrections; none when one of them does not fit."""
        copy = replace(self, cells=dict(self.cells), seen=dict(self.seen), returned={})
        if any(copy.take(op, is_shut=False)[0] != 200 for op in ops):
            return None
        return copy if copy.counter > self.counter and copy.fits else None


@dataclass
class Land:
    """Which living unit answers for a unit, and what parts of its counts lie where."""

    answers: dict[int, int]
    shares: dict[int, dict[int, Fraction]]

    @property
    def living(self) -> list[int]:
        return sorted({to for parts in self.shares.values() for to in parts})

    def pass_on(self, source: int, targets: dict[int, int]) -> None:
        """A unit ends: its parts go by weight, what it answered for to the first."""
        whole, first = sum(targets.values()), next(iter(targets))
        for parts in self.shares.values():
            share = parts.pop(source, Fraction(0))
            for target, weight in targets.items() if share else ():
                parts[target] = parts.get(target, Fraction(0)) + share * Fraction(weight, whole)
        self.answers |= {one: first for one, by in self.answers.items() if by == source}
