"""Whole addresses; and old ones: where the page is now that once stood at one."""

from dataclasses import dataclass
from urllib.parse import urljoin

from wagtail.contrib.redirects.models import Redirect

from vungcao.runtime.env import environment


def whole(address: str) -> str:
    """An address as somebody outside opens it, whoever asked for the page and however."""
    return urljoin(environment().address, address)


@dataclass(frozen=True)
class Moved:
    """Where an old address leads, and whether for good."""

    address: str
    is_permanent: bool


def moved(asked: str) -> Moved | None:
    """Where an address without a page leads: one with the same question first, then without it.

    A page that is not published any more is not led to: its old address is as empty as its new one.
    """
    exact, bare = (Redirect.normalise_path(one) for one in (asked, asked.partition("?")[0]))
    if "\0" in exact:
        return None
    found = Redirect.objects.filter(old_path__in={exact, bare}).select_related("redirect_page")
    by_path = {one.old_path: one for one in found.order_by("-site", "pk")}
    leading = by_path.get(exact) or by_path.get(bare)
    if leading is None or (leading.redirect_page and not leading.redirect_page.live):
        return None
    return Moved(leading.link, leading.is_permanent) if leading.link else None
