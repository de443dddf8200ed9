"""One pass over a sheet: its lines, what is wrong with which cell, what has to be asked."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from vungcao.kernel.accounts.models import User
from vungcao.kernel.files.workbooks import Workbook
from vungcao.kernel.norms.models import EthnicGroup, LocalGroup
from vungcao.kernel.people.drafts import PersonDraft
from vungcao.kernel.people.models import Person
from vungcao.kernel.units.models import Unit
from vungcao.systems.prestige.models import Recognition
from vungcao.systems.prestige.queries.atlas import Atlas
from vungcao.systems.prestige.queries.norms import PARTY_MEMBER
from vungcao.systems.prestige.rules.heads import Heads, letter
from vungcao.systems.prestige.services.deciding import Decided
from vungcao.systems.prestige.services.ending import Ending
from vungcao.systems.prestige.services.profiles import Profile

# Where a fault of a column stands that the file does not have.
INSTEAD = {
    "birth": ("male", "female"),
    "issuer": ("number", "decided_on"),
    "number": ("decided_on", "issuer"),
    "decided_on": ("number", "issuer"),
    "valid_from": ("decided_on", "number"),
    "end_number": ("reason", "valid_until"),
    "end_decided_on": ("end_number", "reason", "valid_until"),
    "end_issuer": ("end_number", "reason", "valid_until"),
    "reason": ("valid_until",),
    "commune": ("village",),
    "party": ("components",),
}


@dataclass(frozen=True, order=True)
class Fault:
    """What is wrong with one cell, as `Sheet1!C12`; in the order of the sheet."""

    row: int
    column: int
    cell: str
    text: str


@dataclass(frozen=True)
class Choice:
    """One answer to a question."""

    value: str
    words: str


@dataclass
class Question:
    """What only the officer knows; `chosen` is what is proposed."""

    key: str
    text: str
    choices: tuple[Choice, ...]
    chosen: str = ""
    cells: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Common:
    """The decision that counts where the file's own cells are empty."""

    number: str = ""
    decided_on: date | None = None
    issuer: str = ""
    valid_from: date | None = None


@dataclass
class Line:
    """One person of the list. `said` holds what could be read, by column, and no empty cell.

    `held` is the line of the register that it stands for; `person` somebody who is known already,
    `twin` the earlier line of the same person.
    """

    number: int
    said: dict[str, Any]
    is_wrong: bool = False
    is_asked: bool = False
    unit: Unit | None = None
    group: EthnicGroup | None = None
    local: LocalGroup | None = None
    held: Recognition | None = None
    person: Person | None = None
    twin: "Line | None" = None
    draft: PersonDraft | None = None
    decided: Decided | None = None
    ending: Ending | None = None
    ended_by: Decided | None = None
    changes: dict[str, Any] = field(default_factory=dict)

    @property
    def is_new(self) -> bool:
        return self.held is None

    @property
    def can_enter(self) -> bool:
        return self.is_new and not self.is_wrong and not self.is_asked

    @property
    def valid_from(self) -> date:
        """Without a day of its own, recognised from the day of the decision."""
        day = self.said.get("valid_from") or self.said.get("decided_on")
        return day if isinstance(day, date) else date.max

    @property
    def profile(self) -> Profile:
        """A cross in the party's column is a component like the others."""
        said = self.said
        codes = {*said.get("components", ()), *([PARTY_MEMBER] if said.get("party") else ())}
        return Profile(tuple(sorted(codes)), said.get("education", ""), said.get("occupation", ""))

    def mark(self) -> str:
        """By what an answer is kept for a line that may stand elsewhere in the next file."""
        said = self.said
        parts = [said.get(name) for name in ("full_name", "birth", "card", "village", "commune")]
        return digest(*map(str, parts), str(self.valid_from))


@dataclass
class Job:
    """Everything that one pass knows; the steps fill it."""

    book: Workbook
    heads: Heads
    columns: Mapping[str, int]
    common: Common
    answers: Mapping[str, str]
    today: date
    by: User
    faults: list[Fault] = field(default_factory=list)
    questions: dict[str, Question] = field(default_factory=dict)

    @cached_property
    def atlas(self) -> Atlas:
        return Atlas(self.by.reach)

    def address(self, name: str, number: int) -> tuple[int, str]:
        """The column, and the cell as an officer finds it."""
        wanted = (name, *INSTEAD.get(name, ()), "full_name")
        column = next((self.columns[one] for one in wanted if one in self.columns), 0)
        return column, f"{self.book.sheet}!{letter(column)}{number}"

    def wrong(self, line: Line, name: str, text: str) -> None:
        line.is_wrong = True
        column, cell = self.address(name, line.number)
        fault = Fault(line.number, column, cell, text)
        if fault not in self.faults[-8:]:
            self.faults.append(fault)

    def ask(
        self,
        line: Line,
        name: str,
        key: str,
        text: str,
        choices: Sequence[Choice],
        chosen: str = "",
    ) -> str | None:
        """The answer, if it was given and is one of the choices; else the question is asked."""
        said = self.answers.get(key)
        if said in {choice.value for choice in choices}:
            return said
        line.is_asked = True
        made = Question(key, text, tuple(choices), chosen)
        self.questions.setdefault(key, made).cells.append(self.address(name, line.number)[1])
        return None


def digest(*parts: str) -> str:
    """A short name for an answer that says nothing itself."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
