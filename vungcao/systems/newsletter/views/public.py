"""Public pages: all issues, one of them, and as a paper."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vungcao.kernel.calendar import clock
from vungcao.systems.newsletter.models import Issue, Language
from vungcao.systems.newsletter.queries import issues
from vungcao.systems.newsletter.queries.content import content, signed
from vungcao.systems.newsletter.queries.paper import SIZES, pdf
from vungcao.web.public import Item, Listing, Section

EACH_PAGE = 20


def archive(request: HttpRequest) -> HttpResponse:
    page = Paginator(issues.public(), EACH_PAGE).get_page(request.GET.get("trang"))
    items = tuple(_item(row) for row in page)
    listing = Listing(
        title=_("Bản tin công tác dân tộc"),
        sections=(Section(_("Các số đã gửi"), items),) if items else (),
        nothing=_("Chưa có số nào. Đăng ký để nhận số đầu tiên."),
        lead=_("Tin, chính sách và việc cần biết, gửi qua thư điện tử; đọc, in và nghe tại đây."),
        newer=f"?trang={page.previous_page_number()}" if page.has_previous() else "",
        older=f"?trang={page.next_page_number()}" if page.has_next() else "",
    )
    return render(request, "newsletter/archive.html", {"listing": listing})


def issue(request: HttpRequest, code: str) -> HttpResponse:
    """What is around an issue in English speaks English too."""
    row = _found(code)
    language = get_language() if row.language == Language.VIETNAMESE else row.language
    with translation.override(language):
        context = {"issue": row, "said": content(row)}
        answer = render(request, "newsletter/public_issue.html", context)
    answer.headers["Content-Language"] = language or row.language
    return answer


def issue_paper(request: HttpRequest, code: str, size: str) -> HttpResponse:
    if size not in SIZES:
        raise Http404
    row = _found(code)
    return paper(row, size, f"ban-tin-{row.number.lower()}-{size}.pdf")


def paper(row: Issue, size: str, name: str) -> HttpResponse:
    """The issue as a file that a browser shows or keeps."""
    answer = HttpResponse(pdf(signed(row), size, clock.today()), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return answer


def _found(code: str) -> Issue:
    return get_object_or_404(issues.public(), code=code)


def _item(row: Issue) -> Item:
    return Item(
        label=f"{row.number}: {row.title}",
        address=reverse("newsletter:issue", args=[row.code]),
        text=row.lead,
        day=localtime(row.started_at).date() if row.started_at else None,
    )
