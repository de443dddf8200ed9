"""Which pages anybody may read: live ones that nobody has closed, nor what they stand in."""

from typing import Any

from django.db.models import Q
from wagtail.models import Locale, Page, PageViewRestriction

from vungcao.kernel.editions.queries import remembered
from vungcao.systems.portal.models import Home


def opened(pages: Any) -> Any:
    """Those of the pages (a manager's or a query set) that anybody may read at this moment.

    Wagtail's `public()` asks anew each time what is closed.
    """
    shut = Q()
    for path in remembered("portal.closed", _closed):
        shut |= Q(path__startswith=path)
    live = pages.filter(live=True)
    return live.exclude(shut) if shut else live


def _closed() -> tuple[str, ...]:
    rows = PageViewRestriction.objects.order_by("pk")
    return tuple(rows.values_list("page__path", flat=True))


def home() -> Home | None:
    """The front; whoever marks it takes a copy: it is the same for all requests."""
    return remembered(
        "portal.home", lambda: Home.objects.live().select_related("locale").order_by("pk").first()
    )


def locales() -> dict[int, Locale]:
    return remembered(
        "portal.locales", lambda: {one.pk: one for one in Locale.objects.order_by("pk")}
    )


def steps(page: Page) -> tuple[tuple[str, str], ...]:
    """Title and address of what stands between the front and a page, the same for its siblings."""

    def read() -> tuple[tuple[str, str], ...]:
        above = page.get_ancestors().live().filter(depth__gt=2).order_by("depth")
        return tuple((one.title, one.url) for one in above)

    return remembered(("portal.steps", page.path[: -page.steplen]), read)


def title_above(page: Page) -> str:
    """The title of what a page stands in."""
    path = page.path[: -page.steplen]

    def read() -> str:
        rows = Page.objects.filter(path=path).order_by("pk")
        return rows.values_list("title", flat=True).first() or ""

    return remembered(("portal.title", path), read)
