"""Files that published pages show: documents, films, sound."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from vungcao.kernel.accounts.models import User
from vungcao.systems.portal.queries import files
from vungcao.web.views.files import answer

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
    response = answer(request, kept)
    is_played = file.media_type.startswith(PLAYED)
    disposition = content_disposition_header(not is_played, file.name)
    response.headers["Content-Disposition"] = disposition or "attachment"
    response.headers["Cache-Control"] = FOR_AN_HOUR
    return response
