"""What systems offer to everybody at this moment, whole or by a name that a text keeps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import get_language

from vungcao.kernel.documents.models import PublishedPaper
from vungcao.kernel.documents.queries import made_public
from vungcao.kernel.documents.rules import normal_code
from vungcao.kernel.editions.queries import remembered
from vungcao.kernel.offers.publications import Offered, figures, public_items
from vungcao.kernel.units.models import Kind, Unit
from vungcao.systems.portal.models.offered import APART

RECORDINGS = "portal.recordings"  # of the kinds the one that the front shows as something to hear


@dataclass(frozen=True)
class Number:
    """A published figure of the province."""

    label: str | Promise
    value: int
    unit_of_measure: str | Promise
    told: str = ""


@dataclass(frozen=True)
class Kinds:
    """Things of one kind, those that can be acted on at once before the others."""

    name: str
    label: Promise
    things: Sequence[Offered]


def thing(value: str, day: date) -> Offered | None:
    """What a text names; nothing of what is offered no longer."""
    return remembered(("portal.thing", value, day, get_language()), lambda: _thing(value, day))


def _thing(value: str, day: date) -> Offered | None:
    name, _apart, key = value.partition(APART)
    one = dict(public_items.items()).get(name)
    if one is None or one.offered is None:
        return None
    return next(iter(one.offered(day, frozenset({key}))), None)


def number(name: str, day: date) -> Number | None:
    """A figure of the province in force; nothing where nothing is published."""
    return remembered(("portal.number", name, day, get_language()), lambda: _number(name, day))


def _number(name: str, day: date) -> Number | None:
    one = dict(figures.items()).get(name)
    province = Unit.objects.in_force(day).filter(kind=Kind.PROVINCE).order_by("pk").first()
    if one is None or province is None:
        return None
    value = one.value(province.pk, day)
    if value is None:
        return None
    return Number(one.label, value, one.unit_of_measure, one.told(province.pk, day))


def paper(code: str) -> PublishedPaper | None:
    """A paper of our offices that was made public, by its code as somebody typed it."""
    return made_public().filter(code=normal_code(code)).order_by("code").first()


def kinds(day: date, limit: int) -> list[Kinds]:
    """Everything that is offered on a day, some of each kind, in the order of the kinds."""
    found = []
    for name, one in sorted(public_items.items(), key=lambda pair: (pair[1].order, pair[0])):
        if one.offered is not None:
            things = sorted(one.offered(day, None), key=lambda it: not it.act)
        else:
            things = [Offered(url, title, url) for title, url in one.items(day)]
        if things:
            found.append(Kinds(name, one.label, things[:limit]))
    return found
