"""What systems offer to the desk as drawings: key figures with their small lines, and charts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from vungcao.kernel.offers.registry import Registry
from vungcao.web.charts.answers import Shown, show, spark
from vungcao.web.charts.kinds import Chart
from vungcao.web.charts.maps import Choropleth
from vungcao.web.charts.values import Value


@dataclass(frozen=True)
class Measure:
    """A key figure: the newest value in words, what changed, and the values before it."""

    label: str
    value: str
    unit: str
    change: str
    direction: str  # up, down or flat
    source: str
    course: tuple[Value, ...]


@dataclass(frozen=True)
class Shelf:
    """Drawings about one place. `address` is the screen that has them all, and gives the files."""

    title: str
    action: str
    address: str
    measures: tuple[Measure, ...]
    charts: Mapping[str, Chart | Choropleth]


@dataclass(frozen=True)
class DeskOffer:
    """For accounts that hold one of `roles`: what to draw of the places where they are held."""

    roles: frozenset[str]
    draw: Callable[[tuple[str, ...], date], Shelf | None]


@dataclass(frozen=True)
class Laid:
    """A shelf as the page wants it."""

    shelf: Shelf
    measures: list[dict[str, object]]
    charts: list[Shown]


shelves: Registry[DeskOffer] = Registry("shelf of the desk")


def laid(shelf: Shelf) -> Laid:
    """Drawn, or taken from where it was kept."""
    address, _mark, words = shelf.address.partition("?")
    return Laid(
        shelf,
        [small(one) for one in shelf.measures],
        [show(key, chart, QueryDict(words), address) for key, chart in shelf.charts.items()],
    )


def small(measure: Measure) -> dict[str, object]:
    """A key figure with its line; `change` says the same in words."""
    return {**vars(measure), "spark": spark(measure.course, said=measure.change)}
