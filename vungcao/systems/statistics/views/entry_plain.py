"""A form that was sent whole, without scripts: what changed against the page that it came from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID, uuid5

from django.http import QueryDict
from django.utils.translation import gettext as _

from vungcao.systems.statistics.queries.entry import Input
from vungcao.systems.statistics.queries.entry_pages import Contents, drawn, figure
from vungcao.systems.statistics.rules.exact import HINTS, Figure, State, Unreadable, canonical, read
from vungcao.systems.statistics.rules.operations import BLANK, Held, Op
from vungcao.systems.statistics.views.entry_page import Answer, Typed


@dataclass
class Sent:
    """Everything that a form said."""

    ops: list[Op] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)

    @property
    def typed(self) -> Typed:
        return Typed(self.texts, self.faults)


class NotOurs(ValueError):
    """A form that no page of ours has drawn."""


def sent(answer: Answer, said: QueryDict) -> Sent:
    """The changes of a form; each id is made of the page's own mark, so that a repeat is known."""
    mark, revision = _mark(said), _revision(said)
    before = drawn(answer.submission, answer.contents, revision)
    found = Sent()
    for code, text in _fields(answer.contents, said):
        found.texts[code] = text
        place, stood = answer.contents.inputs[code], before.get(code, BLANK)
        reading = read(text, place.place.typed)
        if isinstance(reading, Unreadable):
            found.faults[code] = _(HINTS[reading.fault])
        elif not _is_same(reading, place, stood):
            found.ops.append(_op(uuid5(mark, code), code, reading, place, stood))
    return found


def _op(mark: UUID, code: str, reading: Figure, place: Input, stood: Held) -> Op:
    is_value = reading.state is State.VALUE
    value = canonical(reading.value, place.place.typed) if is_value else ""
    return Op(mark, code, reading.state.value, value, stood.revision)


def _fields(contents: Contents, said: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((code, said[code]) for code in contents.inputs if code in said)


def _is_same(reading: Figure, place: Input, stood: Held) -> bool:
    before = figure(place, stood)
    return (reading.state, reading.value) == (before.state, before.value)


def _mark(said: QueryDict) -> UUID:
    try:
        return UUID(said.get("mark", ""))
    except ValueError:
        raise NotOurs from None


def _revision(said: QueryDict) -> int:
    text = said.get("revision", "")
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise NotOurs
    return int(text)
