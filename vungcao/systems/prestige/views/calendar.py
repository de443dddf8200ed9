"""The calendar of visits (lịch thăm hỏi): a month with visits, birthdays and days off."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.access.queries import reach
from vungcao.kernel.people.services import PersonLine
from vungcao.systems.prestige import permissions
from vungcao.systems.prestige.forms.visits import MonthFilters
from vungcao.systems.prestige.models import Recognition, Visit, VisitState
from vungcao.systems.prestige.queries import calendar as reads
from vungcao.systems.prestige.queries.calendar import Month
from vungcao.systems.prestige.queries.reached import MOVED_AWAY
from vungcao.systems.prestige.queries.where import Where, communes, where
from vungcao.systems.prestige.views.naming import opener
from vungcao.web.access import only
from vungcao.web.http import AccountRequest

MOST = 150  # birthdays of more than that nobody opens in passing
TONES = {VisitState.PLANNED: "run", VisitState.DONE: "ok", VisitState.DROPPED: ""}
STATES: dict[str, Promise] = {
    VisitState.PLANNED: _("Dự kiến thăm"),
    VisitState.DONE: _("Đã thăm"),
    VisitState.DROPPED: _("Không thăm"),
}


@dataclass(frozen=True)
class Item:
    """One line of a day: what it is, whose, where, and the page behind it."""

    tone: str
    state: str | Promise
    name: str | Promise
    detail: str | Promise = ""
    address: str = ""
    plan: str = ""  # where a visit is planned


@only(permissions.READ_REGISTER)
def calendar(request: AccountRequest) -> HttpResponse:
    found = communes(request.user, request.today)
    filters = MonthFilters(request.GET, communes=found)
    said = filters.cleaned_data if filters.is_valid() else {}
    month = Month(_first(said.get("month", ""), request.today))
    chosen = {str(one.id): one.scope for one in found}.get(said.get("commune", ""))
    scopes = (chosen,) if chosen else request.user.reach
    visits = list(reads.visits(request.user, month, scopes))
    listed = list(reads.on_the_list(request.user, month, scopes)[: MOST + 1])
    are_opened = len(listed) <= MOST
    days = _days(request, month, visits, listed if are_opened else [])
    context = {
        "filters": filters,
        "month": month,
        "days": sorted(days.items()),
        "has_choice": len(found) > 1,
        "are_opened": are_opened,
        "most": MOST,
        "commune": said.get("commune", ""),
    }
    return render(request, "prestige/calendar.html", context)


def _days(
    request: AccountRequest, month: Month, visits: list[Visit], listed: list[Recognition]
) -> dict[date, list[Item]]:
    """Days off first, then birthdays, then visits; names are opened once for all of them."""
    rows = [*listed, *(one.recognition for one in visits)]
    people = opener(request.user, request.today).people(rows)
    places = where({row.scope for row in rows}, request.today)
    keeps = reach(request.user, request.today, permissions.KEEP_BENEFITS)
    days: dict[date, list[Item]] = defaultdict(list)
    for row in reads.days_off(month):
        days[row.day].append(Item("", _("Ngày nghỉ"), row.reason))
    for day, item in [
        *_births(month, listed, people, places, keeps),
        *(_visited(visit, people, places) for visit in visits),
    ]:
        days[day].append(item)
    return days


def _births(
    month: Month,
    listed: list[Recognition],
    people: Mapping[int, PersonLine],
    places: Mapping[str, Where],
    keeps: tuple[str, ...],
) -> Iterator[tuple[date, Item]]:
    """Whose day of birth falls into the month, and where a visit is planned."""
    whose = {row.person_id: row for row in listed}
    own = [people[pk] for pk in whose if pk in people]
    for one in reads.birthdays(own, month):
        row, name = whose[one.person], people[one.person].full_name
        age = _t("%(age)d tuổi, %(place)s") % {"age": one.age, "place": places[row.scope]}
        plan = reverse("prestige:visit-new", args=[row.pk]) if row.scope.startswith(keeps) else ""
        yield one.day, Item("", _("Sinh nhật"), name, age, plan=plan)


def _visited(
    visit: Visit, people: Mapping[int, PersonLine], places: Mapping[str, Where]
) -> tuple[date, Item]:
    person = people.get(visit.recognition.person_id)
    place = places[visit.recognition.scope]
    detail = f"{capfirst(str(visit.get_occasion_display()))}; {visit.visitor}; {place}"
    address = reverse("prestige:visit", args=[visit.pk])
    state = VisitState(visit.state)
    name = person.full_name if person else MOVED_AWAY
    item = Item(TONES[state], STATES[state], name, detail, address)
    return visit.done_on or visit.planned_on, item


def _first(word: str, today: date) -> date:
    """The month of an address, `2026-11`; what is none is this one."""
    try:
        return date.fromisoformat(f"{word}-01")
    except ValueError:
        return today.replace(day=1)
