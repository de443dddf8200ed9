"""What makes two dossiers look alike, however the names in them were typed."""

from collections.abc import Iterable, Mapping
from typing import Any

from vungcao.kernel.people.rules import plain
from vungcao.systems.onestop.rules.definition import Group


def words(procedure: str, place: int, applicant: str, persons: Iterable[str]) -> str:
    """One text for dossiers that are alike: case, spaces, accents and the order do not count."""
    return "|".join([procedure, str(place), plain(applicant), *sorted(map(plain, persons))])


def persons(group: Group | None, lines: Iterable[Mapping[str, Any]]) -> list[str]:
    """The names of a list, from the questions that ask for one."""
    asked = [one.code for one in group.fields if one.kind == "full_name"] if group else []
    return [" ".join(str(line.get(code) or "") for code in asked) for line in lines]
