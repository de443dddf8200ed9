"""Lines of a form that are added and dropped by buttons, and its words as a draft keeps them."""

from collections.abc import Mapping

from django.http import QueryDict

from vungcao.systems.onestop.rules.definition import Definition, Group
from vungcao.web.forms import DRAFT

LINE = "line"  # the name of the buttons that add and drop lines
OWN = ("q-", "l-")  # how the names of all questions begin


def words_of(data: QueryDict) -> dict[str, list[str]]:
    """What was typed into the questions, to be kept in a draft as it stands."""
    return {name: list(said) for name, said in data.lists() if name.startswith(OWN)}


def data_of(words: Mapping[str, list[str]]) -> QueryDict:
    """A draft as if it had just been typed."""
    data = QueryDict(mutable=True)
    for name, said in words.items():
        data.setlist(name, list(said))
    return data


def repeated(process: Definition) -> list[Group]:
    """The groups that have lines."""
    return [group for group in process.groups if group.most > 1]


def count_of(data: QueryDict, group: Group) -> int:
    """How many lines the page has, never more than the procedure allows."""
    said = str(data.get(f"l-{group.code}-lines", "1"))
    number = int(said) if said.isascii() and said.isdecimal() and len(said) < 5 else 1
    return max(1, min(number, group.most))


def pressed(data: QueryDict, process: Definition) -> QueryDict:
    """The words with the line added or dropped that a button asked for."""
    if LINE not in data:
        return data
    changed = data.copy()
    changed[DRAFT] = LINE
    what, _slash, rest = str(data[LINE]).partition("/")
    code, _slash, place = rest.partition("/")
    group = next((one for one in repeated(process) if one.code == code), None)
    if group is None:
        return changed
    count = count_of(data, group)
    if what == "add":
        changed[f"l-{code}-lines"] = str(min(count + 1, group.most))
    elif place.isascii() and place.isdecimal() and len(place) < 5 and int(place) < count:
        _drop(changed, code, int(place), count)
    return changed


def _drop(data: QueryDict, code: str, place: int, count: int) -> None:
    """Take a line out; those below it move up by one."""
    lines: dict[int, dict[str, list[str]]] = {}
    start = f"l-{code}-"
    for name in [name for name in data if name.startswith(start)]:
        number, _dash, rest = name.removeprefix(start).partition("-")
        if number.isascii() and number.isdecimal() and len(number) < 5:
            lines.setdefault(int(number), {})[rest] = list(data.getlist(name))
            del data[name]
    for old, words in lines.items():
        if old == place or old >= count:
            continue
        now = old - 1 if old > place else old
        for rest, said in words.items():
            data.setlist(f"{start}{now}-{rest}", said)
    data[f"{start}lines"] = str(max(1, count - 1))
