"""Who a new line may be: somebody of an earlier line, or somebody who is known already."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from vungcao.kernel.people import drafts
from vungcao.kernel.people.drafts import NewContact, NewIdentifier, PersonDraft
from vungcao.kernel.people.models import Person, PersonContact, Purpose, Sex
from vungcao.kernel.people.queries import Duplicate, duplicates_of_all
from vungcao.kernel.people.rules import Likeness, spelt
from vungcao.kernel.people.services import PersonLine, read_list
from vungcao.kernel.units.models import Unit
from vungcao.systems.prestige.services.importing.sheets import Choice, Job, Line

OTHER, SAME_LINE = "other", "line"
MOST_OPENED = 5000
SHOWN = 5
REQUIRED = {
    "full_name": _lazy("Thiếu họ và tên."),
    "village": _lazy("Thiếu thôn, bản, tổ dân phố."),
    "number": _lazy("Thiếu số quyết định công nhận."),
    "decided_on": _lazy("Thiếu ngày quyết định công nhận."),
}
OF_AN_END = {
    "valid_until": _lazy("Thiếu ngày thôi."),
    "reason": _lazy("Thiếu lý do thôi."),
    "end_number": _lazy("Thiếu số quyết định thôi."),
    "end_decided_on": _lazy("Thiếu ngày quyết định thôi."),
}


def require(job: Job, lines: Iterable[Line]) -> None:
    """What a new line cannot do without; an early end needs all of its parts or none."""
    named = {fault.cell for fault in job.faults}
    for line in lines:
        if not line.is_new:
            continue
        wanted = dict(REQUIRED)
        if {"reason", "end_number", "end_decided_on"} & line.said.keys():
            wanted |= OF_AN_END
        for name, sentence in wanted.items():
            has_own_fault = name in job.columns and job.address(name, line.number)[1] in named
            if name not in line.said and not has_own_fault:
                job.wrong(line, name, str(sentence))


def draft(job: Job, lines: Sequence[Line]) -> None:
    """What would be written of the persons of new lines; who is gone lives with the heir."""
    new = [line for line in lines if line.is_new and line.unit and "full_name" in line.said]
    heirs = {int(line.unit.scope.strip("/").rpartition("/")[2]) for line in new if line.unit}
    homes = Unit.objects.in_bulk(heirs)
    for line in new:
        assert line.unit is not None
        home = homes[int(line.unit.scope.strip("/").rpartition("/")[2])]
        line.draft = made = _draft(line, home)
        for sentence in drafts.faults(made, job.today):
            name = "local_group" if "Nhóm địa phương" in sentence else "village"
            job.wrong(line, name, sentence)


def _draft(line: Line, home: Unit) -> PersonDraft:
    said = line.said
    card, telephone = said.get("card"), said.get("telephone")
    return PersonDraft(
        full_name=said["full_name"],
        unit=home,
        birth=said.get("birth", ""),
        sex=Sex(said.get("sex", "")),
        ethnic_group=line.group,
        local_group=line.local,
        identifiers=(NewIdentifier(*card),) if card else (),
        contacts=(NewContact(PersonContact.Kind.TELEPHONE, telephone),) if telephone else (),
    )


def propose(job: Job, lines: Sequence[Line]) -> None:
    """Ask of each new line that resembles somebody whether it is the same person."""
    new = [line for line in lines if line.draft is not None and not line.is_wrong]
    twins = _twins(job, new)
    drafted = [line.draft for line in new if line.draft is not None]
    found = duplicates_of_all(drafted, job.by, SHOWN)
    likely = {one.person.pk: one.person for every in found for one in every}
    opened = _opened(job, list(likely.values()))
    for line, alike in zip(new, found, strict=True):
        twin = twins.get(line.number)
        if alike or twin:
            _ask(job, line, alike, twin, opened)


def _twins(job: Job, lines: Sequence[Line]) -> dict[int, Line]:
    """The earlier line with the same number, or the same name, birth and village."""
    first: dict[object, Line] = {}
    found = {}
    for line in lines:
        said = line.said
        marks = [(spelt(said["full_name"]), said.get("birth"), line.unit and line.unit.pk)]
        marks += [said["card"]] if "card" in said else []
        twin = next((first[mark] for mark in marks if mark in first), None)
        if twin is not None and twin.said == said:
            sentence = _("Dòng này lặp lại dòng %(number)d: xoá một dòng.")
            job.wrong(line, "full_name", sentence % {"number": twin.number})
        elif twin is not None:
            found[line.number] = twin
        for mark in marks:
            first.setdefault(mark, line)
    return found


def _opened(job: Job, persons: Sequence[Person]) -> dict[int, PersonLine]:
    """Names of those who are proposed; opened to compare, and said so in the trail."""
    found = {}
    for start in range(0, len(persons), MOST_OPENED):
        some = persons[start : start + MOST_OPENED]
        for one in read_list(persons=some, purpose=Purpose.DUPLICATES, by=job.by):
            found[one.id] = one
    return found


def _ask(
    job: Job,
    line: Line,
    alike: Sequence[Duplicate],
    twin: Line | None,
    opened: dict[int, PersonLine],
) -> None:
    choices = [Choice(str(one.person.pk), _words(job, one, opened[one.person.pk])) for one in alike]
    if twin is not None:
        words = _("Cùng một người với dòng %(number)d của tệp") % {"number": twin.number}
        choices.append(Choice(SAME_LINE, words))
    choices.append(Choice(OTHER, _("Người khác, ghi hồ sơ mới")))
    said = line.said
    text = _("Dòng %(number)d, %(name)s%(birth)s: cùng một người?") % {
        "number": line.number,
        "name": said["full_name"],
        "birth": f", {_birth(said['birth'])}" if said.get("birth") else "",
    }
    sure = [
        str(one.person.pk) for one in alike if {Likeness.NUMBER, Likeness.SPELT} <= set(one.reasons)
    ]
    proposed = sure[0] if len(sure) == 1 else ""
    answer = job.ask(line, "full_name", f"person-{line.mark()}", text, choices, proposed)
    if answer == SAME_LINE:
        line.twin = twin
    elif answer not in (None, OTHER):
        line.person = next(one.person for one in alike if str(one.person.pk) == answer)


def _words(job: Job, one: Duplicate, opened: PersonLine) -> str:
    """Enough to tell persons apart: name, birth, place, and what is alike."""
    heir = int(opened.scope.strip("/").rpartition("/")[2])
    place = job.atlas.on(job.today).units.get(heir)
    told = [opened.full_name, _birth(opened.birth), place.name if place else ""]
    reasons = ", ".join(reason.words for reason in one.reasons)
    return _("Cùng một người: %(told)s (%(reasons)s)") % {
        "told": ", ".join(text for text in told if text),
        "reasons": reasons,
    }


def _birth(iso: str) -> str:
    return "/".join(reversed(iso.split("-")))
