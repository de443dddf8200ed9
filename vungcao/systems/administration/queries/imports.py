"""What a list of villages would enter, by commune, and the communes it leaves in doubt."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from vungcao.kernel.units.imports import Preview
from vungcao.kernel.units.queries import on_day, with_places


@dataclass(frozen=True)
class Commune:
    """A commune with the villages that the file puts below it."""

    name: str
    villages: list[str]


@dataclass(frozen=True)
class Asked:
    """A name in the file that fits several communes (id, words), and the first cells it is in."""

    text: str
    cells: tuple[str, ...]
    choices: list[tuple[int, str]]


def by_commune(seen: Preview, day: date) -> list[Commune]:
    """The lines of the file by commune and name."""
    below: dict[int, list[str]] = defaultdict(list)
    for line in seen.lines:
        if line.commune is not None:
            below[line.commune].append(f"{line.form.label} {line.name}")
    return [Commune(unit.name, sorted(below[unit.id])) for unit in on_day(below, day)]


def asked(seen: Preview, day: date) -> list[Asked]:
    """The open questions with what tells the choices apart."""
    return [
        Asked(question.text, question.cells, with_places(question.choices, day))
        for question in seen.questions
    ]
