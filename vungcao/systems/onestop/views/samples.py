"""Samples of papers for whoever has to write one: where they lie, and those of ours as PDF."""

from dataclasses import asdict
from datetime import date
from functools import cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from vungcao.kernel.documents import typesetting
from vungcao.kernel.files import queries as files
from vungcao.kernel.files.storage import StoreFailed
from vungcao.kernel.units.models import Unit
from vungcao.systems.onestop.queries import procedures as reads
from vungcao.systems.onestop.rules import samples as rules
from vungcao.systems.onestop.services.doors import standing_in, visitor
from vungcao.systems.onestop.services.sampling import SAMPLE

TEMPLATE = "systems/onestop/printed/sample.typ"
SANDBOX = "default-src 'none'; sandbox"
MADE = date(2026, 11, 12)  # the same bytes on any day


@require_safe
def sample(request: HttpRequest, name: str) -> HttpResponse:
    """One sample of ours, for anybody; an uploaded one once a version that leads to it counts."""
    if (where := rules.uploaded(name)) is not None:
        return _uploaded(request, name, *where)
    if not rules.is_ours(name):
        raise Http404
    response = HttpResponse(_printed(name), content_type="application/pdf")
    response.headers["Content-Disposition"] = (
        content_disposition_header(True, f"mau-{name}.pdf") or ""
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def address(said: str) -> str:
    """Where the sample of a paper is; nothing where there is none that can be opened."""
    if rules.is_web(said):
        return said
    is_here = rules.is_ours(said) or rules.uploaded(said) is not None
    return reverse("onestop:sample", args=[said]) if is_here else ""


def _uploaded(request: HttpRequest, name: str, unit: int, code: str) -> HttpResponse:
    place = Unit.objects.filter(pk=unit).first()
    if place is None:
        raise Http404
    if not reads.leads_to_sample(name):
        if request.user.is_authenticated:
            return redirect("file", code)  # whoever works on the draft, by the file's own right
        raise Http404
    with standing_in(place.scope, visitor()):
        file = files.released(code, SAMPLE)
        if file is None:
            raise Http404
        try:
            content = files.content(file)
        except StoreFailed:
            raise Http404 from None
    response = HttpResponse(content, content_type=file.media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, file.name) or ""
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@cache
def _printed(name: str) -> bytes:
    said = asdict(rules.SAMPLES[name])
    return typesetting.compiled(TEMPLATE, said, MADE, is_pdf_a=False).pdf
