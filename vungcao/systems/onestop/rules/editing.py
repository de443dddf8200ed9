"""Writing a process row by row: what is put, moved or taken away gives a new definition."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from vungcao.systems.onestop.rules.definition import Definition, Field, Group, Step

# The tables of a process by the word in their address; questions stand inside their groups.
ATTRIBUTES: Mapping[str, str] = {
    "buoc": "steps",
    "thao-tac": "actions",
    "giay-to": "documents",
    "nhom": "groups",
    "khoan-thu": "charges",
    "tac-dong": "effects",
}
QUESTIONS = "cau-hoi"
KEYS = frozenset({*ATTRIBUTES, QUESTIONS})


def rows(process: Definition, key: str) -> list[Any]:
    """The rows of a table. Raises `LookupError` for one that there is not."""
    if key == QUESTIONS:
        return process.all_fields()
    return list(getattr(process, ATTRIBUTES[key]))


def group_of(process: Definition, number: int) -> Group:
    """In which group a question stands. Raises `LookupError`."""
    return process.groups[_place(process, number)[0]]


def put(
    process: Definition, key: str, number: int | None, row: Any, *, group: str = ""
) -> Definition:
    """A row in the place of another, or behind all; a question in its group."""
    if key == QUESTIONS:
        return _put_question(process, number, row, group)
    found = rows(process, key)
    before = found[number] if number is not None else None
    if number is None:
        found.append(row)
    else:
        found[number] = row
    made = _with(process, key, found)
    return _renamed(made, before, row) if key == "buoc" else made


def removed(process: Definition, key: str, number: int) -> Definition:
    if key == QUESTIONS:
        where, place = _place(process, number)
        asked = list(process.groups[where].fields)
        del asked[place]
        return _asking(process, where, asked)
    found = rows(process, key)
    del found[number]
    return _with(process, key, found)


def moved(process: Definition, key: str, number: int, by: int) -> Definition:
    """A row one place up or down; at the end of its list it stays."""
    if key == QUESTIONS:
        where, place = _place(process, number)
        return _asking(process, where, _swapped(list(process.groups[where].fields), place, by))
    return _with(process, key, _swapped(rows(process, key), number, by))


def _swapped(found: list[Any], number: int, by: int) -> list[Any]:
    there = number + by
    if 0 <= there < len(found):
        found[number], found[there] = found[there], found[number]
    return found


def _with(process: Definition, key: str, found: list[Any]) -> Definition:
    changed: dict[str, Any] = {ATTRIBUTES[key]: tuple(found)}
    return replace(process, **changed)


def _renamed(process: Definition, before: Step | None, after: Step) -> Definition:
    """What led to a step leads to it under its new code; the first step begins the process."""
    if before is None:
        return process if process.start else replace(process, start=after.code)
    if before.code == after.code:
        return process

    def now(code: str) -> str:
        return after.code if code == before.code else code

    actions = tuple(
        replace(one, source_step=now(one.source_step), target_step=now(one.target_step))
        for one in process.actions
    )
    return replace(process, actions=actions, start=now(process.start))


def _put_question(process: Definition, number: int | None, row: Field, group: str) -> Definition:
    codes = [one.code for one in process.groups]
    where = codes.index(group)
    if number is not None:
        stood, place = _place(process, number)
        if stood == where:
            asked = list(process.groups[where].fields)
            asked[place] = row
            return _asking(process, where, asked)
        process = removed(process, QUESTIONS, number)
    return _asking(process, where, [*process.groups[where].fields, row])


def _asking(process: Definition, where: int, asked: list[Field]) -> Definition:
    groups = list(process.groups)
    groups[where] = replace(groups[where], fields=tuple(asked))
    return replace(process, groups=tuple(groups))


def _place(process: Definition, number: int) -> tuple[int, int]:
    """Of a question's number over all groups: its group, and its place there."""
    for where, group in enumerate(process.groups):
        if number < len(group.fields):
            return where, number
        number -= len(group.fields)
    raise LookupError(number)
