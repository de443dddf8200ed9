"""Maps by unit: up to five classes of one hue, hatched where nobody reported, each unit a link."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import pairwise
from typing import ClassVar

from django.utils.translation import gettext as _

from vungcao.web.charts import values
from vungcao.web.charts.kinds import About, Table
from vungcao.web.charts.values import Value

CLASSES = 5
FEW = 25  # more names than this would cover each other


@dataclass(frozen=True)
class Place:
    """A unit to colour: its shape (kernel/units/maps.py), its value, the page that it opens."""

    name: str
    path: str
    x: float
    y: float
    value: Value
    address: str
    is_on: bool = False  # the one that is told apart


@dataclass(frozen=True)
class Key:
    """A line of the legend: the token of its colour, its words, how many units have it."""

    token: str
    label: str
    count: int


@dataclass(frozen=True)
class Cell:
    """A place with its colour and what is said of it."""

    place: Place
    token: str
    said: str
    anchor: str
    is_on: bool


@dataclass(frozen=True)
class Choropleth:
    """A map of values. `breaks` are lower bounds of the second and later classes, rising."""

    kind: ClassVar[str] = "map"
    about: About
    view_box: str
    places: tuple[Place, ...]
    head: str  # what stands over the names in the table
    is_schematic: bool
    source_of_shapes: str  # printed under the map
    breaks: tuple[Decimal, ...] | None = None

    def __post_init__(self) -> None:
        values.check(place.value for place in self.places)
        if any(one >= other for one, other in pairwise(self.bounds)) or len(self.bounds) >= CLASSES:
            raise ValueError("at most four breaks, rising")

    @property
    def bounds(self) -> tuple[Decimal, ...]:
        if self.breaks is not None:
            return self.breaks
        return even(values.known(place.value for place in self.places))

    @property
    def cells(self) -> list[Cell]:
        bounds, width = self.bounds, float(self.view_box.split()[2])
        return [
            Cell(
                place,
                _token(place.value, bounds),
                f"{place.name}: {values.written(place.value)}",
                _anchor(place.x / width),
                place.is_on,
            )
            for place in self.places
        ]

    @property
    def is_labelled(self) -> bool:
        """Few enough to be named and to be reached by the keyboard one after the other."""
        return len(self.places) <= FEW

    @property
    def legend(self) -> list[Key]:
        bounds = self.bounds
        tokens = [_token(place.value, bounds) for place in self.places]
        keys = [
            Key(token, label, tokens.count(token))
            for token, label in zip(_ramp(len(bounds) + 1), _labels(bounds), strict=True)
        ]
        if absent := tokens.count("q0"):
            keys.append(Key("q0", _("chưa báo cáo (%(count)s)") % {"count": absent}, absent))
        return [key for key in keys if key.count]

    @property
    def table(self) -> Table:
        listed = sorted(self.places, key=lambda place: place.name)
        return Table(
            (self.head, self.about.measure),
            tuple((place.name, (place.value,)) for place in listed),
            tuple(place.address for place in listed),
        )

    @property
    def description(self) -> str:
        told = "; ".join(f"{key.label}: {key.count}" for key in self.legend)
        return _("Bản đồ %(count)s đơn vị. %(classes)s.") % {
            "count": len(self.places),
            "classes": told,
        }

    @property
    def note(self) -> str:
        return self.source_of_shapes


def even(known: Sequence[int | float | Decimal]) -> tuple[Decimal, ...]:
    """Bounds that put about as many values into each class, rounded to two figures."""
    ranked = sorted(Decimal(str(value)) for value in known)
    bounds: list[Decimal] = []
    for nth in range(1, CLASSES):
        if ranked:
            bound = _rounded(ranked[len(ranked) * nth // CLASSES])
            if ranked[0] < bound <= ranked[-1] and bound not in bounds:
                bounds.append(bound)
    return tuple(sorted(bounds))


def _rounded(value: Decimal) -> Decimal:
    if not value:
        return Decimal(0)
    step = Decimal(1).scaleb(value.adjusted() - 1)
    return value.quantize(step, ROUND_HALF_EVEN)


def _token(value: Value, bounds: Sequence[Decimal]) -> str:
    if value is None:
        return "q0"
    passed = sum(Decimal(str(value)) >= bound for bound in bounds)
    return _ramp(len(bounds) + 1)[passed]


def _ramp(classes: int) -> list[str]:
    """Few classes are spread over the ramp, so that they stay apart in grey."""
    spread = {1: "3", 2: "24", 3: "135", 4: "1245", 5: "12345"}
    return [f"q{step}" for step in spread[classes]]


def _labels(bounds: Sequence[Decimal]) -> list[str]:
    if not bounds:
        return [_("có số")]
    told = [values.written(bound) for bound in bounds]
    between = [
        _("%(low)s đến dưới %(high)s") % {"low": low, "high": high} for low, high in pairwise(told)
    ]
    under, over = _("dưới %(high)s"), _("từ %(low)s")
    return [under % {"high": told[0]}, *between, over % {"low": told[-1]}]


def _anchor(across: float) -> str:
    """At the edges of the paper a label grows inwards."""
    if across > 0.85:
        return "end"
    return "start" if across < 0.15 else "middle"
