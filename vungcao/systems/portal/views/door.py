"""The one door to the editor: who may come in, what they may do there, how pages are fenced."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from vungcao.kernel.calendar import clock
from vungcao.systems.portal import permissions
from vungcao.systems.portal.queries import editing
from vungcao.systems.portal.services import groups, trail
from vungcao.web.access import only
from vungcao.web.context import grants_of
from vungcao.web.http import AccountRequest
from vungcao.web.way_back import READING

# The editor's own pages style themselves and show a preview in a frame (docs/security.md).
POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self' 'unsafe-inline'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "frame-src 'self'",
        "media-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
        "base-uri 'none'",
    ]
)
View = Callable[..., HttpResponseBase]


def editors_only(view: View) -> View:
    """Close a view of the editor: grants of today decide, and its groups follow them."""

    @only(permissions.EDIT)
    @wraps(view)
    def inside(request: AccountRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        roles = {grant.role for grant in grants_of(request.user)}
        bodies = editing.bodies(request.user, request.today)
        groups.follow_grants(user=request.user, roles=roles, bodies=bodies, by=request.user)
        request.user.is_superuser = False  # it decides nothing here either
        if request.method in READING:
            return fenced(view(request, *args, **kwargs))
        before, records = trail.last(), trail.last_record()
        response = fenced(view(request, *args, **kwargs))
        trail.take_over(after=before, now=clock.now(), by=request.user)
        trail.take_over_records(after=records, by=request.user)
        return response

    return inside


def fenced(response: HttpResponseBase) -> HttpResponseBase:
    """With the editor's own policy instead of that of all other pages."""
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


@only(permissions.EDIT)
def enter(request: AccountRequest) -> HttpResponse:
    """Names the address for menus; below it the editor answers (config/editor)."""
    raise LookupError("config.editor.middleware has to stand before this view.")
