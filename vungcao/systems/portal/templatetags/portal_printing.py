"""What a printed article says of where it comes from."""

from django import template
from django.template import Context
from wagtail.models import Page

from vungcao.kernel.calendar import clock
from vungcao.systems.portal.queries import keeping

register = template.Library()


@register.simple_tag(takes_context=True)
def whole_address(context: Context, page: Page) -> str:
    """Where a page stands, with the host by which its reader came: Wagtail's own knows none."""
    request = context.get("request")
    return request.build_absolute_uri(page.url) if request is not None else str(page.url)


@register.inclusion_tag("portal/_printed.html", takes_context=True)
def printed(context: Context, page: Page) -> dict[str, object]:
    """The portal's name, the body that answers for the page, its whole address: on paper only."""
    return {
        "name": keeping.site_name(),
        "owner": keeping.owner(page, clock.today()),
        "address": whole_address(context, page),
    }
