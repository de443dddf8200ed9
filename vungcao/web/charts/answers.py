"""The answer of a view with charts: its page with drawings, or one chart as a file.

A file has the address of its screen, so who may not open the screen gets no picture of it either.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _

from vungcao.kernel.audit import services as audit
from vungcao.web import exports
from vungcao.web.charts import drawing, values
from vungcao.web.charts.kinds import Chart, Sparkline, Table
from vungcao.web.charts.look import escaped
from vungcao.web.charts.maps import Choropleth
from vungcao.web.charts.values import Value
from vungcao.web.http import AccountRequest

FORMATS = ("png", "svg", "csv")


@dataclass(frozen=True)
class Line:
    """A row of the table beneath: its name, where that leads, its values in words."""

    name: str
    address: str
    told: list[str]


@dataclass(frozen=True)
class Shown:
    """A chart as its component wants it. A map has no drawings: its component draws the cells."""

    key: str
    chart: Chart | Choropleth
    narrow: SafeString
    wide: SafeString
    heads: tuple[str, ...]
    lines: list[Line]
    files: list[tuple[str, str]]  # the format's name and the address


def answer(
    request: AccountRequest,
    charts: Mapping[str, Chart | Choropleth],
    template: str,
    context: dict[str, object],
    *,
    name: str,
) -> HttpResponseBase:
    """`?format=png&chart=trend` is a file of that chart, else the page with all of them.

    The view has read the values within the reader's reach before it calls this.
    """
    form = request.GET.get("format", "")
    if form in FORMATS:
        asked = request.GET.get("chart", "")
        if asked not in charts:
            raise Http404
        return _file(request, charts[asked], f"{name}.{asked}", form)
    shown = {key: show(key, chart, request.GET) for key, chart in charts.items()}
    return render(request, template, {**context, "charts": shown})


def show(key: str, chart: Chart | Choropleth, asked: QueryDict, address: str = "") -> Shown:
    """Draw it, or take it from where it was kept; its files come from `address`, else from here."""
    is_map = isinstance(chart, Choropleth)
    table = chart.table
    links = table.links or ("",) * len(table.rows)
    return Shown(
        key=key,
        chart=chart,
        narrow=SafeString() if is_map else _drawn(key, chart, drawing.NARROW),
        wide=SafeString() if is_map else _drawn(key, chart, drawing.WIDE),
        heads=table.heads,
        lines=[
            Line(name, link, [values.written(value) for value in row])
            for (name, row), link in zip(table.rows, links, strict=True)
        ],
        files=[(form.upper(), address + _address(asked, key, form)) for form in FORMATS],
    )


def spark(values: tuple[Value, ...], *, said: str = "") -> SafeString:
    """The small line. Its values are read out, unless what is `said` beside it tells them.

    Nothing is drawn of fewer than two values: a point is no line.
    """
    chart = Sparkline(values)
    if sum(value is not None for value in values) < 2:
        return SafeString()
    drawn = drawing.draw(chart, drawing.SPARK)
    told = f'role="img" aria-label="{escaped(chart.description)}"'
    told = 'aria-hidden="true"' if said else told
    return mark_safe(f'<svg class="vl spark" viewBox="{drawn.view_box}" {told}>{drawn.body}</svg>')


def _drawn(key: str, chart: Chart, width: int) -> SafeString:
    # Rebuilt of allowed shapes, every text escaped: see drawing.cleaned.
    drawn = drawing.draw(chart, width)
    told = {"title": chart.about.title, "description": chart.description}
    return mark_safe(drawing.described(drawn, key=f"{key}-{width}", **told))


def _address(asked: QueryDict, key: str, form: str) -> str:
    words = asked.copy()
    words["chart"], words["format"] = key, form
    return f"?{words.urlencode()}"


def _file(
    request: AccountRequest, chart: Chart | Choropleth, name: str, form: str
) -> HttpResponseBase:
    if form == "csv":
        return _table_file(request, chart, name)
    picture = drawing.svg_file(chart)
    content, kind = (
        (drawing.png_file(picture), "image/png") if form == "png" else (picture, "image/svg+xml")
    )
    with transaction.atomic():
        audit.record(
            by=request.user, action="charts.exported", subject=f"chart:{name}", format=form
        )
    called = slugify(chart.about.title.replace("đ", "d").replace("Đ", "D")) or "bieu-do"
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{called[:80]}.{form}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _table_file(request: AccountRequest, chart: Chart | Choropleth, name: str) -> HttpResponseBase:
    """Each row says what it measures and where it is from: rows are copied without their head."""
    table: Table = chart.table
    columns = [(f"column-{nth}", head) for nth, head in enumerate(table.heads)]
    leaving = exports.List(
        f"chart.{name}", chart.about.title, [*columns, ("about", _("Cách tính, nguồn"))]
    )
    rows = ([name, *map(_plain, row), chart.about.subtitle] for name, row in table.rows)
    return exports.export(leaving, rows, "csv", by=request.user)


def _plain(value: Value) -> object:
    """A number that a spreadsheet reads as one."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
