"""What a printed article says of where it comes from."""

from django import template
from wagtail.models import Page

from vungcao.kernel.calendar import clock
from vungcao.systems.portal.queries import keeping
from vungcao.systems.portal.queries.addresses import whole

register = template.Library()
register.filter("whole", whole)


@register.inclusion_tag("portal/_printed.html")
def printed(page: Page) -> dict[str, object]:
    """The portal's name, the body that answers for the page, its whole address: on paper only."""
    return {
        "name": keeping.site_name(),
        "owner": keeping.owner(page, clock.today()),
        "address": whole(page.url),
    }
