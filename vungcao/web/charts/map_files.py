"""A map as a picture that stands alone: title, shapes, names where they are few, legend, source."""

from textwrap import wrap

from django.utils.translation import gettext as _

from vungcao.web.charts.look import COLOURS, FONT, escaped
from vungcao.web.charts.maps import Choropleth

WIDTH = 1000.0  # the paper of the shapes
LETTERS = 78  # in a line of 22 units
LINE, MARGIN = 30.0, 12.0
HATCH = (
    '<defs><pattern id="hatch" width="12" height="12" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate(45)"><rect width="12" height="12" fill="{ground}"/>'
    '<path d="M0 0V12" stroke="{line}" stroke-width="3"/></pattern></defs>'
)


def svg(chart: Choropleth) -> str:
    """In the colours of paper, which need no style sheet."""
    _x, _y, width, height = map(float, chart.view_box.split())
    head, top = _lines(_titles(chart), MARGIN + 18)
    legend, below = _legend(chart, top + height + 12)
    foot, bottom = _lines(_notes(chart), below + 24)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {max(width, WIDTH):g} {bottom:g}"'
        f' width="{max(width, WIDTH):g}" height="{bottom:g}" font-family="{FONT}">'
        f"<title>{escaped(chart.about.title)}</title>"
        + HATCH.format(ground=COLOURS["q0"], line=COLOURS["line-strong"])
        + f'{head}<g transform="translate(0,{top:g})">{_shapes(chart)}</g>{legend}{foot}</svg>'
    )


def _titles(chart: Choropleth) -> list[tuple[str, bool]]:
    title = [(line, True) for line in wrap(chart.about.title, LETTERS - 10)]
    return title + [(line, False) for line in wrap(chart.about.subtitle, LETTERS)]


def _notes(chart: Choropleth) -> list[tuple[str, bool]]:
    tag, words = _("Lược đồ"), chart.note
    if chart.is_schematic and not words.startswith(tag):
        words = f"{tag}. {words}"
    return [(line, False) for line in wrap(words, LETTERS)]


def _lines(lines: list[tuple[str, bool]], top: float) -> tuple[str, float]:
    """The texts one below the other, and where the next thing may begin."""
    written = ""
    for text, is_bold in lines:
        weight, colour = ("700", "ink") if is_bold else ("400", "ink-2")
        written += (
            f'<text x="{MARGIN:g}" y="{top:g}" font-size="22" font-weight="{weight}"'
            f' fill="{COLOURS[colour]}">{escaped(text)}</text>'
        )
        top += LINE
    return written, top


def _fill(token: str) -> str:
    return "url(#hatch)" if token == "q0" else COLOURS[token]


def _shapes(chart: Choropleth) -> str:
    drawn = "".join(
        f'<path d="{cell.place.path}" fill="{_fill(cell.token)}" stroke="#ffffff"'
        f' stroke-width="1.5"><title>{escaped(cell.said)}</title></path>'
        for cell in chart.cells
    )
    if not chart.is_labelled:
        return drawn
    return drawn + "".join(
        f'<text x="{cell.place.x:g}" y="{cell.place.y:g}" font-size="22" font-weight="600"'
        f' text-anchor="{cell.anchor}" fill="{COLOURS["ink"]}" stroke="#ffffff" stroke-width="4"'
        f' paint-order="stroke">{escaped(cell.place.name)}</text>'
        for cell in chart.cells
    )


def _legend(chart: Choropleth, top: float) -> tuple[str, float]:
    """Three to a line."""
    written = ""
    for nth, key in enumerate(chart.legend):
        x, y = MARGIN + 325 * (nth % 3), top + LINE * (nth // 3)
        written += (
            f'<rect x="{x:g}" y="{y:g}" width="34" height="22" fill="{_fill(key.token)}"'
            f' stroke="{COLOURS["line-strong"]}"/><text x="{x + 44:g}" y="{y + 18:g}"'
            f' font-size="22" fill="{COLOURS["ink"]}">{escaped(key.label)}</text>'
        )
    return written, top + LINE * ((len(chart.legend) + 2) // 3)
