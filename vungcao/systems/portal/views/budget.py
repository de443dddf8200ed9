"""A disclosure as a file for machines: its lines, whole đồng."""

import csv
from io import StringIO

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from vungcao.systems.portal.queries import disclosures

HEADS = ("noi_dung", "nam", "ky", "so", "ngay", "khoan", "so_tien_dong", "dong_tong")
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would compute


@require_safe
def lines(request: HttpRequest, pk: int) -> HttpResponse:
    page = disclosures.disclosure(pk)
    if page is None:
        raise Http404
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADS)
    about = (page.kind, page.year, page.period, _plain(page.number), f"{page.decided_on:%Y-%m-%d}")
    for line in disclosures.lines(page):
        writer.writerow([*about, _plain(line.label), line.amount, int(line.is_total)])
    answer = HttpResponse(out.getvalue().encode("utf-8-sig"), content_type="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{page.slug}.csv"'
    return answer


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text
