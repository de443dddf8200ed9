"""What a text names of the offers of systems: asked for when the text is drawn."""

from django import template
from django.utils.translation import get_language

from vungcao.kernel.calendar import clock
from vungcao.kernel.documents.models import PublishedPaper
from vungcao.kernel.editions.queries import remembered
from vungcao.kernel.offers.publications import Offered
from vungcao.systems.portal.models.offered import APART, CHART, FIGURE
from vungcao.systems.portal.queries import offered
from vungcao.systems.portal.queries.offered import Number
from vungcao.web.charts import drawn
from vungcao.web.charts.answers import Shown

register = template.Library()


@register.simple_tag
def offered_thing(value: str) -> Offered | None:
    return offered.thing(value, clock.today())


@register.simple_tag
def offered_chart(value: str) -> Shown | None:
    kind, _apart, name = value.partition(APART)
    if kind != CHART:
        return None
    day = clock.today()
    return remembered(("portal.chart", name, day, get_language()), lambda: drawn(name, day))


@register.simple_tag
def offered_number(value: str) -> Number | None:
    kind, _apart, name = value.partition(APART)
    return offered.number(name, clock.today()) if kind == FIGURE else None


@register.simple_tag
def public_paper(code: str) -> PublishedPaper | None:
    return offered.paper(code) if code else None
