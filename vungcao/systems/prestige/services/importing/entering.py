"""Entering the lines of a list: persons, recognitions by decision, early ends, in their order."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.people import services as people
from vungcao.kernel.people.models import Person
from vungcao.systems.prestige.models import Recognition
from vungcao.systems.prestige.services.deciding import Decided
from vungcao.systems.prestige.services.ending import Ending
from vungcao.systems.prestige.services.ending_lists import faults_of_endings, withdraw_all
from vungcao.systems.prestige.services.importing.sheets import Job, Line
from vungcao.systems.prestige.services.recognising import (
    NewRecognition,
    faults_of,
    recognise_all,
)

# Which column a sentence of the rules is about; the first that it begins with or holds.
ABOUT = (
    ("Ngày thôi", "valid_until"),
    ("Chọn lý do", "reason"),
    ("Ngày quyết định", "decided_on"),
    ("Ngày bắt đầu", "valid_from"),
    ("Chưa mở kỳ", "valid_from"),
    ("thẩm quyền", "issuer"),
    ("ơi ra quyết định", "issuer"),
    ("số quyết định", "number"),
    ("Thôn này", "village"),
    ("thành phần", "components"),
)
OF_AN_END = {"decided_on": "end_decided_on", "issuer": "end_issuer", "number": "end_number"}


@dataclass(frozen=True, order=True)
class Step:
    """What happens on one day by one decision; who leaves on a day is gone when others come."""

    day: date
    is_beginning: bool
    decided_on: date
    number: str
    issuer: str
    unit: int


def enter(job: Job, lines: Sequence[Line]) -> None:
    """Enter new lines; what the rules say against one stands at its cell, and it is left out.

    The caller rolls back when there are faults: what is entered then only shows what else is wrong.
    """
    ready = [line for line in lines if line.can_enter and line.decided and line.unit]
    persons = _persons(ready, job.today, job.by)
    made: dict[int, Recognition] = {}
    for step, those in sorted(_steps(ready).items()):
        if step.is_beginning:
            _begin(job, those, persons, made)
        else:
            _end(job, [line for line in those if line.number in made], made)


def _persons(lines: Sequence[Line], today: date, by: AbstractBaseUser) -> dict[int, Person]:
    """By the number of the line: the known ones, and the new ones registered."""
    new = [line for line in lines if line.person is None and line.twin is None and line.draft]
    drafts = [line.draft for line in new if line.draft is not None]
    made = people.register_all(drafts=drafts, today=today, by=by) if drafts else []
    found = {line.number: one for line, one in zip(new, made, strict=True)}
    found |= {line.number: line.person for line in lines if line.person is not None}
    for line in lines:  # in the order of the sheet: an earlier line has its person
        if line.twin is not None and line.twin.number in found:
            found[line.number] = found[line.twin.number]
        elif line.twin is not None and line.twin.held is not None:
            found[line.number] = line.twin.held.person
    return found


def _steps(lines: Iterable[Line]) -> dict[Step, list[Line]]:
    steps: dict[Step, list[Line]] = defaultdict(list)
    for line in lines:
        assert line.decided is not None
        steps[_step(line.valid_from, line.decided, is_beginning=True)].append(line)
        if line.ending is not None and line.ended_by is not None:
            steps[_step(line.ending.ends_on, line.ended_by, is_beginning=False)].append(line)
    return steps


def _step(day: date, decided: Decided, *, is_beginning: bool) -> Step:
    by = decided
    return Step(day, is_beginning, by.decided_on, by.number, by.issuer_name, by.unit.pk)


def _begin(
    job: Job, lines: Sequence[Line], persons: dict[int, Person], made: dict[int, Recognition]
) -> None:
    there = [line for line in lines if line.number in persons]
    new = [_new(line, persons[line.number]) for line in there]
    decided = there[0].decided if there else None
    if decided is None:
        return
    try:
        rows = recognise_all(new=new, decided=decided, today=job.today, by=job.by)
    except RuleBroken:
        there, rows = _as_far_as_it_goes(job, there, new, decided)
    made |= {line.number: row for line, row in zip(there, rows, strict=True)}


def _as_far_as_it_goes(
    job: Job, lines: Sequence[Line], new: Sequence[NewRecognition], decided: Decided
) -> tuple[list[Line], list[Recognition]]:
    """What is wrong at its cells, and the rest entered, so that later steps are judged as well."""
    wrong = set()
    for number, sentence in faults_of(new=new, decided=decided, today=job.today):
        line = lines[max(number, 1) - 1]
        job.wrong(line, about(sentence), sentence)
        wrong |= {line.number} if number else {one.number for one in lines}
    good = [(line, one) for line, one in zip(lines, new, strict=True) if line.number not in wrong]
    if not good:
        return [], []
    rows = recognise_all(
        new=[one for _line, one in good], decided=decided, today=job.today, by=job.by
    )
    return [line for line, _one in good], rows


def _new(line: Line, person: Person) -> NewRecognition:
    assert line.unit is not None
    until = line.said.get("valid_until") if line.ending is None else None
    return NewRecognition(person, line.unit, line.valid_from, until, line.profile)


def _end(job: Job, lines: Sequence[Line], made: dict[int, Recognition]) -> None:
    endings = {made[line.number].pk: line.ending for line in lines if line.ending is not None}
    decided = lines[0].ended_by if lines else None
    if decided is None:
        return
    numbers = {made[line.number].pk: line for line in lines}
    ends: dict[int, Ending] = dict(endings)
    for pk, sentence in faults_of_endings(endings=ends, decided=decided, today=job.today):
        line = numbers.get(pk, lines[0])
        name = about(sentence)
        job.wrong(line, OF_AN_END.get(name, name), sentence)
        ends = {one: ending for one, ending in ends.items() if pk and one != pk}
    if ends:
        withdraw_all(endings=ends, decided=decided, today=job.today, by=job.by)


def about(sentence: str) -> str:
    """The column that a sentence of the rules is about; of the person, where it is no other."""
    return next((name for begin, name in ABOUT if begin in sentence), "full_name")
