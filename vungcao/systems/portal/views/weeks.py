"""A week of public work as a file that calendars of telephones and computers take."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from vungcao.kernel.calendar.rules import ZONE
from vungcao.systems.portal.models import WorkItem
from vungcao.systems.portal.queries import weeks
from vungcao.systems.portal.rules.weeks import HALVES


@require_safe
def calendar(request: HttpRequest, pk: int) -> HttpResponse:
    from icalendar import Calendar, Event  # here: few pages need it

    page = weeks.week(pk)
    if page is None:
        raise Http404
    made = Calendar()
    made.add("prodid", "-//Vung Cao//portal//VI")
    made.add("version", "2.0")
    for item in weeks.items(page):
        begin, end = _hours(item)
        one = Event()
        one.add("uid", f"work-{item.pk}@{request.get_host()}")
        one.add("summary", item.what)
        one.add("location", item.place)
        one.add("description", item.who)
        one.add("dtstart", begin)
        one.add("dtend", end)
        one.add("dtstamp", page.last_published_at or begin)
        made.add_component(one)
    return HttpResponse(made.to_ical(), content_type="text/calendar; charset=utf-8")


def _hours(item: WorkItem) -> tuple[datetime, datetime]:
    """From its hour, or from the beginning of its half-day, to the end of the half-day."""
    begin, end = HALVES[item.half]
    if item.time is not None:
        begin, end = item.time, max(item.time, end)
    return datetime.combine(item.day, begin, ZONE), datetime.combine(item.day, end, ZONE)
