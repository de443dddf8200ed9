"""Files that published pages show: documents, films, sound."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from vungcao.kernel.accounts.models import User
from vungcao.systems.portal.queries import files
from vungcao.web import streaming

PLAYED = ("audio/", "video/")
FOR_AN_HOUR = "public, max-age=3600"


@require_safe
def give(request: HttpRequest, code: str) -> HttpResponseBase:
    """A file for anybody while a page shows it; before, an editor has it by the kernel's rules."""
    file = files.named(code)
    if file is None:
        raise Http404
    if not files.is_shown(file):
        if isinstance(request.user, User):
            return redirect("file", code)
        raise Http404
    kept = files.kept(file)
    if kept is None:
        raise Http404
    is_played = file.media_type.startswith(PLAYED)
    return streaming.given(request, kept, streaming.Manner(file.name, FOR_AN_HOUR, is_played))
