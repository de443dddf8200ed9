"""Kept copies as the office lists them, and who answers for a page."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import QuerySet
from wagtail.models import Page, Site

from vungcao.kernel.editions.queries import remembered
from vungcao.kernel.organisations import queries as organisations
from vungcao.systems.portal.models import KeptCopy, Section


def copies() -> QuerySet[KeptCopy]:
    """The newest first, without their words."""
    return KeptCopy.objects.defer("text").order_by("-kept_at", "-pk")


def titles(rows: Sequence[KeptCopy]) -> Mapping[int, str]:
    """What the pages of copies are called; one that is gone has no name any more."""
    found = Page.objects.filter(pk__in={row.page for row in rows}).order_by("pk")
    return dict(found.values_list("pk", "title"))


def owner(page: Page, day: date) -> str:
    """The body that answers for a page: that of the nearest section above it that has one."""
    key = ("portal.owner", page.path[: -page.steplen], day)
    return remembered(key, lambda: _owner(page, day))


def _owner(page: Page, day: date) -> str:
    above = Section.objects.ancestor_of(page).exclude(owner_body=None)
    nearest = above.select_related("owner_body").order_by("-depth").first()
    if nearest is None or nearest.owner_body is None:
        return ""
    return organisations.name(nearest.owner_body, day)


def site_name() -> str:
    """What the portal is called on paper."""
    return remembered("portal.site", _site_name)


def _site_name() -> str:
    rows = Site.objects.filter(is_default_site=True).order_by("pk")
    return rows.values_list("site_name", flat=True).first() or ""
