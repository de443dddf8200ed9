"""For machines: the newest articles as a feed, the list of pages, what robots may read."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vungcao.kernel.calendar import clock
from vungcao.kernel.calendar.rules import ZONE
from vungcao.runtime.env import environment
from vungcao.systems.portal.models.languages import VIETNAMESE
from vungcao.systems.portal.queries import keeping, listed, published
from vungcao.systems.portal.rules.addresses import CLOSED

NEWEST = 30
EVER = datetime(2000, 1, 1, tzinfo=ZONE).date()


@require_safe
def atom(request: HttpRequest) -> HttpResponse:
    return _feed(request, Atom1Feed)


@require_safe
def rss(request: HttpRequest) -> HttpResponse:
    return _feed(request, Rss201rev2Feed)


def _feed(request: HttpRequest, kind: type[Atom1Feed] | type[Rss201rev2Feed]) -> HttpResponse:
    wanted = request.GET.get("tieng", VIETNAMESE)
    language = wanted if wanted in dict(settings.LANGUAGES) else VIETNAMESE
    made = kind(
        title=_("Cổng thông tin công tác dân tộc: tin mới"),
        link=request.build_absolute_uri(reverse("portal:front")),
        description=_("Tin, bài mới đăng."),
        language=language,
        feed_url=request.build_absolute_uri(),
        author_name=keeping.site_name(),
    )
    for one in published.newest(EVER, NEWEST, language):
        made.add_item(
            title=one.title,
            link=request.build_absolute_uri(one.address),
            description=one.lead,
            pubdate=one.published_at,
            updateddate=one.published_at,
            unique_id=f"tag:{_host()},{one.published_at:%Y-%m-%d}:{one.key}",
            unique_id_is_permalink=False,
            categories=[one.section],
        )
    return HttpResponse(made.writeString("utf-8"), content_type=made.content_type)


def _host() -> str:
    """The product's own name, by whatever name a reader has reached it."""
    return urlsplit(environment().address).hostname or ""


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every address that anybody may open, with when its page changed, and in which languages."""
    root = request.build_absolute_uri("/").rstrip("/")
    context = {"root": root, "pages": listed.places(clock.now())}
    kind = "application/xml; charset=utf-8"
    return render(request, "portal/sitemap.xml", context, content_type=kind)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """The demo asks not to be read; else all that is public may be."""
    if environment().is_demo:
        text = "User-agent: *\nDisallow: /\n"
    else:
        closed = "".join(f"Disallow: /{part}/\n" for part in CLOSED)
        place = request.build_absolute_uri(reverse("portal:sitemap"))
        text = f"User-agent: *\n{closed}Sitemap: {place}\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
def calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """An event as a file that calendars of telephones and computers take."""
    from icalendar import Calendar, Event  # here: no other page needs it

    found = published.event(pk)
    if found is None:
        raise Http404
    one, made = Event(), Calendar()
    one.add("uid", f"event-{found.pk}@{_host()}")
    one.add("summary", found.title)
    one.add("location", found.place)
    one.add("description", found.lead)
    one.add("url", request.build_absolute_uri(found.url))
    one.add("dtstart", found.begins_at)
    one.add("dtend", found.ends_at or found.begins_at)
    one.add("dtstamp", found.last_published_at or found.first_published_at or clock.now())
    made.add("prodid", "-//Vung Cao//portal//VI")
    made.add("version", "2.0")
    made.add_component(one)
    return HttpResponse(made.to_ical(), content_type="text/calendar; charset=utf-8")
