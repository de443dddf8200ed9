"""Whose portal it is and was, and whom to call, as plain values for templates."""

from collections.abc import Sequence

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from vungcao.kernel.calendar import clock
from vungcao.kernel.calendar.rules import ZONE
from vungcao.systems.portal.models import Article, ContactBoard
from vungcao.systems.portal.queries import contacts, identity
from vungcao.systems.portal.queries.contacts import Reach
from vungcao.systems.portal.queries.identity import Era, Imprint
from vungcao.web.shell import Link

register = template.Library()


@register.simple_tag
def imprint() -> Imprint | None:
    """The body in force today."""
    return identity.imprint(clock.today())


@register.simple_tag
def former_body(page: Article) -> Era | None:
    """The body under which an article was published, where it is not that of today."""
    at = page.first_published_at
    return identity.era_of(at.astimezone(ZONE).date(), clock.today()) if at else None


@register.simple_tag
def archives(page: Page) -> Sequence[Link]:
    """Where the articles of former bodies below a section are listed."""
    return [
        Link(
            _("Bài đăng khi cơ quan là %(name)s") % {"name": era.name},
            f"{reverse('portal:archive', args=[era.id])}?chuyen-muc={page.pk}",
            "",
        )
        for era in identity.former(page, clock.today())
    ]


@register.simple_tag
def posts(page: ContactBoard) -> Sequence[Reach]:
    return contacts.posts(clock.today(), page)


@register.simple_tag
def bodies() -> Sequence[Era]:
    """The body of today and the former ones, the newest first."""
    return identity.eras(clock.today())
