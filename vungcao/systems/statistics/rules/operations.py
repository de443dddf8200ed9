"""One change of one cell as it travels, and what the product answers to it: plain Python.

An operation has an identity of its own and says which revision its author saw (`base`). Sent twice
it changes once; on top of a value that the author has not seen it changes nothing.
"""

import hashlib
import json
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from vungcao.systems.statistics.rules.exact import (
    State,
    canonical,
    from_canonical,
    scaled,
    unscaled,
)

NOTE, LONGEST_NOTE = "note", 2000
DONE, CONFLICT, UNFIT, LOCKED = 200, 409, 422, 423

REUSED = "mã thao tác đã dùng cho nội dung khác"
NO_INPUT = "ô này không nhập được"
NO_NUMBER = "số không hợp lệ"
NO_STATE = "trạng thái không hợp lệ"
NO_NOTE = f"ghi chú có từ 1 đến {LONGEST_NOTE} ký tự"
SHUT = "ô đã khoá"
OTHERS = "số liệu này thuộc một báo cáo khác"


@dataclass(frozen=True)
class Op:
    """A value for a cell, or a note on it. `base` none: its author saw no revision at all."""

    id: UUID
    cell: str
    state: str
    value: str = ""
    base: int | None = None

    @property
    def digest(self) -> str:
        """The same operation has the same, whoever sends it and how often."""
        said = [self.cell, self.state, self.value, self.base]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True)
class Held:
    """What a cell holds: value in units of 10^-decimals of its indicator, and since when."""

    state: State = State.NOT_ENTERED
    value: int | None = None
    revision: int = 0

    def says(self, other: "Held") -> bool:
        """Whether both hold the same, whenever it came."""
        return (self.state, self.value) == (other.state, other.value)


BLANK = Held()


@dataclass(frozen=True)
class Place:
    """An input of a form: how many decimals may be typed there, and with how many it is stored."""

    typed: int
    stored: int

    def text(self, held: Held) -> str:
        """The value as it travels; nothing where there is none."""
        if held.value is None:
            return ""
        return canonical(unscaled(held.value, self.stored), self.stored)


@dataclass(frozen=True)
class Answer:
    """What became of an operation; beside a conflict stands what the product holds."""

    id: UUID
    code: int
    revision: int = 0
    why: str = ""
    state: str = ""
    value: str = ""
    by: str = ""
    at: datetime | None = None

    @property
    def is_done(self) -> bool:
        return self.code == DONE


def wanted(op: Op, place: Place) -> Held:
    """What the operation asks the cell to hold. Raises `ValueError` with the sentence."""
    if op.state == State.VALUE:
        try:
            return Held(State.VALUE, scaled(from_canonical(op.value, place.typed), place.stored))
        except ValueError:
            raise ValueError(NO_NUMBER) from None
    if op.state not in tuple(State) or op.value:
        raise ValueError(NO_STATE)
    return Held(State(op.state))


def note(op: Op) -> str:
    """The words of a note. Raises `ValueError` with the sentence."""
    words = unicodedata.normalize("NFC", op.value).strip()
    if not 1 <= len(words) <= LONGEST_NOTE:
        raise ValueError(NO_NOTE)
    return words


def clashes(op: Op, held: Held, wish: Held) -> bool:
    """Whether the cell moved on since the author saw it, to something else than is wanted."""
    return op.base != held.revision and not held.says(wish)
