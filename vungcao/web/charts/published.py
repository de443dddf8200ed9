"""Charts that systems offer to everybody: drawn of what is published, at the moment of reading."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.functional import Promise

from vungcao.kernel.offers.registry import Registry
from vungcao.web.charts.answers import Shown, show
from vungcao.web.charts.kinds import Chart


@dataclass(frozen=True)
class PublicChart:
    """A drawing for everybody; None on a day on which nothing of it is published."""

    label: Promise
    draw: Callable[[date], Chart | None]


public_charts: Registry[PublicChart] = Registry("public chart")


def drawn(name: str, day: date) -> Shown | None:
    """The chart of a name as its component wants it; nothing of what nobody offers any more.

    It leaves no files: those are written to the trail of who takes them, and this is anybody.
    """
    offered = dict(public_charts.items()).get(name)
    chart = offered.draw(day) if offered is not None else None
    if chart is None:
        return None
    shown = show(_key(name), chart, QueryDict())
    shown.files.clear()
    return shown


def titles(day: date) -> list[tuple[str, str]]:
    """The key and the finding of every chart of which something is published; nothing is drawn."""
    found = ((name, one.draw(day)) for name, one in sorted(public_charts.items()))
    return [(_key(name), chart.about.title) for name, chart in found if chart is not None]


def _key(name: str) -> str:
    return name.replace(".", "-")
