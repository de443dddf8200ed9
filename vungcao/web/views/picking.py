"""What a picker brings while somebody types; without a script the form itself asks.

Words are sent, not put into the address: they may be a person's name or number.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.core import signing
from django.http import HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from vungcao.kernel.access.roles import OFFICE
from vungcao.web import attempts, waiting
from vungcao.web.access import only
from vungcao.web.http import AccountRequest
from vungcao.web.pickers import Accounts, Persons, Units
from vungcao.web.pickers.picker import FIND, SALT, Offer, Source

A_DAY = 24 * 60 * 60
NAME = re.compile(r"[\w-]{1,80}")
LONGEST = 150
SOURCES: Mapping[str, Any] = {source.kind: source for source in (Units, Accounts, Persons)}


@require_POST
@never_cache
@only(OFFICE)
def pick(request: AccountRequest) -> HttpResponseBase:
    """Choices for words, or the tree; the field that asks has signed where to look."""
    source = _source(request)
    if source is None:
        return _stale(request)
    if wait := attempts.per_minute(f"pick:{request.user.pk}", attempts.PICKS):
        return waiting.told(HttpResponse(), wait)
    if "tree" in request.POST:
        return _tree(request, source)
    return JsonResponse(_words(source.search(request.POST.get("q", "").strip()[:LONGEST])))


def _stale(request: AccountRequest) -> HttpResponse:
    """The page was opened before today, or the token is none of ours."""
    said = _("Tải lại trang rồi tìm tiếp.")
    return HttpResponse(said) if "tree" in request.POST else JsonResponse(_words(Offer(said=said)))


def _words(offer: Offer) -> dict[str, Any]:
    return {"said": offer.said, "options": [asdict(one) for one in offer.options]}


def _source(request: AccountRequest) -> Source[Any] | None:
    try:
        kind, words = signing.loads(request.POST.get("token", ""), salt=SALT, max_age=A_DAY)
    except signing.BadSignature:
        return None
    found: Source[Any] = SOURCES[kind].of(words, request.user)
    return found


def _tree(request: AccountRequest, source: Source[Any]) -> HttpResponse:
    name = request.POST.get("name", "")
    opened = {int(pk) for pk in request.POST.getlist("open") if pk.isdecimal() and len(pk) < 12}
    context = {
        "branches": source.forest(opened),
        "opened": sorted(opened),
        "name": name if NAME.fullmatch(name) else "",
        "find": FIND,
        "chosen": request.POST.get("chosen", ""),
    }
    return render(request, "components/tree.html", context)
