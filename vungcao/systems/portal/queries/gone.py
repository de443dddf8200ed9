"""Pages that anybody could read once and nobody can now: ended by themselves, or taken down."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from vungcao.systems.portal.queries.opened import home, opened


@dataclass(frozen=True)
class Gone:
    """What may still be said of such a page: how it went, and what it stood in. No title."""

    is_expired: bool
    above: str
    above_address: str


def at(path: str) -> Gone | None:
    """What once stood at an address below the front; None for what was never public there."""
    front = home()
    if front is None or "\0" in path:
        return None
    stood = Q(url_path=f"{front.url_path}{path}")
    found = _once().filter(stood | Q(pk__in=_moved(f"/{path}"))).first()
    return _gone(found) if found is not None else None


def page(pk: int) -> Gone | None:
    """The same of a page by its number, also of one that was deleted; None while it is read."""
    if opened(Page.objects).filter(pk=pk).exists():
        return None
    found = Page.objects.filter(pk=pk).order_by("pk").first()
    return _gone(found) if found is not None else Gone(False, "", "")


def _once() -> Any:
    rows = Page.objects.filter(live=False).exclude(first_published_at=None)
    return rows.order_by("-last_published_at", "pk")


def _moved(address: str) -> Any:
    """The pages to which an old address led."""
    rows = Redirect.objects.filter(old_path=Redirect.normalise_path(address))
    return rows.values("redirect_page")


def _gone(found: Page) -> Gone:
    rows = opened(Page.objects).filter(path=found.path[: -found.steplen], depth__gt=2)
    above = rows.order_by("pk").first()
    return Gone(found.expired, above.title if above else "", above.url if above else "")
