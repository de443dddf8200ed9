"""Parts of a page of the portal as plain values that the public layouts draw."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.urls import get_urlconf, reverse, set_urlconf
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from vungcao.kernel.calendar import clock
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.editions.queries import remembered
from vungcao.kernel.offers.publications import Offered
from vungcao.systems.portal.models import Article, Event, Home, KeptCopy
from vungcao.systems.portal.queries import checking, offered, published, shelves
from vungcao.systems.portal.queries.opened import steps
from vungcao.systems.portal.queries.published import Line
from vungcao.systems.portal.rules import lunar
from vungcao.systems.portal.rules.lunar import LunarDay
from vungcao.systems.portal.templatetags.portal_audio import recording
from vungcao.web import frugal, keeping, public, reading
from vungcao.web.charts import titles
from vungcao.web.public import Item, Listing, Section
from vungcao.web.shell import Link

register = template.Library()
FEW = 6
ON_A_DAY = 100  # events that may end on one day before those of the front


@register.simple_tag(takes_context=True)
def about(context: Context, page: Article) -> public.Article:
    """The head and the foot of an article."""
    day = page.first_published_at
    return public.Article(
        title=page.title,
        lead=page.lead,
        day=day.astimezone(ZONE).date() if day else None,
        source=page.source,
        recording=recording(context["request"], page),
        related=tuple(
            Link(one.title, one.address, "")
            for one in published.beside(page, FEW)
            if one.pk != page.pk
        ),
    )


@register.simple_tag
def way(page: Page) -> list[Link]:
    """The links from the front to the page."""
    front = Link(_("Trang chủ"), reverse("portal:front"), "")
    return [front, *(Link(title, address, "") for title, address in steps(page))]


@register.simple_tag
def kept(page: Article) -> KeptCopy | None:
    """The copy that was kept when the page was last published."""
    return remembered(
        ("portal.copy", page.pk), lambda: KeptCopy.objects.of(page.pk).defer("text").first()
    )


@register.simple_tag(takes_context=True)
def checks_of(context: Context, page: Page) -> SafeString:
    """In the editor's previews: what was found in the page, and what shows it. Else nothing."""
    if not getattr(context.get("request"), "is_preview", False):
        return SafeString("")
    # Here: who only reads never loads the editor (docs/adr/0106).
    from wagtail.admin.templatetags.wagtailuserbar import wagtailuserbar

    found = format_html(
        '<template id="portal-checks" data-known="{}" data-found="{}"></template>',
        " ".join(checking.rule(name) for name, _check in sorted(checking.checks.items())),
        " ".join(checking.rule(name) for name in checking.failing(page)),
    )
    here = get_urlconf()
    set_urlconf(settings.EDITOR_URLCONF)  # the bar leads into the editor
    try:
        return found + wagtailuserbar(context)
    finally:
        set_urlconf(here)


@register.simple_tag
def parts_below(request: HttpRequest, page: Article) -> list[SafeString]:
    """What other systems add below the article; below a draft that is previewed nothing."""
    if not page.live or page.first_published_at is None:
        return []
    return public.below(request, published.offered(page))


@register.simple_tag(takes_context=True)
def listing(context: Context, page: Page) -> Listing:
    """Sections and articles below a section, twenty a page."""
    before = context["request"].GET.get("truoc", "")
    found = published.below(
        page, int(before) if before.isdecimal() else None, published.ON_A_PAGE + 1
    )
    shown = found[: published.ON_A_PAGE]
    parts = [] if before else _inner(page)
    if shown:
        parts.append(Section(_("Tin, bài"), tuple(map(_item, shown))))
    return Listing(
        title=page.title,
        lead=page.lead,
        sections=tuple(parts),
        nothing=_("Chuyên mục này chưa có bài."),
        language=page.locale.language_code,
        newer=page.url if before else "",
        older=f"{page.url}?truoc={shown[-1].pk}" if len(found) > len(shown) else "",
    )


