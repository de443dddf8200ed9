"""Samples of papers for whoever has to write one: where they lie, and those of ours as PDF."""

from dataclasses import asdict
from datetime import date
from functools import cache

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from vungcao.kernel.documents import typesetting
from vungcao.systems.onestop.rules import samples as rules

TEMPLATE = "systems/onestop/printed/sample.typ"
MADE = date(2026, 11, 12)  # the same bytes on any day


@require_safe
def sample(request: HttpRequest, name: str) -> HttpResponse:
    """One sample of ours, for anybody."""
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
    return reverse("onestop:sample", args=[said]) if rules.is_ours(said) else ""


@cache
def _printed(name: str) -> bytes:
    said = asdict(rules.SAMPLES[name])
    return typesetting.compiled(TEMPLATE, said, MADE, is_pdf_a=False).pdf
