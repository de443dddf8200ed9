"""What anybody may read at this moment: live pages that nobody has closed."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time

from django.db.models import Q
from wagtail.models import Page

from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.offers import articles as offers
from vungcao.systems.portal.models import Article, Event, Home, Section
from vungcao.systems.portal.queries import texts

KEY = "portal.page:"
ON_A_PAGE = 20


def home() -> Home | None:
    return Home.objects.live().order_by("pk").first()


def page(path: str) -> Page | None:
    """The live page at an address below the front, as what it is."""
    front = home()
    if front is None:
        return None
    if not path:
        return front
    found = Page.objects.live().public().filter(url_path=f"{front.url_path}{path}").order_by("pk")
    live = found.first()
    return None if live is None else live.specific


def sections(above: Page) -> Sequence[Section]:
    """The sections right below a page, in the order in which editors put them."""
    return list(Section.objects.child_of(above).live().public().order_by("path"))


def below(above: Page, before: int | None = None, limit: int = ON_A_PAGE) -> Sequence[Article]:
    """The newest articles below a page, after the article `before` of the page shown last."""
    found = Article.objects.descendant_of(above).live().public()
    last = found.filter(pk=before).order_by("pk").first() if before else None
    if last is not None:
        at = last.first_published_at
        found = found.filter(
            Q(first_published_at__lt=at) | Q(first_published_at=at, pk__lt=last.pk)
        )
    return list(found.order_by("-first_published_at", "-pk")[:limit])


def events(above: Page, since: datetime | None = None, limit: int = ON_A_PAGE) -> Sequence[Event]:
    """Events below a page: those to come, the next first; without a moment the latest first."""
    found = Event.objects.descendant_of(above).live().public()
    if since is not None:
        found = found.filter(Q(begins_at__gte=since) | Q(ends_at__gte=since))
        return list(found.order_by("begins_at", "pk")[:limit])
    return list(found.order_by("-begins_at", "-pk")[:limit])


def event(pk: int) -> Event | None:
    return Event.objects.live().public().filter(pk=pk).order_by("pk").first()


def above(shown: Page) -> Sequence[Page]:
    """The way from the front to a page, without both."""
    return list(shown.get_ancestors().filter(depth__gt=2).order_by("depth"))


def newest(since: date, limit: int) -> list[offers.Article]:
    """For other systems: the newest articles since a day."""
    begin = datetime.combine(since, time(), ZONE)
    found = Article.objects.live().public().filter(first_published_at__gte=begin)
    return _offered(found.order_by("-first_published_at", "-pk")[:limit])


def named(keys: Collection[str]) -> Mapping[str, offers.Article]:
    """For other systems: those of these keys that anybody may read now."""
    ids = [int(key.removeprefix(KEY)) for key in keys if key.removeprefix(KEY).isdecimal()]
    found = Article.objects.live().public().filter(pk__in=ids)
    return {one.key: one for one in _offered(found.order_by("pk"))}


def _offered(found: Sequence[Article]) -> list[offers.Article]:
    parents = {one.path[: -one.steplen] for one in found}
    names = dict(Page.objects.filter(path__in=parents).values_list("path", "title"))
    return [
        offers.Article(
            key=f"{KEY}{one.pk}",
            title=one.title,
            lead=one.lead,
            address=one.url,
            section=names.get(one.path[: -one.steplen], ""),
            language="vi",
            published_at=one.first_published_at,
            html=texts.html(one),
            text=texts.plain(one),
        )
        for one in found
    ]


def addresses() -> list[tuple[str, datetime | None]]:
    """The address of every page that anybody may read, and when it last changed."""
    front = home()
    if front is None:
        return []
    found = Page.objects.descendant_of(front).live().public().order_by("path")
    pages = found.values_list("url_path", "last_published_at")
    return [(f"/{path.removeprefix(front.url_path)}", changed) for path, changed in pages]
