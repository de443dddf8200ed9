"""Parts of a page of the portal as plain values that the public layouts draw."""

from datetime import datetime

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.urls import get_urlconf, reverse, set_urlconf
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.models import Page

from vungcao.kernel.calendar import clock
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.offers.publications import Offered
from vungcao.systems.portal.models import Article, Event, Home, KeptCopy
from vungcao.systems.portal.queries import checking, offered, published, shelves
from vungcao.systems.portal.rules import lunar
from vungcao.systems.portal.rules.lunar import LunarDay
from vungcao.systems.portal.templatetags.portal_audio import recording
from vungcao.web import frugal, keeping, public, reading
from vungcao.web.charts import titles
from vungcao.web.public import Item, Listing, Section
from vungcao.web.shell import Link

register = template.Library()
FEW = 6


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
            Link(one.title, one.url, "")
            for one in published.below(page.get_parent(), limit=FEW)
            if one.pk != page.pk
        ),
    )


@register.simple_tag
def way(page: Page) -> list[Link]:
    """The links from the front to the page."""
    front = Link(_("Trang chủ"), reverse("portal:front"), "")
    return [front, *(Link(one.title, one.url, "") for one in published.above(page))]


@register.simple_tag
def kept(page: Article) -> KeptCopy | None:
    """The copy that was kept when the page was last published."""
    return KeptCopy.objects.of(page.pk).first()


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
    """What other systems add below the article."""
    return public.below(request, f"{published.KEY}{page.pk}")


@register.simple_tag(takes_context=True)
def listing(context: Context, page: Page) -> Listing:
    """Sections and articles below a section, twenty a page."""
    before = context["request"].GET.get("truoc", "")
    found = published.below(
        page, int(before) if before.isdecimal() else None, published.ON_A_PAGE + 1
    )
    shown = found[: published.ON_A_PAGE]
    inner = (
        ()
        if before
        else tuple(Item(one.title, one.url, one.lead) for one in published.sections(page))
    )
    parts = [Section(_("Chuyên mục"), inner)] if inner else []
    if not before and (more := tuple(map(_other, shelves.others(page)))):
        parts.append(Section(_("Trong mục này"), more))
    if not before and (happening := tuple(map(_when, published.events(page)))):
        parts.append(Section(_("Sự kiện"), happening))
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
    inner = tuple(Item(one.title, one.url, one.lead) for one in published.sections(page))
    today = clock.today()
    topics = tuple(map(_other, shelves.topics(page, today, FEW)))
    events = published.events(page, clock.now(), FEW)
    for event in events:  # one that is over leaves the page
        keeping.ends(context["request"], event.ends_at or event.begins_at)
    coming = tuple(map(_when, events))
    done_at_once, only_read = [], []
    for one in offered.kinds(today, FEW):
        lines = done_at_once if any(thing.act for thing in one.things) else only_read
        lines.append(Section(one.label, tuple(map(_thing, one.things))))
    there = reverse("portal:figures")
    charts = tuple(Item(title, f"{there}#{key}-title") for key, title in titles(today))
    parts = [
        *done_at_once,
        Section(_("Chuyên đề"), topics),
        Section(_("Tin mới"), new),
        Section(_("Sự kiện sắp tới"), coming),
        Section(_("Chuyên mục"), inner),
        Section(_("Số liệu công bố"), charts),
        *only_read,
    ]
    return Listing(
        title=page.title,
        lead=page.lead,
        sections=tuple(part for part in parts if part.items),
        nothing=_("Cổng thông tin chưa có bài."),
        language=page.locale.language_code,
    )


def _item(page: Article) -> Item:
    day = page.first_published_at
    return Item(page.title, page.url, page.lead, day.astimezone(ZONE).date() if day else None)


def _other(page: Page) -> Item:
    return Item(page.title, page.url, getattr(page, "lead", ""))


def _thing(one: Offered) -> Item:
    act = Link(one.act, one.way, "") if one.way else None
    return Item(one.title, one.address, one.text, act=act)


def _when(event: Event) -> Item:
    at = event.begins_at.astimezone(ZONE)
    return Item(event.title, event.url, f"{date_format(at, 'H:i d/m/Y')}. {event.place}")
