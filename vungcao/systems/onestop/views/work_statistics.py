"""Statistics of dossiers for a period: the figures, their identities, the list behind each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from vungcao.kernel.access.queries import reach
from vungcao.kernel.calendar import clock
from vungcao.kernel.organisations.queries import called as bodies_called
from vungcao.systems.onestop import permissions
from vungcao.systems.onestop.forms import work_counts as forms
from vungcao.systems.onestop.models import Channel
from vungcao.systems.onestop.queries import work_statistics as reads
from vungcao.systems.onestop.queries import worklist
from vungcao.systems.onestop.queries.work_statistics import Stretch
from vungcao.systems.onestop.rules.counting import Counts
from vungcao.web import exports
from vungcao.web.access import only
from vungcao.web.context import chosen
from vungcao.web.http import AccountRequest

FIGURES = ("received", *forms.FIGURES)


@dataclass(frozen=True)
class Figure:
    """One number under its head, and the list behind it."""

    head: str
    number: int
    address: str = ""


@dataclass(frozen=True)
class Line:
    """The figures of one agency, procedure or channel."""

    label: str
    cells: tuple[Figure, ...]


@only(permissions.READ_STATISTICS)
def statistics(request: AccountRequest) -> HttpResponseBase:
    form = forms.Statistics(with_period(request))
    if not form.is_valid():
        return render(request, "onestop/work_statistics.html", {"filters": form})
    first, last = form.cleaned_data["first"], form.cleaned_data["last"]
    group = form.cleaned_data["group"] or "agency"
    stretch = Stretch.of(first, last, clock.now())
    scopes = chosen(request).narrow(request.user.reach)
    found = reads.counted(reads.of_period(request.user, scopes, stretch), stretch, group)
    names = _names(group, found, last)
    total = sum(found.values(), Counts())
    if (wanted := request.GET.get("format", "")) in exports.TYPES:
        return _file(request, found, names, wanted)
    asked = _asked(request, first, last)
    lines = [_line(str(names[key]), found[key], {**asked, group: key}, asked) for key in names]
    context = {
        "filters": form,
        "heads": list(_heads().values()),
        "corner": forms.GROUPS[group],
        "lines": lines,
        "total": _line(_("Tổng"), total, asked, asked),
        "identities": total.identities(),
        "files": _files(form.data, group),
    }
    return render(request, "onestop/work_statistics.html", context)


def with_period(request: AccountRequest) -> QueryDict:
    """What is asked, with the days of the period that the reader has chosen where none are."""
    given = request.GET.copy()
    period = chosen(request).period
    first = period.first if period.first != period.last else period.first.replace(day=1)
    given.setdefault("first", f"{first:%d/%m/%Y}")
    given.setdefault("last", f"{max(first, min(period.last, request.today)):%d/%m/%Y}")
    return given


def _files(given: Mapping[str, str], group: str) -> list[tuple[str, str]]:
    """The same figures as files."""
    words = {"first": given["first"], "last": given["last"], "group": group}
    return [(kind, f"?{urlencode({**words, 'format': kind})}") for kind in exports.TYPES]


def _asked(request: AccountRequest, first: date, last: date) -> dict[str, object]:
    """The words of the register's address; none for whoever may not open it."""
    if not reach(request.user, request.today, permissions.READ_REGISTER):
        return {}
    return {"first": f"{first:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}"}


def _line(
    label: str, counts: Counts, own: Mapping[str, object], asked: Mapping[str, object]
) -> Line:
    cells, heads = [], _heads()
    for name in FIGURES:
        words = own if name == "received" else {**own, "figure": name}
        address = f"{reverse('onestop:register')}?{urlencode(words)}" if asked else ""
        cells.append(Figure(heads[name], getattr(counts, name), address))
    return Line(label, tuple(cells))


def _heads() -> dict[str, str]:
    return {"received": _("Tổng tiếp nhận"), **{k: str(v) for k, v in forms.FIGURES.items()}}


def _names(group: str, found: Mapping[object, Counts], day: date) -> dict[object, str]:
    """What the rows are called, in the order in which they stand."""
    names: dict[object, str] = {}
    if group == "agency":
        names.update(bodies_called([int(str(key)) for key in found], day).items())
    elif group == "procedure":
        names.update(worklist.procedures().items())
    else:
        names.update((int(one), str(one.label)) for one in Channel)
    named = {key: names.get(key, str(key)) for key in found}
    return dict(sorted(named.items(), key=lambda pair: pair[1]))


def _file(
    request: AccountRequest, found: Mapping[object, Counts], names: Mapping[object, str], kind: str
) -> HttpResponseBase:
    heads = [("label", _("Đếm theo")), ("received", _("Tổng tiếp nhận"))]
    heads += [(key, str(label)) for key, label in forms.FIGURES.items()]
    leaving = exports.List("onestop.statistics", _("Thống kê hồ sơ một cửa"), heads)
    rows = [[names[key], *(getattr(found[key], name) for name in FIGURES)] for key in names]
    return exports.export(leaving, rows, kind, by=request.user)
