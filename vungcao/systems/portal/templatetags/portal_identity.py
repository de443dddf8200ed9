"""Whose portal it is and was, and whom to call, as plain values for templates."""

from collections.abc import Sequence

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from vungcao.kernel.calendar import clock
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.organisations.models import Organisation
from vungcao.systems.portal.models import Article, ContactBoard
from vungcao.systems.portal.queries import contacts, identity
from vungcao.systems.portal.queries.contacts import Reach
from vungcao.systems.portal.queries.identity import Era
from vungcao.web.shell import Link

register = template.Library()


@register.simple_tag(takes_context=True)
def former_body(context: Context, page: Article) -> Era | None:
    """The body under which an article was published, where it is not that of today."""
    at, body = page.first_published_at, _body(context)
    if at is None or body is None:
        return None
    return identity.era_of(at.astimezone(ZONE).date(), body, clock.today())


@register.simple_tag(takes_context=True)
def archives(context: Context, page: Page) -> Sequence[Link]:
    """Where the articles of former bodies below a section are listed."""
    body = _body(context)
    return [
        Link(
            _("Bài đăng khi cơ quan là %(name)s") % {"name": era.name},
            f"{reverse('portal:archive', args=[era.id])}?chuyen-muc={page.pk}",
            "",
        )
        for era in (identity.former(page, body, clock.today()) if body else ())
    ]


@register.simple_tag
def posts(page: ContactBoard) -> Sequence[Reach]:
    return contacts.posts(clock.today(), page)


@register.simple_tag(takes_context=True)
def bodies(context: Context) -> Sequence[Era]:
    """The body of today and the former ones, the newest first."""
    body = _body(context)
    return identity.eras(body, clock.today()) if body else ()


def _body(context: Context) -> Organisation | None:
    """Read once for a page; a template without a request reads it each time."""
    request = context.get("request")
    if request is None:
        return identity.body_on(clock.today())
    if not hasattr(request, "portal_body"):
        request.portal_body = identity.body_on(clock.today())
    found: Organisation | None = request.portal_body
    return found
