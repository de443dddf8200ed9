"""Everything that is published in numbers, on one page for anybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from vungcao.kernel.calendar import clock
from vungcao.kernel.offers.publications import figures
from vungcao.systems.portal.queries import offered
from vungcao.web.charts import drawn, public_charts


@require_safe
def browse(request: HttpRequest) -> HttpResponse:
    """Charts and figures that systems offer today; what nobody publishes does not appear."""
    today = clock.today()
    names = [name for name, _one in sorted(public_charts.items())]
    numbers = [offered.number(name, today) for name, _one in sorted(figures.items())]
    context = {
        "charts": [shown for name in names if (shown := drawn(name, today)) is not None],
        "numbers": [one for one in numbers if one is not None],
    }
    return render(request, "portal/figures.html", context)
