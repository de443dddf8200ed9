"""The style guide, open to everybody and kept out of search engines."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from vungcao.web.guide import sections


def guide(request: HttpRequest, section: str = "") -> HttpResponse:
    """A page of the guide. Its buttons may be pressed: nothing is written."""
    here = sections.section(section)
    if here is None:
        raise Http404
    if request.method == "POST":
        messages.info(request, _("Đây là trang mẫu: không có gì được ghi."))
    context = {"section": here, "sections": sections.SECTIONS, "side": sections.side(here)}
    answer = render(request, here.template, context | here.fill(request))
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer
