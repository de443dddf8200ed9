"""The archive: what was published while another body had the portal."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vungcao.kernel.calendar import clock
from vungcao.kernel.calendar.rules import ZONE
from vungcao.systems.portal.models import Article, Section
from vungcao.systems.portal.queries import identity
from vungcao.web.public import Item, Listing
from vungcao.web.public import Section as Part


@require_safe
def archive(request: HttpRequest, body: int) -> HttpResponse:
    """Articles of a former body, of one section where the address names it."""
    today = clock.today()
    own = identity.body_on(today)
    known = identity.eras(own, today) if own else ()
    era = next((one for one in known if one.id == body), None)
    if era is None:
        raise Http404
    where, before = request.GET.get("chuyen-muc", ""), request.GET.get("truoc", "")
    section = Section.objects.live().filter(pk=_number(where)).order_by("pk").first()
    found = identity.archived(era, section, _number(before), identity.ON_A_PAGE + 1)
    shown = found[: identity.ON_A_PAGE]
    narrowed = f"chuyen-muc={section.pk}&" if section else ""
    listing = Listing(
        title=_("Lưu trữ: %(name)s") % {"name": era.name},
        lead=_days(era, section),
        sections=(Part(_("Tin, bài"), tuple(map(_item, shown))),) if shown else (),
        nothing=_("Không có bài nào đăng trong thời gian này."),
        newer=f"{request.path}?{narrowed}" if before else "",
        older=f"{request.path}?{narrowed}truoc={shown[-1].pk}" if len(found) > len(shown) else "",
    )
    return render(request, "public/list.html", {"listing": listing})


def _days(era: identity.Era, section: Section | None) -> str:
    if era.until:
        days = _("Bài đăng trước ngày %(until)s, từ ngày %(since)s.") % {
            "since": f"{era.since:%d/%m/%Y}",
            "until": f"{era.until:%d/%m/%Y}",
        }
    else:
        days = _("Bài đăng từ ngày %(since)s.") % {"since": f"{era.since:%d/%m/%Y}"}
    within = _("Chuyên mục: %(title)s.") % {"title": section.title} if section else ""
    return f"{days} {within}".strip()


def _item(page: Article) -> Item:
    day = page.first_published_at
    return Item(page.title, page.url, page.lead, day.astimezone(ZONE).date() if day else None)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 10 else None
