"""Figures of the register: a table by units, charts, a map; as of a day and by a map's day."""

from dataclasses import replace
from datetime import date

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseBase
from django.utils.translation import gettext as _

from vungcao.kernel.access.queries import reach
from vungcao.kernel.citations.models import Citation
from vungcao.kernel.norms import queries as kernel
from vungcao.kernel.units.models import Kind, Unit
from vungcao.kernel.units.queries import on_day
from vungcao.systems.prestige import permissions
from vungcao.systems.prestige.forms.statistics import StatisticsForm
from vungcao.systems.prestige.queries import published, shifts
from vungcao.systems.prestige.queries import statistics as reads
from vungcao.systems.prestige.queries.statistics import Asked, Figures
from vungcao.systems.prestige.rules.statistics import quarter_end
from vungcao.systems.prestige.services.counting import tabulate
from vungcao.systems.prestige.views import statistics_charts, statistics_table
from vungcao.systems.prestige.views.statistics_charts import Seen
from vungcao.web import charts
from vungcao.web.access import only
from vungcao.web.context import chosen, grants_of
from vungcao.web.exports import TYPES
from vungcao.web.fields import DateField
from vungcao.web.http import AccountRequest
from vungcao.web.pickers import Units
from vungcao.web.shell import Link

PROVINCE_DEPTH = 2  # numbers in the path of a province
Scopes = tuple[str, ...]


@only(permissions.READ_STATISTICS)
def statistics(request: AccountRequest) -> HttpResponseBase:
    own = _here(request, reach(request.user, request.today, permissions.READ_REGISTER))
    form = _form(request, own)
    asked = _asked(request, form, own)
    figures = tabulate(
        asked=asked, own=own, reach=_here(request, request.user.reach), by=request.user
    )
    place = _place(request, asked)
    title = _title(figures, place)
    wanted = request.GET.get("format", "")
    if wanted in TYPES and "chart" not in request.GET:
        return statistics_table.file(request, figures, title, wanted)
    scopes = request.user.reach if figures.is_guarded else own
    return charts.answer(
        request,
        statistics_charts.charts(Seen(figures, place, scopes)),
        "prestige/statistics.html",
        _context(request, form, figures, title, own),
        name="prestige-statistics",
    )


def _here(request: AccountRequest, scopes: Scopes) -> Scopes:
    """What lies in the unit in which the reader works; all of it when that is elsewhere."""
    return chosen(request).narrow(scopes) or scopes


def _form(request: AccountRequest, own: Scopes) -> StatisticsForm:
    """The days stand in their fields also when nobody asked for them."""
    given = request.GET.copy()
    given.setdefault("day", f"{min(chosen(request).period.day, request.today):%d/%m/%Y}")
    day = _day(str(given["day"])) or request.today
    map_day = (_day(given.get("map_day", "")) or day) if own else quarter_end(day)
    form = StatisticsForm(
        given,
        levels=_levels(map_day, is_own=bool(own)),
        places=Units(map_day, request.user.reach),
        today=request.today,
    )
    if not own:
        del form.fields["map_day"]
    form.full_clean()
    return form


def _day(text: str) -> date | None:
    try:
        return DateField(required=False).clean(text)  # type: ignore[no-any-return]
    except ValidationError:
        return None


def _levels(map_day: date, *, is_own: bool) -> list[Kind]:
    """Villages, each of one person, are for those who keep the register."""
    districts = [Kind.DISTRICT] if reads.has_districts(map_day) else []
    return [*districts, Kind.COMMUNE, *([Kind.VILLAGE] if is_own else [])]


def _asked(request: AccountRequest, form: StatisticsForm, own: Scopes) -> Asked:
    """What is right of the form counts, also beside a mistake."""
    said = form.cleaned_data
    typed = form["unit"].data
    if typed.which and typed.stands and not typed and said.get("unit") is None:
        raise Http404  # a link into a unit beyond reach
    day = said.get("day") or request.today
    if not own:
        day = quarter_end(day)
    unit: Unit | None = said.get("unit")
    wanted = Kind(said["level"]) if said.get("level") else _below(request, unit, form.levels)
    return Asked(day, said.get("map_day") or day, wanted, unit)


def _below(request: AccountRequest, unit: Unit | None, levels: list[Kind]) -> Kind:
    """The level that one looks at first: the one below what one looks at."""
    if unit is not None:
        kind = Kind(unit.kind)
    else:
        depth = min(path.strip("/").count("/") + 1 for path in _here(request, request.user.reach))
        kind = Kind.PROVINCE if depth <= PROVINCE_DEPTH else Kind.COMMUNE
    if kind in (Kind.NATION, Kind.PROVINCE):
        return levels[0]
    return Kind.COMMUNE if kind == Kind.DISTRICT else levels[-1]


def _place(request: AccountRequest, asked: Asked) -> str:
    if asked.unit is None:
        return chosen(request).place
    return on_day([asked.unit.pk], asked.map_day)[0].name


def _context(
    request: AccountRequest, form: StatisticsForm, figures: Figures, title: str, own: Scopes
) -> dict[str, object]:
    asked = figures.asked
    moves = shifts.between(figures.where, asked.day, asked.map_day)
    press = published.of_the_press(asked.day) if figures.compared else None
    roles = {grant.role for grant in grants_of(request.user)}
    return {
        "form": form,
        "figures": figures,
        "asked": asked,
        "title": title,
        "table": statistics_table.table(
            figures, moves, title, register_of=request.today if own else None
        ),
        "files": statistics_table.files(request.GET),
        "moves": moves,
        "maps": _maps(request, asked) if own else [],
        "press": press,
        "fewest_basis": _basis(asked.day) if figures.is_guarded else None,
        "left_out": ", ".join(figures.left_out),
        "may_publish": bool(roles & permissions.PUBLISH_COUNTS),
        "may_list": bool(own),
        "annex": statistics_charts.address(asked, **_unit_words(asked)),
    }


def _unit_words(asked: Asked) -> dict[str, object]:
    return {"unit-id": asked.unit.pk} if asked.unit else {}


def _maps(request: AccountRequest, asked: Asked) -> list[Link]:
    """The same day by its own map, and by that of today."""
    choices = {asked.day: _("Như ngày số liệu"), request.today: _("Địa giới hôm nay")}
    return [
        Link(
            label,
            statistics_charts.address(replace(asked, map_day=day)),
            "",
            is_here=asked.map_day == day,
        )
        for day, label in choices.items()
    ]


def _basis(day: date) -> Citation | None:
    try:
        return kernel.value_row(reads.SMALL_CELL, day).basis
    except kernel.NothingInForce:
        return None


def _title(figures: Figures, place: str) -> str:
    words = {"place": place, "day": f"{figures.asked.day:%d/%m/%Y}"}
    return _("Người có uy tín ngày %(day)s – %(place)s") % words
