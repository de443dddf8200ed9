"""How many dossiers were received and settled, by month and unit, for anybody."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vungcao.systems.onestop.queries import published as reads
from vungcao.web.public import Article
from vungcao.web.shell import Link


@require_safe
def published(request: HttpRequest) -> HttpResponse:
    """Counts alone: those of the newest month, or of the one that was asked for."""
    months = reads.months()
    month = _asked(request, months)
    shown = reads.publication(month) if month else None
    context = {
        "about": Article(
            title=_("Kết quả giải quyết thủ tục hành chính"),
            lead=_("Số hồ sơ tiếp nhận, giải quyết xong và xong trong hạn, theo tháng và xã."),
            day=shown.published_on if shown else None,
            related=(Link(_("Thủ tục hành chính"), reverse("onestop:catalogue"), ""),),
        ),
        "shown": shown,
        "chips": [
            Link(f"{one:%m/%Y}", f"?thang={one:%Y-%m}", "", one == month) for one in months[:12]
        ],
    }
    return render(request, "onestop/published.html", context)


def _asked(request: HttpRequest, months: list[date]) -> date | None:
    wanted = request.GET.get("thang", "")
    if not wanted:
        return months[0] if months else None
    month = next((one for one in months if f"{one:%Y-%m}" == wanted), None)
    if month is None:
        raise Http404
    return month
