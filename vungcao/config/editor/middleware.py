"""Below `/bien-tap/` the product knows the editor's addresses as well; elsewhere it does not.

A process that never serves an editor never loads the editor (docs/adr/0106).
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

PLACE = "/bien-tap/"


class EditorMiddleware:
    """Chooses the addresses before anything is resolved."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(PLACE):
            request.urlconf = settings.EDITOR_URLCONF  # type: ignore[attr-defined]
        return self.get_response(request)
