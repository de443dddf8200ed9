"""Finding the head row of a sheet below its titles, and what its columns mean."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vungcao.kernel.people.rules import spelt, tidy
from vungcao.systems.prestige.rules.columns import column_of, exactly

SEARCHED = 30  # rows from the top
FEWEST = 3  # known heads: fewer may be a line of the list itself
LONGEST_HEAD = 120


@dataclass(frozen=True)
class Heads:
    """The heads of a sheet; the lines begin at the row `first` (counted from 0)."""

    titles: tuple[str, ...]
    first: int

    @property
    def fingerprint(self) -> str:
        text = "|".join(spelt(title) for title in self.titles)
        return hashlib.sha256(text.encode()).hexdigest()

    def guessed(self) -> dict[int, str]:
        """Which column means what; of two that say the same the first one counts."""
        found: dict[int, str] = {}
        for number, title in enumerate(self.titles):
            code = _last(title)
            if code is not None and code not in found.values():
                found[number] = code
        return found


def find(rows: Sequence[Sequence[object]]) -> Heads | None:
    """The row with most known heads, a name among them; with the row below it where it is split."""
    best: tuple[int, int] | None = None
    for number, row in enumerate(rows[:SEARCHED]):
        known = {column_of(text) for text in _texts(row)} - {None}
        if "full_name" in known and len(known) >= FEWEST and (not best or len(known) > best[0]):
            best = len(known), number
    if best is None:
        return None
    top = _texts(rows[best[1]])
    under = _under(top, rows[best[1] + 1] if best[1] + 1 < len(rows) else ())
    return Heads(under or tuple(top), best[1] + (2 if under else 1))


def _under(top: Sequence[str], row: Sequence[object]) -> tuple[str, ...] | None:
    """Heads in two rows: `Năm sinh` above `Nam` and `Nữ`. None when the row is no head."""
    below = [*_texts(row), *[""] * len(top)][: max(len(top), len(row))]
    above, last = [], ""
    for number, text in enumerate(below):
        own = top[number] if number < len(top) else ""
        last = own or (last if text else "")
        above.append(last)
    titles = []
    for over, text in zip(above, below, strict=True):
        title = f"{over} / {text}" if over and text else over or text
        if text and _last(title) is None:
            return None
        titles.append(title)
    return tuple(titles) if any(below) else None


def _last(title: str) -> str | None:
    """What a title says; of one in two rows both together or the lower one, each as a whole."""
    over, slash, under = title.rpartition(" / ")
    if not slash:
        return column_of(title)
    return exactly(f"{over} {under}") or exactly(under)


def _texts(row: Sequence[object]) -> list[str]:
    return [tidy(cell)[:LONGEST_HEAD] if isinstance(cell, str) else "" for cell in row]


def letter(column: int) -> str:
    """`A` for 0, `AA` for 26: as a spreadsheet counts its columns."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def is_counted(row: Mapping[int, object]) -> bool:
    """Whether a row only numbers the columns: `1 2 3`, `(1) (2) (3)`, `A B 1 2`."""
    texts = [str(int(c)) if isinstance(c, float) else str(c).strip("() ") for c in row.values()]
    return len(texts) > 2 and all(len(text) <= 2 for text in texts)
