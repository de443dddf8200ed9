"""The audit trail: reading it, one entry, and proving that nobody changed it."""

import json
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vungcao.kernel.audit import anchors
from vungcao.kernel.audit import queries as audit
from vungcao.kernel.audit.models import Entry, Link
from vungcao.kernel.jobs import services as jobs
from vungcao.runtime.env import environment
from vungcao.systems.administration import permissions
from vungcao.systems.administration.forms.audit import Filters
from vungcao.systems.administration.queries import trail
from vungcao.systems.administration.views.words import ACTIONS, DETAILS, FAULTS, subject_words
from vungcao.web.access import only
from vungcao.web.http import AccountRequest

ANCHORS = "log/audit-heads.jsonl"
HEAD = {"actor", "action", "subject"}


@dataclass(frozen=True)
class Line:
    """An entry as the list shows it."""

    entry: Entry
    words: str | Promise
    subject: str


@only(permissions.READ_AUDIT)
def entries(request: AccountRequest) -> HttpResponse:
    actions = sorted(((code, str(words)) for code, words in ACTIONS.items()), key=itemgetter(1))
    filters = Filters(request.GET, actions=actions)
    found, older = _page(filters)
    context = {
        "filters": filters,
        "lines": [Line(row, _words(row.action), subject_words(row.subject)) for row in found],
        "older": older,
        "before": request.GET.get("before", ""),
    }
    return render(request, "administration/audit.html", context)


@only(permissions.READ_AUDIT)
def entry(request: AccountRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Entry, pk=pk)
    said = json.loads(shown.body)
    context = {
        "entry": shown,
        "words": _words(shown.action),
        "subject": subject_words(shown.subject),
        "details": [
            (DETAILS.get(key, key), value) for key, value in sorted(said.items()) if key not in HEAD
        ],
        "link": Link.objects.filter(entry=shown.pk).first(),
    }
    return render(request, "administration/audit_entry.html", context)


@require_POST
@only(permissions.READ_AUDIT)
def verification(request: AccountRequest) -> HttpResponse:
    """Recompute the chains now; a POST, because a million entries take seconds."""
    path = environment().home / ANCHORS
    verdict = audit.verify()
    context = {
        "verdict": verdict,
        "fault": FAULTS.get(verdict.fault, verdict.fault),
        "heads": sorted((stream, seq, digest) for stream, (seq, digest) in audit.heads().items()),
        "anchor_faults": list(anchors.faults(path)),
        "has_anchors": path.exists(),
    }
    return render(request, "administration/audit_verification.html", context)


@require_POST
@only(permissions.READ_AUDIT)
def verification_later(request: AccountRequest) -> HttpResponse:
    """The same in the background, chain by chain: for a trail that takes minutes."""
    run = jobs.start(kind="audit.verify", arguments={}, by=request.user)
    messages.success(request, _("Đã giao việc kiểm tra. Có thể làm việc khác rồi quay lại xem."))
    return redirect("run", code=run.code)


def _words(action: str) -> str | Promise:
    return ACTIONS.get(action, action)


def _page(filters: Filters) -> tuple[list[Entry], int | None]:
    if not filters.is_valid():
        return [], None
    asked: dict[str, Any] = dict(filters.cleaned_data)
    before = asked.pop("before")
    return trail.page(trail.Wanted(**asked), before)
