"""Publishing counts: what would be published is seen first; and the page where anybody reads it."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.units.models import Kind
from vungcao.kernel.units.queries import on_day
from vungcao.systems.prestige import permissions
from vungcao.systems.prestige.forms.statistics import PublishForm
from vungcao.systems.prestige.queries import published as reads
from vungcao.systems.prestige.queries.published import Line, Publication
from vungcao.systems.prestige.rules.statistics import quarter_end
from vungcao.systems.prestige.services import publishing
from vungcao.systems.prestige.services.publishing import Draft
from vungcao.web.access import only
from vungcao.web.http import AccountRequest
from vungcao.web.public import Article
from vungcao.web.shell import Link

LEVELS = (Kind.PROVINCE, Kind.DISTRICT, Kind.COMMUNE)


@only(permissions.PUBLISH_COUNTS)
def publish(request: AccountRequest) -> HttpResponse:
    """GET shows what would be published for a day; POST publishes it."""
    given = (request.POST if request.method == "POST" else request.GET).copy()
    given.setdefault("day", f"{quarter_end(request.today):%d/%m/%Y}")
    form = PublishForm(given, today=request.today)
    draft = None
    if form.is_valid():
        day = form.cleaned_data["day"]
        if request.method == "POST" and _publish(request, day):
            return redirect(f"{reverse('prestige:published')}?ngay={day.isoformat()}")
        draft = _draft(request, form, day)
    context = {
        "form": form,
        "draft": draft,
        "groups": _grouped(draft) if draft else [],
        "days": reads.days(),
        "is_out": draft is not None and draft.day in reads.days(),
    }
    return render(request, "prestige/publish.html", context)


def _draft(request: AccountRequest, form: PublishForm, day: date) -> Draft | None:
    scopes = request.user.reach
    try:
        return publishing.draft_counts(day=day, today=request.today, scopes=scopes)
    except RuleBroken as broken:
        form.add_error(None, str(broken))
        return None


def _publish(request: AccountRequest, day: date) -> bool:
    try:
        publishing.publish_counts(
            day=day, today=request.today, scopes=request.user.reach, by=request.user
        )
    except RuleBroken as broken:
        messages.error(request, str(broken))
        return False
    messages.success(request, _("Đã công bố số liệu ngày %(day)s.") % {"day": f"{day:%d/%m/%Y}"})
    return True


def _grouped(draft: Draft) -> list[tuple[str, list[tuple[str, int | None]]]]:
    """The numbers by level, as they will stand on the public page."""
    units = on_day(draft.persons, draft.day)
    found = [
        (kind.label, [(one.name, draft.persons[one.id]) for one in units if one.kind == kind])
        for kind in LEVELS
    ]
    return [(str(label).capitalize(), lines) for label, lines in found if lines]


@dataclass(frozen=True)
class Group:
    """Units of one unit, as the public page lists them."""

    label: str
    lines: list[Line]


@require_safe
def published(request: HttpRequest) -> HttpResponse:
    """Counts alone, for anybody: those of the newest day, or of the one that was asked for."""
    days = reads.days()
    day = _asked(request, days)
    shown = reads.publication(day) if day else None
    context = {
        "about": Article(
            title=_("Người có uy tín trong đồng bào dân tộc thiểu số"),
            lead=_("Số người đang được công nhận, theo đơn vị hành chính."),
            day=shown.published_on if shown else None,
            related=(Link(_("Sơ đồ trang"), reverse("sitemap"), ""),),
        ),
        "shown": shown,
        "districts": shown.at(Kind.DISTRICT) if shown else [],
        "groups": _groups(shown) if shown else [],
        "chips": [
            Link(f"{one:%d/%m/%Y}", f"?ngay={one.isoformat()}", "", one == day) for one in days
        ],
    }
    return render(request, "prestige/published.html", context)


def _asked(request: HttpRequest, days: list[date]) -> date | None:
    wanted = request.GET.get("ngay", "")
    if not wanted:
        return days[0] if days else None
    day = next((one for one in days if one.isoformat() == wanted), None)
    if day is None:
        raise Http404
    return day


def _groups(shown: Publication) -> list[Group]:
    """Communes by their district; where there are no districts, by their province."""
    communes = shown.at(Kind.COMMUNE)
    above = {line.unit: line for line in shown.lines}
    found: dict[int, list[Line]] = {}
    for line in communes:
        found.setdefault(line.above or 0, []).append(line)
    order = sorted(found, key=lambda pk: (-(above[pk].persons or 0), above[pk].name))
    return [Group(above[pk].name, found[pk]) for pk in order]
