"""Albums, almanacs, topics and pages of groups as their pages draw them."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django import template
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from vungcao.kernel.calendar import clock
from vungcao.kernel.norms.models import LocalGroup
from vungcao.systems.portal.forms.almanacs import AdviceFilters
from vungcao.systems.portal.models import Advice, Almanac, GroupPage, TopicPage
from vungcao.systems.portal.queries import shelves
from vungcao.systems.portal.queries.shelves import Chosen, Counted
from vungcao.web.public import Item, Listing, Section

register = template.Library()


@dataclass(frozen=True)
class Shown:
    """An almanac's form and what it found."""

    form: AdviceFilters
    listing: Listing
    is_narrowed: bool


@register.simple_tag
def almanac_of(request: HttpRequest, page: Almanac) -> Shown:
    """This month's advice first; with a month that was asked for only that of it."""
    form = AdviceFilters(request.GET, crops=shelves.crops(page))
    said = form.cleaned_data if form.is_valid() else {}
    crop, month = said.get("crop", ""), said.get("month")
    found = shelves.advice(page, crop, month)
    return Shown(form, _listing(page, found, month), is_narrowed=bool(crop or month))


def _listing(page: Almanac, found: list[Advice], asked: int | None) -> Listing:
    month = asked or clock.today().month
    now = [one for one in found if one.is_in_season(month)]
    later = [one for one in shelves.by_season(found, month) if one not in now]
    parts = (
        Section(_("Tháng %(month)s") % {"month": month}, tuple(map(_advice, now))),
        Section(_("Các tháng sau"), tuple(map(_advice, later))),
    )
    return Listing(
        title=page.title,
        lead=page.lead,
        sections=tuple(part for part in parts if part.items),
        nothing=_("Chưa có bài nào như vậy. Chọn cây khác hoặc tháng khác."),
    )


def _advice(one: Advice) -> Item:
    return Item(one.title, one.url, f"{one.crop}, {season(one)}. {one.lead}")


@register.filter
def season(one: Advice) -> str:
    """In which months it holds, in words."""
    if one.first_month is None:
        return _("quanh năm")
    if one.first_month == one.last_month:
        return _("tháng %(month)s") % {"month": one.first_month}
    return _("tháng %(first)s đến tháng %(last)s") % {
        "first": one.first_month,
        "last": one.last_month,
    }


@register.simple_tag
def is_over(page: TopicPage) -> bool:
    return page.is_over(clock.today())


@register.simple_tag
def counted(page: GroupPage) -> list[Counted]:
    return shelves.counted(page.group)


@register.simple_tag
def chosen_pages(value: Iterable[Page]) -> list[Chosen]:
    """What an editor chose may have been taken down or closed since."""
    return shelves.chosen(tuple(page.pk for page in value if page is not None))


@register.simple_tag
def local_groups(page: GroupPage) -> list[LocalGroup]:
    return shelves.local_groups(page.group)


@register.filter
def host(address: str) -> str:
    """Whose page it is that a link leads to."""
    return urlsplit(address).hostname or address
