"""Lines of the list that begin with a person who has a record; the line keeps who that is."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from vungcao.kernel.people.models import Person
from vungcao.kernel.people.services import PersonRecord
from vungcao.systems.onestop.forms.lines import LINE, count_of
from vungcao.systems.onestop.rules.definition import Definition, Field, Group
from vungcao.web.forms import DRAFT

WHO = "_person"  # the hidden part of a line that says who it is


def known(record: PersonRecord) -> dict[str, Any]:
    """What a record says, by the names of `prefill`."""
    return {
        "person.full_name": record.full_name,
        "person.birth": record.birth,
        "person.sex": record.sex,
        "person.ethnic_group": record.ethnic_group,
        "person.address": record.address,
        "person.village": record.unit_id,
    }


def with_person(data: QueryDict, process: Definition, record: PersonRecord) -> QueryDict:
    """The words of the page with a line more, filled in from a record; nothing is judged."""
    group = process.list_group
    changed = data.copy()
    changed[DRAFT] = LINE
    if group is None:
        return changed
    count = count_of(data, group)
    place = next((n for n in range(count) if not _words(data, group, n)), count)
    if place >= group.most:
        return changed
    changed[f"l-{group.code}-lines"] = str(max(count, place + 1))
    said = known(record)
    for one in group.fields:
        if one.prefill in said:
            changed[f"l-{group.code}-{place}-{one.code}"] = _typed(one, said[one.prefill], record)
    changed[f"l-{group.code}-{place}-{WHO}"] = str(record.id)
    return changed


def hidden(data: QueryDict | None, process: Definition) -> list[tuple[str, str]]:
    """Who the lines are, to be sent again with the page."""
    group = process.list_group
    if data is None or group is None:
        return []
    names = [f"l-{group.code}-{place}-{WHO}" for place in range(count_of(data, group))]
    return [(name, said) for name in names if (said := str(data.get(name, "")))]


def persons_of(data: QueryDict, process: Definition, found: Mapping[int, Person]) -> list[Any]:
    """The person of each line that counts, in the order of the lines; None where nobody said."""
    group = process.list_group
    if group is None:
        return []
    places = [n for n in range(count_of(data, group)) if _words(data, group, n)]
    return [found.get(chosen(data, f"l-{group.code}-{place}-{WHO}")) for place in places]


def chosen(data: QueryDict, name: str) -> int:
    said = str(data.get(name, ""))
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 13 else 0


def _words(data: QueryDict, group: Group, place: int) -> bool:
    start = f"l-{group.code}-{place}-"
    return any(data.get(name, "").strip() for name in data if name.startswith(start))


def _typed(one: Field, said: Any, record: PersonRecord) -> str:
    """As somebody would type it into the question."""
    if one.kind == "year":
        return str(record.birth_year or "")
    return str(said or "")
