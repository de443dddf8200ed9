"""From a declared chart to a picture: drawn once, cleaned, kept under the hash of what it shows.

The program that draws has a JavaScript engine of its own inside this process; it is given values
only and may fetch nothing.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import TypeVar
from xml.etree import ElementTree as Tree

from django.core.cache import caches
from django.utils.translation import get_language

from vungcao.web.charts import map_files, specs
from vungcao.web.charts.kinds import About, BarChart, Chart, LineChart, Sparkline
from vungcao.web.charts.look import TOKENS, escaped
from vungcao.web.charts.maps import Choropleth

T = TypeVar("T")
NARROW, WIDE, SPARK = 330, 500, 160
SCALE = 2  # of a PNG, for print and dense screens
FORMAT = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " ₫"]}
SVG = "http://www.w3.org/2000/svg"

# What a drawing in a page may consist of: shapes and texts, no style, no script, no address.
ELEMENTS = {"g", "path", "line", "rect", "circle", "text", "tspan"}
ATTRIBUTES = {
    *("d", "transform", "x", "y", "x1", "x2", "y1", "y2", "dx", "dy", "r", "cx", "cy"),
    *("width", "height", "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin"),
    *("stroke-miterlimit", "opacity", "fill-opacity", "text-anchor", "font-size", "font-weight"),
}
POINTLESS = {("opacity", "1"), ("stroke-miterlimit", "10"), ("transform", "translate(0,0)")}


@dataclass(frozen=True)
class Drawing:
    """The inside of an SVG element whose colours are tokens, and its view box."""

    view_box: str
    body: str


def draw(chart: Chart | Sparkline, width: int) -> Drawing:
    """For a page; from the cache where the same values were drawn before."""

    def make() -> tuple[str, str]:
        return cleaned(render(specs.spec(chart, width, is_titled=False)))

    return Drawing(*_once(_key(_untitled(chart), width, "page"), make))


def _untitled(chart: Chart | Sparkline) -> Chart | Sparkline:
    """The page prints the title: other words over the same values, as of each day, cost nothing."""
    if isinstance(chart, LineChart | BarChart):
        return replace(chart, about=About("", "", "", "", ""))
    return chart


def svg_file(chart: Chart | Choropleth) -> str:
    """A picture that stands alone: titled, with its colours as they are on paper."""
    if isinstance(chart, Choropleth):
        return map_files.svg(chart)

    def make() -> str:
        return render(specs.spec(chart, WIDE, is_titled=True))

    return _once(_key(chart, WIDE, "svg"), make)


def _once(key: str, make: Callable[[], T]) -> T:
    """A full or a broken disk costs time, and nobody the page."""
    with suppress(OSError):
        kept: T | None = caches["charts"].get(key)
        if kept is not None:
            return kept
    made = make()
    with suppress(OSError):
        caches["charts"].set(key, made)
    return made


def png_file(svg: str) -> bytes:
    """On white: a picture without a ground is unreadable in a dark letter."""
    import vl_convert

    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    width, height = box.groups() if box else ("100%", "100%")
    ground = f'<rect width="{width}" height="{height}" fill="#ffffff"/>'
    start = svg.index(">", svg.index("<svg")) + 1
    made: bytes = vl_convert.svg_to_png(svg[:start] + ground + svg[start:], scale=SCALE)
    return made


def render(spec: specs.Spec) -> str:
    import vl_convert

    made: str = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[], format_locale=FORMAT)
    return made


def _key(chart: Chart | Sparkline, width: int, use: str) -> str:
    """A dataclass writes all that it holds when it is asked what it is."""
    shown = f"{revision()} {get_language()} {use} {width} {chart!r}"
    return sha256(shown.encode()).hexdigest()


@cache
def revision() -> str:
    """Changes with the theme, with this package and with the programs that draw."""
    digest = sha256()
    for path in sorted(Path(__file__).parent.iterdir()):
        if path.suffix in (".py", ".json"):
            digest.update(path.read_bytes())
    for program in ("altair", "vl-convert-python"):
        digest.update(metadata.version(program).encode())
    return digest.hexdigest()


def cleaned(svg: str) -> tuple[str, str]:
    """View box and inside of a drawing, rebuilt of the shapes and attributes that are allowed."""
    root = Tree.fromstring(svg)
    body = "".join(_clean(child) for child in root)
    return str(root.get("viewBox")), body


def _clean(element: Tree.Element) -> str:
    tag = element.tag.removeprefix(f"{{{SVG}}}")
    if tag not in ELEMENTS or element.get("display") == "none" or _is_nothing(tag, element):
        return ""
    inside = escaped(element.text) if tag in ("text", "tspan") else ""
    inside += "".join(_clean(child) for child in element)
    if tag == "g" and not inside:
        return ""
    written = "".join(
        f' {name}="{escaped(_token(name, value))}"'
        for name, value in element.attrib.items()
        if name in ATTRIBUTES and (name, value) not in POINTLESS
    )
    if tag == "g" and not written:
        return inside
    return f"<{tag}{written}>{inside}</{tag}>" if inside else f"<{tag}{written}/>"


def _is_nothing(tag: str, element: Tree.Element) -> bool:
    """Grounds and areas that Vega writes for its own events: no ink at all."""
    return tag == "path" and not {"fill", "stroke"} & {
        name for name, value in element.attrib.items() if value != "none"
    }


def _token(name: str, value: str) -> str:
    if name in ("fill", "stroke") and value.lower() in TOKENS:
        return f"var(--{TOKENS[value.lower()]}, {value})"
    return value


def described(drawing: Drawing, *, key: str, title: str, description: str) -> str:
    """The drawing as one image to who hears the page; `key` is unlike any other of the page."""
    return (
        f'<svg class="vl" viewBox="{drawing.view_box}" role="img"'
        f' aria-labelledby="{key}-t {key}-d"><title id="{key}-t">{escaped(title)}</title>'
        f'<desc id="{key}-d">{escaped(description)}</desc>{drawing.body}</svg>'
    )