def _inner(page: Page) -> list[Section]:
    """What stands in a section besides articles; read once an edition, for it is a menu."""

    def read() -> tuple[Section, ...]:
        found = (
            Section(_("Chuyên mục"), tuple(map(_other, published.sections(page)))),
            Section(_("Trong mục này"), tuple(map(_other, shelves.others(page)))),
            Section(_("Sự kiện"), tuple(map(_when, published.events(page)))),
        )
        return tuple(one for one in found if one.items)

    return list(remembered(("portal.inner", page.path, get_language()), read))


@register.simple_tag(takes_context=True)
def pictures_as(context: Context) -> str:
    """`link` for whoever saves data or reads text alone; a kept copy knows no reader."""
    request = context.get("request")
    if request is None:
        return ""
    return "link" if frugal.saves_data(request) or reading.is_on(request) else ""


@register.simple_tag
def lunar_day(moment: datetime) -> LunarDay:
    """The day of the lunar calendar on which a moment falls here."""
    return lunar.of(moment.astimezone(ZONE).date())


@register.simple_tag(takes_context=True)
def front(context: Context, page: Home) -> Listing:
    """What can be done at once, what is new, the sections, and what systems offer to read."""
    new = tuple(map(_item, published.below(page, limit=FEW)))
    today = clock.today()
    key = ("portal.front", page.pk, today, get_language())
    shared = remembered(key, lambda: _shared(page, today))
    now = clock.now()
    known = _coming(page, now.astimezone(ZONE).date())
    coming = [one for one in known if one.until >= now][:FEW]
    for one in coming:  # one that is over leaves the page
        keeping.ends(context["request"], one.until)
    parts = [
        *shared.above,
        Section(_("Tin mới"), new),
        Section(_("Sự kiện sắp tới"), tuple(one.line for one in coming)),
        *shared.below,
    ]
    return Listing(
        title=page.title,
        lead=page.lead,
        sections=tuple(part for part in parts if part.items),
        nothing=_("Cổng thông tin chưa có bài."),
        language=page.locale.language_code,
    )


@dataclass(frozen=True)
class Coming:
    """An event on the front, and until when it stands there."""

    line: Item
    until: datetime


def _coming(page: Home, day: date) -> tuple[Coming, ...]:
    """Events that had not ended when the day began, the next first; read once an edition."""

    def read() -> tuple[Coming, ...]:
        morning = datetime.combine(day, time(), ZONE)
        found = published.events(page, morning, ON_A_DAY)
        return tuple(Coming(_when(one), one.ends_at or one.begins_at) for one in found)

    return remembered(("portal.coming", page.pk, day, get_language()), read)


@dataclass(frozen=True)
class Shared:
    """What stands on the front above the news and below them, from all systems."""

    above: tuple[Section, ...]
    below: tuple[Section, ...]


def _shared(page: Home, today: date) -> Shared:
    done_at_once, only_read = [], []
    for one in offered.kinds(today, FEW):
        lines = done_at_once if any(thing.act for thing in one.things) else only_read
        lines.append(Section(one.label, tuple(map(_thing, one.things))))
    there = reverse("portal:figures")
    charts = tuple(Item(title, f"{there}#{key}-title") for key, title in titles(today))
    topics = tuple(map(_other, shelves.topics(page, today, FEW)))
    inner = tuple(map(_other, published.sections(page)))
    return Shared(
        (*done_at_once, Section(_("Chuyên đề"), topics)),
        (
            Section(_("Chuyên mục"), inner),
            Section(_("Số liệu công bố"), charts),
            *only_read,
        ),
    )


def _item(line: Line) -> Item:
    day = line.published_at
    return Item(line.title, line.address, line.lead, day.astimezone(ZONE).date() if day else None)


def _other(page: Page) -> Item:
    return Item(page.title, page.url, getattr(page, "lead", ""))


def _thing(one: Offered) -> Item:
    act = Link(one.act, one.way, "") if one.way else None
    return Item(one.title, one.address, one.text, act=act)


def _when(event: Event) -> Item:
    at = event.begins_at.astimezone(ZONE)
    return Item(event.title, event.url, f"{date_format(at, 'H:i d/m/Y')}. {event.place}")
