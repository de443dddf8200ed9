"""An address that takes another method than it was asked by: a page instead of an empty answer."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from vungcao.web.views.errors import wrong_method

HTML, JSON, PLAIN = "text/html", "application/json", "text/plain; charset=utf-8"


class MethodsMiddleware:
    """Says in words what Django refuses in silence; which methods are taken stays in `Allow`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        allowed = response.headers.get("Allow", "")
        if response.status_code != 405 or not allowed:
            return response
        said = _said(request, allowed)
        said.headers["Allow"] = allowed
        return said


def _said(request: HttpRequest, allowed: str) -> HttpResponse:
    if request.accepts(HTML):
        return wrong_method(request, takes_forms="POST" in allowed)
    text = _("Địa chỉ này chỉ nhận: %s.") % allowed
    if request.accepts(JSON):
        return JsonResponse({"error": text}, status=405)
    return HttpResponse(text, content_type=PLAIN, status=405)
