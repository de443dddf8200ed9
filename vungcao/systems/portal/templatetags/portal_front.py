"""The front: what people come for, what is new, what can be heard, figures, the rest."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django import template
from django.template import Context, loader
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language

from vungcao.kernel.calendar import clock
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.editions.queries import apart, remembered
from vungcao.kernel.offers.publications import figures
from vungcao.kernel.offers.screens import public_entries
from vungcao.systems.portal.models import Event, Home
from vungcao.systems.portal.queries import offered, published, shelves
from vungcao.systems.portal.queries.offered import RECORDINGS, Kinds, Number
from vungcao.systems.portal.templatetags.portal import FEW, item, other, thing
from vungcao.web import keeping
from vungcao.web.charts import titles
from vungcao.web.public import Item, Section
from vungcao.web.shell import address

register = template.Library()
ON_A_DAY = 100  # events that may end on one day before those of the front
NUMBERS = REST = 4


@dataclass(frozen=True)
class Way:
    """One of the things that most people come for."""

    label: str | Promise
    address: str
    text: str | Promise
    icon: str


@dataclass(frozen=True)
class Coming:
    """An event on the front; it stands there until it is over."""

    title: str
    address: str
    place: str
    begins: datetime
    until: datetime


@dataclass(frozen=True)
class Offers:
    """What stands on the front from all systems."""

    ways: tuple[Way, ...] = ()
    numbers: tuple[Number, ...] = ()
    charts: tuple[Item, ...] = ()
    done: tuple[Section, ...] = ()
    heard: tuple[Item, ...] = ()
    topics: tuple[Item, ...] = ()
    sections: tuple[Item, ...] = ()
    rest: tuple[Section, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.sections or self.done or self.rest)


@dataclass(frozen=True)
class Shared:
    """What is the same for a day and an edition, drawn as far as nothing stands between."""

    above: SafeString
    heard: tuple[Item, ...]
    below: SafeString
    is_empty: bool


@dataclass(frozen=True)
class Front:
    """All parts of the front; an empty one is not drawn."""

    new: tuple[Item, ...]
    coming: tuple[Coming, ...]
    shared: Shared

    @property
    def is_empty(self) -> bool:
        return not (self.new or self.coming) and self.shared.is_empty


@register.simple_tag(takes_context=True)
def front(context: Context, page: Home) -> Front:
    """What can be done at once, what is new, the sections, and what systems offer to read."""
    now = clock.now()
    today = localtime(now, ZONE).date()
    key = ("portal.front", page.pk, today, get_language())
    known = _coming(page, today)
    coming = tuple(one for one in known if one.until >= now)[:FEW]
    for one in coming:  # one that is over leaves the page
        keeping.ends(context["request"], one.until)
    new = tuple(map(item, published.below(page, limit=FEW)))
    return Front(new, coming, remembered(key, lambda: _shared(page, today)))


def _coming(page: Home, day: date) -> tuple[Coming, ...]:
    """Events that had not ended when the day began, the next first; read once an edition."""

    def read() -> tuple[Coming, ...]:
        morning = datetime.combine(day, time(), ZONE)
        return tuple(map(_event, published.events(page, morning, ON_A_DAY)))

    return remembered(("portal.coming", page.pk, day, get_language()), read)


def _event(event: Event) -> Coming:
    begins = localtime(event.begins_at, ZONE)
    return Coming(event.title, event.url, event.place, begins, event.ends_at or event.begins_at)


def _shared(page: Home, today: date) -> Shared:
    found = _offers(page, today)
    said = {"shared": found, "language": page.locale.language_code}
    above, below = (
        loader.render_to_string(f"portal/_front_{part}.html", said) for part in ("ways", "below")
    )
    return Shared(above, found.heard, below, found.is_empty)


def _offers(page: Home, today: date) -> Offers:
    heard: tuple[Item, ...] = ()
    done: list[Section] = []
    rest: list[Section] = []
    for one in offered.kinds(today, FEW):
        if one.name == RECORDINGS:
            heard = _lines(one)
        elif any(it.act for it in one.things):
            done.append(Section(one.label, _lines(one)))
        else:
            rest.append(Section(one.label, _lines(one)[:REST]))
    there = reverse("portal:figures")
    return Offers(
        ways=_ways(),
        numbers=_numbers(today),
        charts=tuple(Item(title, f"{there}#{key}-title") for key, title in titles(today)),
        done=tuple(done),
        heard=heard,
        topics=tuple(map(other, shelves.topics(page, today, FEW))),
        sections=tuple(map(other, published.sections(page))),
        rest=tuple(rest),
    )


def _lines(one: Kinds) -> tuple[Item, ...]:
    return tuple(map(thing, one.things))


def _ways() -> tuple[Way, ...]:
    entries = [one for _name, one in sorted(public_entries.items()) if one.icon]
    found = (Way(str(it.label), address(it.url_name), str(it.text), it.icon) for it in entries)
    return tuple(one for one in found if one.address)


def _numbers(today: date) -> tuple[Number, ...]:
    """The first figures of the province. Those of tables that no edition counts may lag behind by
    as long as pages are kept: the front is asked for too often to wait for each cell."""
    with apart():
        found = (offered.number(name, today) for name, _figure in figures.items())
        return tuple(one for one in found if one is not None)[:NUMBERS]
