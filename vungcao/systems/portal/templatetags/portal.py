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
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.editions.queries import remembered
from vungcao.kernel.offers.publications import Offered
from vungcao.systems.portal.models import Article, Event, KeptCopy
from vungcao.systems.portal.queries import checking, published, shelves
from vungcao.systems.portal.queries.opened import steps
from vungcao.systems.portal.queries.published import Line
from vungcao.systems.portal.rules import lunar
from vungcao.systems.portal.rules.lunar import LunarDay
from vungcao.systems.portal.templatetags.portal_audio import recording
from vungcao.web import frugal, public, reading
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
        parts.append(Section(_("Tin, bài"), tuple(map(item, shown))))
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
            Section(_("Chuyên mục"), tuple(map(other, published.sections(page)))),
            Section(_("Trong mục này"), tuple(map(other, shelves.others(page)))),
            Section(_("Sự kiện"), tuple(map(when, published.events(page)))),
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


def item(line: Line) -> Item:
    """An article in a list."""
    day = line.published_at
    return Item(line.title, line.address, line.lead, day.astimezone(ZONE).date() if day else None)


def other(page: Page) -> Item:
    """A page of any other kind in a list."""
    return Item(page.title, page.url, getattr(page, "lead", ""))


def thing(one: Offered) -> Item:
    """What a system offers, and what can be done about it at once."""
    act = Link(one.act, one.way, "") if one.way else None
    return Item(one.title, one.address, one.text, act=act)


def when(event: Event) -> Item:
    """An event with its time and place."""
    at = event.begins_at.astimezone(ZONE)
    return Item(event.title, event.url, f"{date_format(at, 'H:i d/m/Y')}. {event.place}")
