"""The one address from which every file is downloaded."""

from django.http import Http404
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from vungcao.kernel.files import queries, services
from vungcao.kernel.offers.files import PICTURES
from vungcao.web import streaming
from vungcao.web.access import signed_in
from vungcao.web.http import AccountRequest
from vungcao.web.transactions import refuse

REFUSED = 300  # from this status on nothing of the file leaves


@require_safe
@signed_in
def download(request: AccountRequest, code: str) -> HttpResponseBase:
    """Whoever may not have a file gets the answer of a file that does not exist."""
    file = queries.downloadable(request.user, code, request.today)
    if file is None or file.blob is None:
        refuse(request, "files.download")
        raise Http404
    manner = streaming.Manner(
        name=queries.name(file),
        kept="private, no-store" if file.is_personal else "private, no-cache",
        is_shown="xem" in request.GET and file.media_type in PICTURES,
    )
    response = streaming.given(request, file, manner)
    if response.status_code < REFUSED:
        services.note_download(file=file, by=request.user)
    return response
